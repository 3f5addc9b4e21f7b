-- place_add: one line of the gazetteer.
-- who:   clerk
-- audit: import.received
-- in:    source_row_id int, name text, lon real, lat real, area_code text?
-- out:   none
-- rows:  none
INSERT INTO place (source_row_id, name, lon, lat, area_code)
VALUES (:source_row_id, :name, :lon, :lat, :area_code)
