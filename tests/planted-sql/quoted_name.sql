-- quoted_name: a misspelt name in double quotes is no text.
-- who:   reader
-- in:    none
-- out:   id text
-- rows:  many
SELECT "idd" AS id FROM agency
-- expect: does not prepare: no such column
