-- source_row_live_content: what is held now for this scope, to see whether a row is news.
-- who:   clerk
-- in:    scope_id int, import_id int
-- out:   content text
-- rows:  one
SELECT content FROM source_row WHERE scope_id = :scope_id AND live = 1 AND import_id <> :import_id
 ORDER BY id LIMIT 1
