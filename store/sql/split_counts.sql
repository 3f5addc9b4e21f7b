-- split_counts: of one feed's incidents of one category and span, how many bear each flag, and of how many it is known.
-- who:   reader
-- in:    agency_id int, kind text, category text, first_month int, last_month int, first_day int?, last_day int?, area_code text?
-- out:   count int, domestic int?, knife int?, public_place int?, under_25 int?, repeat int?, night int?, domestic_known int, knife_known int, public_place_known int, under_25_known int, repeat_known int, night_known int
-- rows:  one
SELECT count(*) AS count, sum(n.domestic) AS domestic, sum(n.knife) AS knife,
       sum(n.public_place) AS public_place, sum(n.under_25) AS under_25, sum(n.repeat) AS repeat,
       sum(n.from_hour >= 22 OR n.from_hour < 6) AS night,
       count(n.domestic) AS domestic_known, count(n.knife) AS knife_known,
       count(n.public_place) AS public_place_known, count(n.under_25) AS under_25_known,
       count(n.repeat) AS repeat_known, count(n.from_hour) AS night_known
  FROM incident n JOIN source_row r ON r.id = n.source_row_id JOIN import i ON i.id = r.import_id
 WHERE r.live = 1
   AND n.agency_id = :agency_id AND i.kind = :kind AND n.category = :category
   AND n.month BETWEEN :first_month AND :last_month
   AND (:first_day IS NULL OR n.from_day BETWEEN :first_day AND :last_day)
   AND (:area_code IS NULL OR n.area_code = :area_code)
