-- no_in: does not say what goes in.
-- who:   reader
-- out:   id int
-- rows:  many
SELECT id FROM agency
-- expect: has no in:
