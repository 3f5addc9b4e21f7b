-- split_counts: of one feed's incidents of one category and span, how many bear each flag, and of how many it is known.
-- who:   reader
-- in:    agency_id int, kind text, category text, first_month int, last_month int, first_day int?, last_day int?
-- out:   count int, domestic int?, knife int?, public_place int?, under_25 int?, repeat int?, night int?, domestic_known int, knife_known int, public_place_known int, under_25_known int, repeat_known int, night_known int
-- rows:  one
SELECT count(*) AS count, sum(n.domestic) AS domestic, sum(n.knife) AS knife,
       sum(n.public_place) AS public_place, sum(n.under_25) AS under_25, sum(n.repeat) AS repeat,
       sum(CASE WHEN n.from_ms IS NULL THEN NULL
                WHEN (n.from_ms / 3600000) % 24 >= 22 OR (n.from_ms / 3600000) % 24 < 6 THEN 1
                ELSE 0 END) AS night,
       count(n.domestic) AS domestic_known, count(n.knife) AS knife_known,
       count(n.public_place) AS public_place_known, count(n.under_25) AS under_25_known,
       count(n.repeat) AS repeat_known, count(n.from_ms) AS night_known
  FROM incident n JOIN source_row r ON r.id = n.source_row_id JOIN import i ON i.id = r.import_id
 WHERE r.live = 1 AND n.agency_id = :agency_id AND i.kind = :kind AND n.category = :category
   AND n.month BETWEEN :first_month AND :last_month
   AND (:first_day IS NULL OR n.from_day BETWEEN :first_day AND :last_day)
