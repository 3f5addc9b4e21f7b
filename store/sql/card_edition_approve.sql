-- card_edition_approve: another person has approved what one had checked.
-- who:   clerk
-- audit: edition.approved
-- in:    edition_id int, at_ms int, reviewer_id int
-- out:   none
-- rows:  none
UPDATE card_edition SET approved_ms = :at_ms, approved_by = :reviewer_id
 WHERE id = :edition_id AND checked_ms IS NOT NULL AND approved_ms IS NULL AND withdrawn_ms IS NULL
