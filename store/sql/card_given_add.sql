-- card_given_add: so many cards of a batch went to a place.
-- who:   clerk
-- audit: batch.given
-- in:    batch_id int, place text, count int, at_ms int
-- out:   none
-- rows:  none
INSERT INTO card_given (batch_id, place, count, at_ms) VALUES (:batch_id, :place, :count, :at_ms)
