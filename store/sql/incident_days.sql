-- incident_days: one feed's incidents in force of one category, by small area and day.
-- who:   analyst
-- in:    as_of_import int?, as_of_ms int?, agency_id int, kind text, category text, first_day int, last_day int
-- out:   area_code text?, day int, count int
-- rows:  many
SELECT n.area_code, n.from_day AS day, count(*) AS count
  FROM incident n JOIN source_row r ON r.id = n.source_row_id JOIN import i ON i.id = r.import_id
 WHERE ((:as_of_import IS NULL AND r.live = 1)
     OR (:as_of_import IS NOT NULL
         AND r.import_id = (SELECT max(s.import_id)
                              FROM import_scope s JOIN import j ON j.id = s.import_id
                             WHERE s.scope_id = r.scope_id AND s.import_id <= :as_of_import
                               AND (j.withdrawn_ms IS NULL OR j.withdrawn_ms > :as_of_ms))))
   AND n.agency_id = :agency_id AND i.kind = :kind AND n.category = :category
   AND n.from_day BETWEEN :first_day AND :last_day
 GROUP BY n.area_code, n.from_day
 ORDER BY n.area_code, n.from_day
