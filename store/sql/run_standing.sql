-- run_standing: the runs of a kind that still stand, newest first, without their results.
-- who:   reader
-- in:    kind text
-- out:   id int, parameters text, inputs_hash bytes, seed int, result_hash bytes
-- rows:  many
SELECT id, parameters, inputs_hash, seed, result_hash FROM run
 WHERE kind = :kind AND stale_ms IS NULL ORDER BY id DESC
