-- run_stale_by_withdrawn: what stood on a withdrawn import no longer stands.
-- who:   clerk
-- audit: import.withdrawn
-- in:    import_id int, stale_ms int
-- out:   none
-- rows:  none
UPDATE run SET stale_ms = :stale_ms
 WHERE stale_ms IS NULL AND id IN (SELECT run_id FROM run_input WHERE import_id = :import_id)
