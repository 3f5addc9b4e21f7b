-- alert_record: of all alerts found by one method, of how many it is known what came of them, and how many were right.
-- who:   reader
-- in:    method text
-- out:   reviewed int, correct int
-- rows:  one
SELECT count(*) AS reviewed, coalesce(sum(v.verdict = 'right'), 0) AS correct
  FROM alert a JOIN alert_review v ON v.alert_id = a.id
 WHERE a.method = :method AND v.verdict IN ('right', 'false')
   AND v.at_ms = (SELECT max(w.at_ms) FROM alert_review w
                   WHERE w.alert_id = a.id AND w.verdict IN ('right', 'false'))
