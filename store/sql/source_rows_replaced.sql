-- source_rows_replaced: rows of older imports about the scopes this one speaks about no longer count.
-- who:   clerk
-- audit: import.received
-- in:    import_id int
-- out:   none
-- rows:  none
UPDATE source_row SET live = 0
 WHERE scope_id IN (SELECT scope_id FROM import_scope WHERE import_id = :import_id)
   AND import_id < :import_id AND live = 1
