-- card_request_add: another organisation asks for a card.
-- who:   clerk
-- audit: request.asked
-- in:    card text, kind text, organisation text, mailbox text, area text, asked_ms int, erase_ms int
-- out:   none
-- rows:  none
INSERT INTO card_request (card, kind, organisation, mailbox, area, asked_ms, state, fetched, erase_ms)
VALUES (:card, :kind, :organisation, :mailbox, :area, :asked_ms, 'open', 0, :erase_ms)
