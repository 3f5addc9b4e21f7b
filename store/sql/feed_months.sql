-- feed_months: how many rows in force a partner's feed holds, by category and month.
-- who:   reader
-- in:    agency_id int, kind text
-- out:   category text, month int, count int
-- rows:  many
SELECT n.category, n.month, count(*) AS count
  FROM incident n JOIN source_row r ON r.id = n.source_row_id JOIN import i ON i.id = r.import_id
 WHERE r.live = 1 AND i.agency_id = :agency_id AND i.kind = :kind
 GROUP BY n.category, n.month
 ORDER BY n.category, n.month
