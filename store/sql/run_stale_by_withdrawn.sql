-- run_stale_by_withdrawn: what stood on a withdrawn import, on its rows or on their lack, no longer stands.
-- who:   clerk
-- audit: import.withdrawn
-- in:    import_id int, stale_ms int
-- out:   none
-- rows:  none
UPDATE run SET stale_ms = :stale_ms
 WHERE stale_ms IS NULL
   AND (id IN (SELECT run_id FROM run_input WHERE import_id = :import_id)
     OR (json_extract(parameters, '$.as_of_import') >= :import_id
         AND EXISTS (SELECT 1 FROM import_scope s
                      WHERE s.import_id = :import_id
                        AND s.import_id = (SELECT max(n.import_id)
                                             FROM import_scope n JOIN import i ON i.id = n.import_id
                                            WHERE n.scope_id = s.scope_id
                                              AND (i.withdrawn_ms IS NULL OR i.id = :import_id)))))
