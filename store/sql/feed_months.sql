-- feed_months: how many rows in force a partner's feed holds, by category and month, and to which day.
-- who:   reader
-- in:    agency_id int, kind text
-- out:   category text, month int, last_day int?, count int
-- rows:  many
SELECT n.category, n.month, max(n.from_day) AS last_day, count(*) AS count
  FROM incident n JOIN source_row r ON r.id = n.source_row_id JOIN import i ON i.id = r.import_id
 WHERE r.live = 1 AND i.agency_id = :agency_id AND i.kind = :kind
 GROUP BY n.category, n.month
 ORDER BY n.category, n.month
