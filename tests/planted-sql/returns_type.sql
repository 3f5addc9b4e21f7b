-- returns_type: out: says another type than the schema.
-- who:   reader
-- in:    none
-- out:   code int
-- rows:  many
SELECT code FROM agency
-- expect: column code is TEXT, but out: says int
