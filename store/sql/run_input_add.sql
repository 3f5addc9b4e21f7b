-- run_input_add: an import a run stood on.
-- who:   analyst
-- audit: run.recorded
-- in:    run_id int, import_id int
-- out:   none
-- rows:  none
INSERT INTO run_input (run_id, import_id) VALUES (:run_id, :import_id)
