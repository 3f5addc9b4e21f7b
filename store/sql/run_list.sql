-- run_list: all runs, oldest first, without their results.
-- who:   reader
-- in:    none
-- out:   id int, kind text, parameters text, inputs_hash bytes, seed int, version text, result_hash bytes, at_ms int, took_ms int, stale_ms int?, alerts int
-- rows:  many
SELECT r.id, r.kind, r.parameters, r.inputs_hash, r.seed, r.version, r.result_hash, r.at_ms, r.took_ms,
       r.stale_ms, (SELECT count(*) FROM alert a WHERE a.run_id = r.id) AS alerts
  FROM run r ORDER BY r.id
