-- figure_list: all ready-made counts in force.
-- who:   reader
-- in:    none
-- out:   agency_code text, measure text, area_code text, from_day int, to_day int, value real, denominator real?
-- rows:  many
SELECT g.code AS agency_code, f.measure, f.area_code, f.from_day, f.to_day, f.value, f.denominator
  FROM figure f JOIN source_row r ON r.id = f.source_row_id JOIN agency g ON g.id = f.agency_id
 WHERE r.live = 1
 ORDER BY f.measure, f.from_day, f.area_code, f.source_row_id
