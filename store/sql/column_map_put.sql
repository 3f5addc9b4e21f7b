-- column_map_put: this column means that field, or is dropped, from now on.
-- who:   clerk
-- audit: columns.mapped
-- in:    agency_id int, kind text, header text, field text?, made_ms int
-- out:   none
-- rows:  none
INSERT INTO column_map (agency_id, kind, header, field, made_ms)
VALUES (:agency_id, :kind, :header, :field, :made_ms)
ON CONFLICT (agency_id, kind, header) DO UPDATE SET field = excluded.field, made_ms = excluded.made_ms
