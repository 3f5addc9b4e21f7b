-- import_by_hash: has this partner sent exactly this file already, and would it say the same again?
-- who:   clerk
-- in:    agency_id int, kind text, file_hash bytes, import_id int
-- out:   id int, at_ms int, rows_kept int, live int
-- rows:  one
SELECT i.id, i.at_ms, i.rows_kept,
       NOT EXISTS (SELECT 1 FROM import_scope s JOIN import_scope n ON n.scope_id = s.scope_id
                     JOIN import j ON j.id = n.import_id
                    WHERE s.import_id = i.id AND n.import_id > i.id AND n.import_id <> :import_id
                      AND j.withdrawn_ms IS NULL)
       AND NOT EXISTS (SELECT 1 FROM column_map m
                        WHERE m.agency_id = i.agency_id AND m.kind = i.kind AND m.made_ms > i.at_ms)
       AND NOT EXISTS (SELECT 1 FROM import j
                        WHERE i.kind IN ('police-uk', 'incidents', 'assaults')
                          AND j.kind IN ('areas', 'places')
                          AND (j.id > i.id OR j.withdrawn_ms > i.at_ms)) AS live
  FROM import i
 WHERE i.file_hash = :file_hash AND i.agency_id = :agency_id AND i.kind = :kind
   AND i.withdrawn_ms IS NULL
 ORDER BY i.id DESC LIMIT 1
