-- alert_by_id: one alert.
-- who:   reader
-- in:    alert_id int
-- out:   id int, run_id int, category text, observed int, expected real, p_value real
-- rows:  one
SELECT id, run_id, category, observed, expected, p_value FROM alert WHERE id = :alert_id
