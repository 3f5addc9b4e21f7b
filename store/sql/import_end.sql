-- import_end: what the file held, once all of it has been read.
-- who:   clerk
-- audit: import.received
-- in:    import_id int, file_hash bytes, file_bytes int, encoding text, fields text, rows_read int, rows_kept int, rows_same int, rows_elsewhere int, rows_refused int
-- out:   none
-- rows:  none
UPDATE import
   SET file_hash = :file_hash, file_bytes = :file_bytes, encoding = :encoding, fields = :fields,
       rows_read = :rows_read, rows_kept = :rows_kept, rows_same = :rows_same,
       rows_elsewhere = :rows_elsewhere, rows_refused = :rows_refused
 WHERE id = :import_id
