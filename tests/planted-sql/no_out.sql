-- no_out: does not say what comes out.
-- who:   reader
-- in:    none
-- rows:  many
SELECT id FROM agency
-- expect: has no out:
