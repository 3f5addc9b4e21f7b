-- alert_add: something a run found that people should look at.
-- who:   analyst
-- audit: run.recorded
-- in:    run_id int, method text, category text, agency_id int, feed text, area_codes text, lon real?, lat real?, radius_km real?, from_day int, to_day int, observed int, expected real, low int, high int, p_value real, recurrence_days real
-- out:   none
-- rows:  none
INSERT INTO alert (run_id, method, category, agency_id, feed, area_codes, lon, lat, radius_km, from_day, to_day, observed,
                   expected, low, high, p_value, recurrence_days)
VALUES (:run_id, :method, :category, :agency_id, :feed, :area_codes, :lon, :lat, :radius_km, :from_day, :to_day, :observed,
        :expected, :low, :high, :p_value, :recurrence_days)
