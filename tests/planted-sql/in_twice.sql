-- in_twice: a line said twice.
-- who:   reader
-- in:    code text
-- in:    code text
-- out:   id int
-- rows:  one
SELECT id FROM agency WHERE code = :code
-- expect: says in: twice
