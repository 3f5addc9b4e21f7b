-- agency_list: all partners, by code.
-- who:   reader
-- in:    none
-- out:   id int, code text, name text, sector text
-- rows:  many
SELECT id, code, name, sector FROM agency ORDER BY code
