-- alert_review_add: a person said what is to be done about an alert, or what came of it.
-- who:   clerk
-- audit: alert.reviewed
-- in:    alert_id int, at_ms int, actor text, reviewer_id int?, verdict text, reason text?
-- out:   none
-- rows:  none
INSERT INTO alert_review (alert_id, at_ms, actor, reviewer_id, verdict, reason)
VALUES (:alert_id, :at_ms, :actor, :reviewer_id, :verdict, :reason)
