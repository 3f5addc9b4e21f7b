-- feed_notice_list: what is known to be odd about each feed, as the newest look at it showed.
-- who:   reader
-- in:    as_of_ms int?
-- out:   import_id int, agency_code text, agency_name text, kind text, stream text, month int, what text, observed int, expected real, low int, high int
-- rows:  many
SELECT l.import_id, g.code AS agency_code, g.name AS agency_name, l.kind, f.stream, f.month, f.what,
       f.observed, f.expected, f.low, f.high
  FROM feed_notice f JOIN feed_look l ON l.id = f.look_id JOIN agency g ON g.id = l.agency_id
 WHERE l.id = (SELECT max(n.id) FROM feed_look n
                WHERE n.agency_id = l.agency_id AND n.kind = l.kind
                  AND (:as_of_ms IS NULL OR n.at_ms <= :as_of_ms))
 ORDER BY g.code, l.kind, f.stream, f.month, f.what
