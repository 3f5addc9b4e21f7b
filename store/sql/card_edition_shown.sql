-- card_edition_shown: the edition a card's page shows: the one approved last, unless it was withdrawn.
-- who:   reader
-- in:    card text
-- out:   id int, withdrawn_ms int?
-- rows:  one
SELECT id, withdrawn_ms FROM card_edition
 WHERE card = :card AND approved_ms IS NOT NULL
 ORDER BY approved_ms DESC, id DESC LIMIT 1
