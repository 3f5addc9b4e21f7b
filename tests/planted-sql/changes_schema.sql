-- changes_schema: not a statement's work.
-- who:   system
-- audit: agency.added
-- in:    none
-- out:   none
-- rows:  none
DROP TABLE agency
-- expect: does not prepare: not authorized
