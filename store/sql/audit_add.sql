-- audit_add: append one entry. There is no statement that changes or removes one.
-- who:   system
-- audit: self
-- in:    at_ms int, actor text, verb text, event text, about_kind text, about_id int
-- out:   none
-- rows:  none
INSERT INTO audit (at_ms, actor, verb, event, about_kind, about_id)
VALUES (:at_ms, :actor, :verb, :event, :about_kind, :about_id)
