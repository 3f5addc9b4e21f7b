-- card_link_take: a card's archive is handed over once more.
-- who:   system
-- audit: bundle.taken
-- in:    request_id int
-- out:   none
-- rows:  none
UPDATE card_request SET fetched = fetched + 1 WHERE id = :request_id
