-- feed_list: what each partner's feeds of incidents hold: by category, whether known to the day, first and last.
-- who:   reader
-- in:    as_of_import int?, as_of_ms int?, until_month int?, until_day int?
-- out:   agency_id int, agency_code text, agency_name text, kind text, category text, by_day int, first_month int, last_month int, first_day int?, last_day int?, count int, placed_by_point int, without_place int
-- rows:  many
SELECT g.id AS agency_id, g.code AS agency_code, g.name AS agency_name, i.kind, n.category,
       min(n.from_day IS NOT NULL) AS by_day, min(n.month) AS first_month,
       max(n.month) AS last_month, min(n.from_day) AS first_day, max(n.to_day) AS last_day,
       count(*) FILTER (WHERE :until_day IS NULL
                           OR coalesce(n.from_day <= :until_day, n.month <= :until_month)) AS count,
       count(*) FILTER (WHERE n.area_by = 'point' AND (:until_day IS NULL
                           OR coalesce(n.from_day <= :until_day, n.month <= :until_month))) AS placed_by_point,
       count(*) FILTER (WHERE n.area_by = 'none' AND (:until_day IS NULL
                           OR coalesce(n.from_day <= :until_day, n.month <= :until_month))) AS without_place
  FROM incident n JOIN source_row r ON r.id = n.source_row_id JOIN import i ON i.id = r.import_id
       JOIN agency g ON g.id = n.agency_id
 WHERE ((:as_of_import IS NULL AND r.live = 1)
     OR (:as_of_import IS NOT NULL
         AND r.import_id = (SELECT max(s.import_id)
                              FROM import_scope s JOIN import j ON j.id = s.import_id
                             WHERE s.scope_id = r.scope_id AND s.import_id <= :as_of_import
                               AND (j.withdrawn_ms IS NULL OR j.withdrawn_ms > :as_of_ms))))
 GROUP BY g.id, i.kind, n.category
 ORDER BY g.code, i.kind, n.category
