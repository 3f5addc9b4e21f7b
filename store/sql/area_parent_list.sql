-- area_parent_list: all look-ups in force; the newest row last.
-- who:   reader
-- in:    none
-- out:   area_code text, parent_code text
-- rows:  many
SELECT p.area_code, p.parent_code
  FROM area_parent p JOIN source_row r ON r.id = p.source_row_id
 WHERE r.live = 1
 ORDER BY p.area_code, p.source_row_id, p.parent_code
