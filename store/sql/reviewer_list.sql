-- reviewer_list: who may be, or was, named as having reviewed an alert.
-- who:   reader
-- in:    none
-- out:   id int, name text, added_ms int, retired_ms int?
-- rows:  many
SELECT id, name, added_ms, retired_ms FROM reviewer ORDER BY retired_ms IS NOT NULL, name, id
