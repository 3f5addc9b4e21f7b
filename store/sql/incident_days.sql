-- incident_days: how many incidents in force, by category, small area and day, for feeds known to the day.
-- who:   analyst
-- in:    first_day int, last_day int
-- out:   category text, area_code text?, day int, count int
-- rows:  many
SELECT n.category, n.area_code, n.from_day AS day, count(*) AS count
  FROM incident n JOIN source_row r ON r.id = n.source_row_id
 WHERE r.live = 1 AND n.from_day BETWEEN :first_day AND :last_day
 GROUP BY n.category, n.area_code, n.from_day
 ORDER BY n.category, n.area_code, n.from_day
