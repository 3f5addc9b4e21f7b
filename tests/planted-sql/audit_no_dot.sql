-- audit_no_dot: an event that is no event.
-- who:   clerk
-- audit: added
-- in:    name text
-- out:   none
-- rows:  none
UPDATE agency SET name = :name
-- expect: audit: is a word like agency.added
