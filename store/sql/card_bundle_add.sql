-- card_bundle_add: the signed archive that a request's link leads to.
-- who:   clerk
-- audit: request.answered
-- in:    request_id int, bytes bytes
-- out:   none
-- rows:  none
INSERT INTO card_bundle (request_id, bytes) VALUES (:request_id, :bytes)
