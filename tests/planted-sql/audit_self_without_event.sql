-- audit_self_without_event: pays for nothing.
-- who:   system
-- audit: self
-- in:    name text
-- out:   none
-- rows:  none
UPDATE agency SET name = :name
-- expect: audit: self needs `event text` in its in:
