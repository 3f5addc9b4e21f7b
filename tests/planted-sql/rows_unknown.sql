-- rows_unknown: says some.
-- who:   reader
-- in:    none
-- out:   id int
-- rows:  some
SELECT id FROM agency
-- expect: rows: "some" is not none, one or many
