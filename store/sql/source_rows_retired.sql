-- source_rows_retired: a withdrawn import's rows no longer count.
-- who:   clerk
-- audit: import.withdrawn
-- in:    import_id int
-- out:   none
-- rows:  none
UPDATE source_row SET live = 0 WHERE import_id = :import_id AND live = 1
