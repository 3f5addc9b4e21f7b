-- card_edition_add: a card's files come in as a draft.
-- who:   clerk
-- audit: edition.added
-- in:    card text, digest bytes, area text, added_ms int, added_by text
-- out:   none
-- rows:  none
INSERT INTO card_edition (card, digest, area, added_ms, added_by)
VALUES (:card, :digest, :area, :added_ms, :added_by)
