-- incident_months: how many incidents in force, by feed, category, small area and month, up to a month.
-- who:   analyst
-- in:    as_of_import int?, as_of_ms int?, last_month int
-- out:   agency_id int, kind text, category text, area_code text?, month int, count int
-- rows:  many
SELECT n.agency_id, i.kind, n.category, n.area_code, n.month, count(*) AS count
  FROM incident n JOIN source_row r ON r.id = n.source_row_id JOIN import i ON i.id = r.import_id
 WHERE ((:as_of_import IS NULL AND r.live = 1)
     OR (:as_of_import IS NOT NULL
         AND r.import_id = (SELECT max(s.import_id)
                              FROM import_scope s JOIN import j ON j.id = s.import_id
                             WHERE s.scope_id = r.scope_id AND s.import_id <= :as_of_import
                               AND (j.withdrawn_ms IS NULL OR j.withdrawn_ms > :as_of_ms))))
   AND n.month <= :last_month
 GROUP BY n.agency_id, i.kind, n.category, n.area_code, n.month
