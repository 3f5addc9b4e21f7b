-- binds_at: a parameter written another way.
-- who:   reader
-- in:    code text
-- out:   id int
-- rows:  one
SELECT id FROM agency WHERE code = @code
-- expect: parameter 1 is not written :name
