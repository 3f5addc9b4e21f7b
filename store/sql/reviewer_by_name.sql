-- reviewer_by_name: a reviewer who has not been retired.
-- who:   clerk
-- in:    name text
-- out:   id int
-- rows:  one
SELECT id FROM reviewer WHERE name = :name AND retired_ms IS NULL
