-- two_statements: one too many.
-- who:   reader
-- in:    none
-- out:   id int
-- rows:  many
SELECT id FROM agency; SELECT id FROM agency
-- expect: holds more than one statement
