-- review_reason_list: why an alert may be put aside.
-- who:   reader
-- in:    none
-- out:   code text, label text
-- rows:  many
SELECT code, label FROM review_reason ORDER BY position
