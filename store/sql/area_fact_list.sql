-- area_fact_list: one fact of all areas in force; the newest row last.
-- who:   reader
-- in:    fact text
-- out:   area_code text, value real
-- rows:  many
SELECT f.area_code, f.value
  FROM area_fact f JOIN source_row r ON r.id = f.source_row_id
 WHERE r.live = 1 AND f.fact = :fact
 ORDER BY f.area_code, f.source_row_id
