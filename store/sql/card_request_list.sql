-- card_request_list: who asked for a card, oldest first: all that are not erased, or one of them.
-- who:   clerk
-- in:    request_id int?
-- out:   id int, card text, kind text, organisation text, mailbox text, area text, asked_ms int, state text, decided_ms int?, decided_by text?, edition_id int?, link_ends_ms int?, fetched int, mailed_ms int?, erase_ms int
-- rows:  many
SELECT q.id, q.card, q.kind, q.organisation, q.mailbox, q.area, q.asked_ms, q.state, q.decided_ms,
       r.name AS decided_by, q.edition_id, q.link_ends_ms, q.fetched, q.mailed_ms, q.erase_ms
  FROM card_request q LEFT JOIN reviewer r ON r.id = q.decided_by
 WHERE q.state <> 'erased' AND (:request_id IS NULL OR q.id = :request_id)
 ORDER BY q.id
