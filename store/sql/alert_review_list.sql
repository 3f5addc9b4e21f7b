-- alert_review_list: what was said of each alert until a moment, the newest first.
-- who:   reader
-- in:    as_of_ms int?
-- out:   alert_id int, at_ms int, actor text, reviewer text?, verdict text, reason text?
-- rows:  many
SELECT v.alert_id, v.at_ms, v.actor, w.name AS reviewer, v.verdict, v.reason
  FROM alert_review v LEFT JOIN reviewer w ON w.id = v.reviewer_id
 WHERE :as_of_ms IS NULL OR v.at_ms <= :as_of_ms
 ORDER BY v.alert_id, v.at_ms DESC
