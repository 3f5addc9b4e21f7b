-- binds_other: binds a name that in: does not say.
-- who:   reader
-- in:    code text
-- out:   id int
-- rows:  one
SELECT id FROM agency WHERE code = :code AND name = :name
-- expect: binds :name, which in: does not say
