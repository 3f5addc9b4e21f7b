-- binds_less: in: says a name that is not bound.
-- who:   reader
-- in:    code text, name text
-- out:   id int
-- rows:  one
SELECT id FROM agency WHERE code = :code
-- expect: in: says name, which is not bound
