-- category_list: what is counted, in the brief's order.
-- who:   reader
-- in:    none
-- out:   code text, label text, stream text, denominator text, priority int
-- rows:  many
SELECT code, label, stream, denominator, priority FROM category WHERE valid_to IS NULL
 ORDER BY priority, code
