-- incident_days: one feed's incidents in force of one category, by small area and day.
-- who:   analyst
-- in:    agency_id int, kind text, category text, first_day int, last_day int
-- out:   area_code text, day int, count int
-- rows:  many
SELECT n.area_code, n.from_day AS day, count(*) AS count
  FROM incident n JOIN source_row r ON r.id = n.source_row_id JOIN import i ON i.id = r.import_id
 WHERE r.live = 1 AND n.agency_id = :agency_id AND i.kind = :kind AND n.category = :category
   AND n.from_day BETWEEN :first_day AND :last_day AND n.area_code IS NOT NULL
 GROUP BY n.area_code, n.from_day
 ORDER BY n.area_code, n.from_day
