-- card_edition_check: a named person has checked a draft.
-- who:   clerk
-- audit: edition.checked
-- in:    edition_id int, at_ms int, reviewer_id int
-- out:   none
-- rows:  none
UPDATE card_edition SET checked_ms = :at_ms, checked_by = :reviewer_id
 WHERE id = :edition_id AND checked_ms IS NULL AND withdrawn_ms IS NULL
