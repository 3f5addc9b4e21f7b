-- no_audit: writes and owes nothing.
-- who:   clerk
-- in:    name text
-- out:   none
-- rows:  none
UPDATE agency SET name = :name
-- expect: writes, but has no audit:
