-- green_returning: writes and tells what it wrote.
-- who:   clerk
-- audit: agency.added
-- in:    name text
-- out:   id int
-- rows:  one
UPDATE agency SET name = :name WHERE id = 1 RETURNING id
