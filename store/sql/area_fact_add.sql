-- area_fact_add: residents, households, deprivation of one area.
-- who:   clerk
-- audit: import.received
-- in:    source_row_id int, area_code text, fact text, value real
-- out:   none
-- rows:  none
INSERT INTO area_fact (source_row_id, area_code, fact, value)
VALUES (:source_row_id, :area_code, :fact, :value)
ON CONFLICT (source_row_id, area_code, fact) DO UPDATE SET value = excluded.value
