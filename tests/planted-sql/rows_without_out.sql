-- rows_without_out: rows of nothing.
-- who:   clerk
-- audit: agency.added
-- in:    none
-- out:   none
-- rows:  one
UPDATE agency SET name = name
-- expect: rows: none and out: none go together
