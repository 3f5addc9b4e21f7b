-- card_request_count: how many requests there have been, and how many of them are erased.
-- who:   reader
-- in:    none
-- out:   all_time int, erased int
-- rows:  one
SELECT count(*) AS all_time, coalesce(sum(state = 'erased'), 0) AS erased FROM card_request
