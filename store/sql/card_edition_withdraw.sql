-- card_edition_withdraw: an edition is taken back; it prints and shows no more.
-- who:   clerk
-- audit: edition.withdrawn
-- in:    edition_id int, at_ms int, reviewer_id int, why text
-- out:   none
-- rows:  none
UPDATE card_edition SET withdrawn_ms = :at_ms, withdrawn_by = :reviewer_id, withdrawn_why = :why
 WHERE id = :edition_id AND withdrawn_ms IS NULL
