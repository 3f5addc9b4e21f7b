-- card_batch_list: what was printed, oldest first, and how much of it was given out.
-- who:   reader
-- in:    none
-- out:   id int, edition_id int, card text, layout text, count int, given int, printed_ms int, printed_by text, withdrawn int
-- rows:  many
SELECT b.id, b.edition_id, e.card, b.layout, b.count,
       coalesce((SELECT sum(g.count) FROM card_given g WHERE g.batch_id = b.id), 0) AS given,
       b.printed_ms, r.name AS printed_by, e.withdrawn_ms IS NOT NULL AS withdrawn
  FROM card_batch b JOIN card_edition e ON e.id = b.edition_id JOIN reviewer r ON r.id = b.printed_by
 ORDER BY b.id
