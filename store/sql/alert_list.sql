-- alert_list: a run's alerts, the least likely by chance first.
-- who:   reader
-- in:    run_id int
-- out:   id int, method text, category text, agency_id int, feed text, area_codes text, lon real?, lat real?, radius_km real?, from_day int, to_day int, observed int, expected real, low int, high int, p_value real, recurrence_days real
-- rows:  many
SELECT id, method, category, agency_id, feed, area_codes, lon, lat, radius_km, from_day, to_day, observed, expected, low,
       high, p_value, recurrence_days
  FROM alert WHERE run_id = :run_id
 ORDER BY p_value, observed / expected DESC, id
