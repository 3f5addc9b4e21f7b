-- card_file_add: one file of an edition.
-- who:   clerk
-- audit: edition.added
-- in:    edition_id int, name text, bytes bytes
-- out:   none
-- rows:  none
INSERT INTO card_file (edition_id, name, bytes) VALUES (:edition_id, :name, :bytes)
