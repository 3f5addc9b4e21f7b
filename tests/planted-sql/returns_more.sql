-- returns_more: returns more than out: says.
-- who:   reader
-- in:    none
-- out:   code text
-- rows:  many
SELECT code, name FROM agency
-- expect: returns 2 columns, but out: says 1
