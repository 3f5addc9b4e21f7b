-- card_request_due: the requests whose words are to be erased by now.
-- who:   system
-- in:    at_ms int
-- out:   id int
-- rows:  many
SELECT id FROM card_request WHERE state <> 'erased' AND erase_ms <= :at_ms ORDER BY id
