-- card_bundle_erase: the archive that was made for a request goes with what the request said.
-- who:   system
-- audit: request.erased
-- in:    request_id int
-- out:   none
-- rows:  none
DELETE FROM card_bundle WHERE request_id = :request_id
