-- audit_length: how many entries the audit log has: whatever is changed makes it longer.
-- who:   reader
-- in:    none
-- out:   length int
-- rows:  one
SELECT coalesce(max(seq), 0) AS length FROM audit
