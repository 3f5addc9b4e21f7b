-- does_not_prepare: a column that is not there.
-- who:   reader
-- in:    none
-- out:   id int
-- rows:  many
SELECT idd AS id FROM agency
-- expect: does not prepare: no such column: idd
