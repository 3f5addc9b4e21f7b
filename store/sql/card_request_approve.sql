-- card_request_approve: a request is granted; a link leads to the card's archive.
-- who:   clerk
-- audit: request.answered
-- in:    request_id int, at_ms int, reviewer_id int, edition_id int, token_hash bytes, link_ends_ms int, erase_ms int
-- out:   none
-- rows:  none
UPDATE card_request
   SET state = 'approved', decided_ms = :at_ms, decided_by = :reviewer_id, edition_id = :edition_id,
       token_hash = :token_hash, link_ends_ms = :link_ends_ms, erase_ms = :erase_ms
 WHERE id = :request_id AND state = 'open'
