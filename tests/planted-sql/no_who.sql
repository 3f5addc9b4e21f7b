-- no_who: says nobody may run it.
-- in:    none
-- out:   id int
-- rows:  many
SELECT id FROM agency
-- expect: has no who:
