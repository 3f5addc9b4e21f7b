-- card_given_list: where cards went, by batch, oldest first.
-- who:   reader
-- in:    none
-- out:   batch_id int, place text, count int, at_ms int
-- rows:  many
SELECT batch_id, place, count, at_ms FROM card_given ORDER BY batch_id, id
