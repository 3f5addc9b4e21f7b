-- figure_add: a count some partner sends ready made.
-- who:   clerk
-- audit: import.received
-- in:    source_row_id int, agency_id int, measure text, area_code text, from_day int, to_day int, value real, denominator real?
-- out:   none
-- rows:  none
INSERT INTO figure (source_row_id, agency_id, measure, area_code, from_day, to_day, value, denominator)
VALUES (:source_row_id, :agency_id, :measure, :area_code, :from_day, :to_day, :value, :denominator)
