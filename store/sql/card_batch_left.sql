-- card_batch_left: how many cards of a batch have not been given out.
-- who:   clerk
-- in:    batch_id int
-- out:   left_over int
-- rows:  one
SELECT b.count - coalesce((SELECT sum(g.count) FROM card_given g WHERE g.batch_id = b.id), 0) AS left_over
  FROM card_batch b WHERE b.id = :batch_id
