-- alert_review_add: a person said whether an alert was right.
-- who:   clerk
-- audit: alert.reviewed
-- in:    alert_id int, at_ms int, actor text, verdict text
-- out:   none
-- rows:  none
INSERT INTO alert_review (alert_id, at_ms, actor, verdict) VALUES (:alert_id, :at_ms, :actor, :verdict)
