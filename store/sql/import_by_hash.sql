-- import_by_hash: has this partner sent exactly this file already, and does all of it still count?
-- who:   clerk
-- in:    agency_id int, kind text, file_hash bytes
-- out:   id int, at_ms int, rows_kept int, live int
-- rows:  one
SELECT i.id, i.at_ms, i.rows_kept,
       NOT EXISTS (SELECT 1 FROM source_row r WHERE r.import_id = i.id AND r.live = 0) AS live
  FROM import i
 WHERE i.file_hash = :file_hash AND i.agency_id = :agency_id AND i.kind = :kind
   AND i.withdrawn_ms IS NULL
 ORDER BY i.id DESC LIMIT 1
