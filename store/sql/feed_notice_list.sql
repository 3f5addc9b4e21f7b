-- feed_notice_list: what is known to be odd about each feed, as its newest import in force showed it.
-- who:   reader
-- in:    as_of_import int?, as_of_ms int?
-- out:   import_id int, agency_code text, agency_name text, kind text, stream text, month int, what text, observed int, expected real, low int, high int
-- rows:  many
SELECT f.import_id, g.code AS agency_code, g.name AS agency_name, f.kind, f.stream, f.month, f.what,
       f.observed, f.expected, f.low, f.high
  FROM feed_notice f JOIN agency g ON g.id = f.agency_id
 WHERE f.import_id = (SELECT max(i.id) FROM import i
                       WHERE i.agency_id = f.agency_id AND i.kind = f.kind
                         AND (:as_of_import IS NULL OR i.id <= :as_of_import)
                         AND (i.withdrawn_ms IS NULL OR i.withdrawn_ms > :as_of_ms))
 ORDER BY g.code, f.kind, f.stream, f.month, f.what
