-- card_edition_print: an approved edition is printed for the first time.
-- who:   clerk
-- audit: batch.printed
-- in:    edition_id int, at_ms int
-- out:   none
-- rows:  none
UPDATE card_edition SET printed_ms = :at_ms WHERE id = :edition_id AND printed_ms IS NULL
