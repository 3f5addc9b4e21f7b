-- card_request_mailed: the mail with the link has been taken by a mail server.
-- who:   clerk
-- audit: request.mailed
-- in:    request_id int, at_ms int
-- out:   none
-- rows:  none
UPDATE card_request SET mailed_ms = :at_ms WHERE id = :request_id AND state = 'approved'
