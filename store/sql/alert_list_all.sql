-- alert_list_all: the alerts of all runs, the least likely by chance first.
-- who:   reader
-- in:    none
-- out:   id int, run_id int, method text, category text, agency_name text, feed text, area_codes text, lon real?, lat real?, radius_km real?, from_day int, to_day int, observed int, expected real, low int, high int, p_value real, recurrence_days real
-- rows:  many
SELECT a.id, a.run_id, a.method, a.category, g.name AS agency_name, a.feed, a.area_codes, a.lon, a.lat,
       a.radius_km, a.from_day, a.to_day, a.observed, a.expected, a.low, a.high, a.p_value, a.recurrence_days
  FROM alert a JOIN agency g ON g.id = a.agency_id
 ORDER BY a.p_value, a.observed / a.expected DESC, a.id
