-- agency_add: a new partner.
-- who:   clerk
-- audit: agency.added
-- in:    code text, name text, sector text, added_ms int
-- out:   none
-- rows:  none
INSERT INTO agency (code, name, sector, added_ms) VALUES (:code, :name, :sector, :added_ms)
