-- run_stale_by_replaced: what stood on rows this import replaces no longer stands.
-- who:   clerk
-- audit: import.received
-- in:    import_id int, stale_ms int
-- out:   none
-- rows:  none
UPDATE run SET stale_ms = :stale_ms
 WHERE stale_ms IS NULL
   AND id IN (SELECT n.run_id FROM run_input n
               WHERE n.import_id <> :import_id
                 AND n.import_id IN (SELECT o.import_id FROM import_scope o
                                      WHERE o.scope_id IN (SELECT s.scope_id FROM import_scope s
                                                            WHERE s.import_id = :import_id)))
