-- scope_add: a force and month, or a partner's record, spoken about for the first time.
-- who:   clerk
-- audit: import.received
-- in:    agency_id int, kind text, name text
-- out:   none
-- rows:  none
INSERT INTO scope (agency_id, kind, name) VALUES (:agency_id, :kind, :name)
