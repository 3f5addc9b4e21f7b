-- incident_months: how many incidents in force, by feed, category, small area and month, up to a month.
-- who:   analyst
-- in:    last_month int
-- out:   agency_id int, kind text, category text, area_code text?, month int, count int
-- rows:  many
SELECT n.agency_id, i.kind, n.category, n.area_code, n.month, count(*) AS count
  FROM incident n JOIN source_row r ON r.id = n.source_row_id JOIN import i ON i.id = r.import_id
 WHERE r.live = 1 AND n.month <= :last_month
 GROUP BY n.agency_id, i.kind, n.category, n.area_code, n.month
