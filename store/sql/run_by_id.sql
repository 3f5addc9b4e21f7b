-- run_by_id: one run, whole.
-- who:   reader
-- in:    run_id int
-- out:   id int, kind text, parameters text, inputs_hash bytes, seed int, version text, result text, result_hash bytes, at_ms int, took_ms int, stale_ms int?
-- rows:  one
SELECT id, kind, parameters, inputs_hash, seed, version, result, result_hash, at_ms, took_ms, stale_ms
  FROM run WHERE id = :run_id
