-- key_unknown: a line nobody knows.
-- who:   reader
-- why:   because
-- in:    none
-- out:   id int
-- rows:  many
SELECT id FROM agency
-- expect: says why:, which is not who, audit, in, out or rows
