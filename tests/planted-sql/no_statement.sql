-- no_statement: only words.
-- who:   reader
-- in:    none
-- out:   none
-- rows:  none

-- expect: holds no statement
