-- agency_list: all partners, by code.
-- who:   reader
-- in:    none
-- out:   id int, code text, name text, sector text, licence text, attribution text
-- rows:  many
SELECT id, code, name, sector, licence, attribution FROM agency ORDER BY code
