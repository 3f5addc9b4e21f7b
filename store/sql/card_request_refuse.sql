-- card_request_refuse: a request is not granted.
-- who:   clerk
-- audit: request.answered
-- in:    request_id int, at_ms int, reviewer_id int, erase_ms int
-- out:   none
-- rows:  none
UPDATE card_request
   SET state = 'refused', decided_ms = :at_ms, decided_by = :reviewer_id, erase_ms = :erase_ms
 WHERE id = :request_id AND state = 'open'
