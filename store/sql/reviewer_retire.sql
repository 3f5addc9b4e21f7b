-- reviewer_retire: a reviewer is offered no more; the name stays beside what was reviewed.
-- who:   clerk
-- audit: reviewer.retired
-- in:    reviewer_id int, retired_ms int
-- out:   none
-- rows:  none
UPDATE reviewer SET retired_ms = :retired_ms WHERE id = :reviewer_id AND retired_ms IS NULL
