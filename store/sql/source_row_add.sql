-- source_row_add: one row as it came.
-- who:   clerk
-- audit: import.received
-- in:    import_id int, row_number int, scope_id int, content text
-- out:   none
-- rows:  none
INSERT INTO source_row (import_id, row_number, scope_id, live, content)
VALUES (:import_id, :row_number, :scope_id, 1, :content)
