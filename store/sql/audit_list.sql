-- audit_list: who did what, newest last.
-- who:   reader
-- in:    after_seq int
-- out:   seq int, at_ms int, actor text, verb text, event text, about_kind text, about_id int
-- rows:  many
SELECT seq, at_ms, actor, verb, event, about_kind, about_id FROM audit WHERE seq > :after_seq ORDER BY seq
