-- pragma: not a statement's work either.
-- who:   system
-- in:    none
-- out:   synchronous int
-- rows:  one
PRAGMA synchronous
-- expect: does not prepare: not authorized
