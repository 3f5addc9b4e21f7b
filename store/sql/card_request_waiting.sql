-- card_request_waiting: how many requests wait for an answer, and the one of them that is the same.
-- who:   clerk
-- in:    card text, mailbox text
-- out:   waiting int, same int
-- rows:  one
SELECT (SELECT count(*) FROM card_request WHERE state = 'open') AS waiting,
       coalesce((SELECT min(id) FROM card_request
                  WHERE state = 'open' AND card = :card AND lower(mailbox) = lower(:mailbox)), 0) AS same
