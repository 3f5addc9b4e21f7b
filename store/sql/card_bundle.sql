-- card_bundle: the signed archive of a request.
-- who:   system
-- in:    request_id int
-- out:   bytes bytes
-- rows:  one
SELECT bytes FROM card_bundle WHERE request_id = :request_id
