-- type_unknown: a type of somewhere else.
-- who:   reader
-- in:    code varchar
-- out:   id int
-- rows:  one
SELECT id FROM agency WHERE code = :code
-- expect: in: type "varchar" is not int, real, text or bytes
