-- area_add: one boundary.
-- who:   clerk
-- audit: import.received
-- in:    source_row_id int, level text, vintage int, code text, name text, shape bytes?, lon real?, lat real?
-- out:   none
-- rows:  none
INSERT INTO area (source_row_id, level, vintage, code, name, shape, lon, lat)
VALUES (:source_row_id, :level, :vintage, :code, :name, :shape, :lon, :lat)
