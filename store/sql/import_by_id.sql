-- import_by_id: one file that came in, also when it was withdrawn.
-- who:   reader
-- in:    import_id int
-- out:   id int, agency_id int, agency_code text, kind text, file_name text, at_ms int, rows_kept int, withdrawn_ms int?
-- rows:  one
SELECT i.id, i.agency_id, g.code AS agency_code, i.kind, i.file_name, i.at_ms, i.rows_kept,
       i.withdrawn_ms
  FROM import i JOIN agency g ON g.id = i.agency_id
 WHERE i.id = :import_id
