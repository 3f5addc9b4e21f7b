-- scope_by_name: what a newer import would replace.
-- who:   clerk
-- in:    agency_id int, kind text, name text
-- out:   id int
-- rows:  one
SELECT id FROM scope WHERE agency_id = :agency_id AND kind = :kind AND name = :name
