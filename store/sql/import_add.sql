-- import_add: a file has begun to come in; import_end says how it went.
-- who:   clerk
-- audit: import.received
-- in:    agency_id int, kind text, file_name text, at_ms int, actor text
-- out:   none
-- rows:  none
INSERT INTO import (agency_id, kind, file_name, file_hash, file_bytes, encoding, fields, rows_read,
                    rows_kept, rows_same, rows_elsewhere, rows_refused, at_ms, actor)
VALUES (:agency_id, :kind, :file_name, zeroblob(32), 0, '', '[]', 0, 0, 0, 0, 0, :at_ms, :actor)
