-- reviewer_add: somebody of a partner's staff may be named as who reviewed an alert.
-- who:   clerk
-- audit: reviewer.added
-- in:    name text, added_ms int
-- out:   none
-- rows:  none
INSERT INTO reviewer (name, added_ms) VALUES (:name, :added_ms)
