-- card_request_relink: a new link to the card's archive; the old one ends.
-- who:   clerk
-- audit: request.answered
-- in:    request_id int, token_hash bytes, link_ends_ms int, erase_ms int
-- out:   none
-- rows:  none
UPDATE card_request
   SET token_hash = :token_hash, link_ends_ms = :link_ends_ms, erase_ms = :erase_ms, fetched = 0, mailed_ms = NULL
 WHERE id = :request_id AND state = 'approved'
