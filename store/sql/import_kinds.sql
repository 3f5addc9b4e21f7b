-- import_kinds: what kind of file each import was.
-- who:   reader
-- in:    none
-- out:   id int, kind text
-- rows:  many
SELECT id, kind FROM import ORDER BY id
