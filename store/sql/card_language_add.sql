-- card_language_add: a language of an edition, and whether a speaker had checked it.
-- who:   clerk
-- audit: edition.added
-- in:    edition_id int, code text, position int, checked int
-- out:   none
-- rows:  none
INSERT INTO card_language (edition_id, code, position, checked)
VALUES (:edition_id, :code, :position, :checked)
