-- incident_months: how many incidents in force, by category, small area and month, up to a month.
-- who:   analyst
-- in:    last_month int
-- out:   category text, area_code text?, month int, count int
-- rows:  many
SELECT n.category, n.area_code, n.month, count(*) AS count
  FROM incident n JOIN source_row r ON r.id = n.source_row_id
 WHERE r.live = 1 AND n.month <= :last_month
 GROUP BY n.category, n.area_code, n.month
 ORDER BY n.category, n.area_code, n.month
