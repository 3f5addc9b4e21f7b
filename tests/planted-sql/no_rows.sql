-- no_rows: does not say how many.
-- who:   reader
-- in:    none
-- out:   id int
SELECT id FROM agency
-- expect: has no rows:
