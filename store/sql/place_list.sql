-- place_list: the gazetteer in force, by name.
-- who:   reader
-- in:    none
-- out:   name text, lon real, lat real, area_code text?
-- rows:  many
SELECT p.name, p.lon, p.lat, p.area_code
  FROM place p JOIN source_row r ON r.id = p.source_row_id
 WHERE r.live = 1
 ORDER BY p.name, p.source_row_id
