-- import_input_list: the imports whose rows are in force now, with their files' hashes: what a run freezes.
-- who:   analyst
-- in:    none
-- out:   id int, kind text, file_hash bytes, rows_live int
-- rows:  many
SELECT i.id, i.kind, i.file_hash,
       (SELECT count(*) FROM source_row r WHERE r.import_id = i.id AND r.live = 1) AS rows_live
  FROM import i
 WHERE i.withdrawn_ms IS NULL
   AND EXISTS (SELECT 1 FROM source_row r WHERE r.import_id = i.id AND r.live = 1)
 ORDER BY i.id
