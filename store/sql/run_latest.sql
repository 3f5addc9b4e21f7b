-- run_latest: the newest run of a kind that still stands.
-- who:   reader
-- in:    kind text
-- out:   id int, parameters text, inputs_hash bytes, seed int, version text, result_hash bytes
-- rows:  one
SELECT id, parameters, inputs_hash, seed, version, result_hash FROM run
 WHERE kind = :kind AND stale_ms IS NULL ORDER BY id DESC LIMIT 1
