-- area_parent_add: which larger area a small one is counted to.
-- who:   clerk
-- audit: import.received
-- in:    source_row_id int, area_code text, parent_code text
-- out:   none
-- rows:  none
INSERT INTO area_parent (source_row_id, area_code, parent_code)
VALUES (:source_row_id, :area_code, :parent_code) ON CONFLICT DO NOTHING
