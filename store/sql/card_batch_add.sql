-- card_batch_add: so many cards were printed of an edition.
-- who:   clerk
-- audit: batch.printed
-- in:    edition_id int, layout text, count int, at_ms int, reviewer_id int
-- out:   none
-- rows:  none
INSERT INTO card_batch (edition_id, layout, count, printed_ms, printed_by)
VALUES (:edition_id, :layout, :count, :at_ms, :reviewer_id)
