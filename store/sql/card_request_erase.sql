-- card_request_erase: what a request said is overwritten; that there was one stays.
-- who:   system
-- audit: request.erased
-- in:    request_id int, at_ms int
-- out:   none
-- rows:  none
UPDATE card_request
   SET state = 'erased', organisation = '', mailbox = '', area = '', token_hash = NULL, link_ends_ms = NULL,
       erased_ms = :at_ms
 WHERE id = :request_id AND state <> 'erased'
