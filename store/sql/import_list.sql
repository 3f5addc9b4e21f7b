-- import_list: every file that came in, oldest first.
-- who:   reader
-- in:    none
-- out:   id int, agency_code text, kind text, file_name text, file_hash bytes, file_bytes int, encoding text, rows_read int, rows_kept int, rows_same int, rows_elsewhere int, rows_refused int, rows_live int, at_ms int, actor text, withdrawn_ms int?
-- rows:  many
SELECT i.id, g.code AS agency_code, i.kind, i.file_name, i.file_hash, i.file_bytes, i.encoding,
       i.rows_read, i.rows_kept, i.rows_same, i.rows_elsewhere, i.rows_refused,
       (SELECT count(*) FROM source_row r WHERE r.import_id = i.id AND r.live = 1) AS rows_live,
       i.at_ms, i.actor, i.withdrawn_ms
  FROM import i JOIN agency g ON g.id = i.agency_id
 ORDER BY i.id
