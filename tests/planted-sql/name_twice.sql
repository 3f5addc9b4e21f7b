-- name_twice: a name said twice.
-- who:   reader
-- in:    code text, code text
-- out:   id int
-- rows:  one
SELECT id FROM agency WHERE code = :code
-- expect: in: names code twice
