-- agency_add: a new partner.
-- who:   clerk
-- audit: agency.added
-- in:    code text, name text, sector text, licence text, attribution text, added_ms int
-- out:   none
-- rows:  none
INSERT INTO agency (code, name, sector, licence, attribution, added_ms)
VALUES (:code, :name, :sector, :licence, :attribution, :added_ms)
