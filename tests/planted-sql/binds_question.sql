-- binds_question: a parameter without a name.
-- who:   reader
-- in:    code text
-- out:   id int
-- rows:  one
SELECT id FROM agency WHERE code = ?
-- expect: parameter 1 is not written :name
