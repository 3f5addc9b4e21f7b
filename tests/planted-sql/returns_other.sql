-- returns_other: returns another name than out: says.
-- who:   reader
-- in:    none
-- out:   code text
-- rows:  many
SELECT name FROM agency
-- expect: column 1 is "name", but out: says code
