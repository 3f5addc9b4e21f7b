-- run_add: a finished piece of work, with what it stood on.
-- who:   analyst
-- audit: run.recorded
-- in:    kind text, parameters text, inputs_hash bytes, seed int, version text, result text, result_hash bytes, at_ms int, took_ms int
-- out:   none
-- rows:  none
INSERT INTO run (kind, parameters, inputs_hash, seed, version, result, result_hash, at_ms, took_ms)
VALUES (:kind, :parameters, :inputs_hash, :seed, :version, :result, :result_hash, :at_ms, :took_ms)
