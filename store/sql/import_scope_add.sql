-- import_scope_add: this import speaks about this scope, also when it holds no row for it.
-- who:   clerk
-- audit: import.received
-- in:    scope_id int, import_id int
-- out:   none
-- rows:  none
INSERT INTO import_scope (scope_id, import_id) VALUES (:scope_id, :import_id)
ON CONFLICT DO NOTHING
