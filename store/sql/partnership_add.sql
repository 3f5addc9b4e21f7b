-- partnership_add: whose store this is; there is one.
-- who:   clerk
-- audit: partnership.founded
-- in:    name text, invented int, made_ms int
-- out:   none
-- rows:  none
INSERT INTO partnership (id, name, invented, made_ms) VALUES (1, :name, :invented, :made_ms)
