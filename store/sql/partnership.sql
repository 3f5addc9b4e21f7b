-- partnership: whose store this is.
-- who:   reader
-- in:    none
-- out:   name text, invented int, made_ms int
-- rows:  one
SELECT name, invented, made_ms FROM partnership WHERE id = 1
