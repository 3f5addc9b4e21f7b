-- card_reason_list: why an edition may be taken back.
-- who:   reader
-- in:    none
-- out:   code text, label text
-- rows:  many
SELECT code, label FROM card_reason ORDER BY position
