-- card_file_list: the files of an edition, in the order of their names.
-- who:   reader
-- in:    edition_id int
-- out:   name text, bytes bytes
-- rows:  many
SELECT name, bytes FROM card_file WHERE edition_id = :edition_id ORDER BY name
