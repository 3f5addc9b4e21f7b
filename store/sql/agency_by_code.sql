-- agency_by_code: one partner by its short code.
-- who:   reader
-- in:    code text
-- out:   id int, name text, sector text
-- rows:  one
SELECT id, name, sector FROM agency WHERE code = :code
