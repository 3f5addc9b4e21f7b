-- card_link: the request a link leads to, while it may be taken and its edition stands.
-- who:   system
-- in:    token_hash bytes, at_ms int, most int
-- out:   id int, card text, fetched int, link_ends_ms int
-- rows:  one
SELECT q.id, q.card, q.fetched, q.link_ends_ms
  FROM card_request q JOIN card_edition e ON e.id = q.edition_id
 WHERE q.token_hash = :token_hash AND q.state = 'approved' AND q.link_ends_ms > :at_ms AND q.fetched < :most
   AND e.withdrawn_ms IS NULL
