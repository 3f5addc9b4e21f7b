-- area_list: all areas in force, newest vintage first.
-- who:   reader
-- in:    none
-- out:   level text, vintage int, code text, name text, shape bytes?, lon real?, lat real?
-- rows:  many
SELECT a.level, a.vintage, a.code, a.name, a.shape, a.lon, a.lat
  FROM area a JOIN source_row r ON r.id = a.source_row_id
 WHERE r.live = 1
 ORDER BY a.level, a.vintage DESC, a.code
