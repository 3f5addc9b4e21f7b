-- source_rows_revived: what a withdrawn import had replaced counts again: the newest left that spoke about the scope.
-- who:   clerk
-- audit: import.withdrawn
-- in:    import_id int
-- out:   none
-- rows:  none
UPDATE source_row SET live = 1
 WHERE scope_id IN (SELECT scope_id FROM import_scope WHERE import_id = :import_id)
   AND live = 0
   AND import_id = (SELECT max(s.import_id)
                      FROM import_scope s JOIN import i ON i.id = s.import_id
                     WHERE s.scope_id = source_row.scope_id AND i.withdrawn_ms IS NULL)
