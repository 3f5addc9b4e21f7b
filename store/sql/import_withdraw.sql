-- import_withdraw: a wrong file no longer counts; its rows stay as evidence of what was sent.
-- who:   clerk
-- audit: import.withdrawn
-- in:    import_id int, withdrawn_ms int, why text
-- out:   none
-- rows:  none
UPDATE import SET withdrawn_ms = :withdrawn_ms, withdrawn_why = :why
 WHERE id = :import_id AND withdrawn_ms IS NULL
