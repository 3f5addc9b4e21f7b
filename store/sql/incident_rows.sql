-- incident_rows: each incident in force, in few words: what the tallies of a day are counted from.
-- who:   analyst
-- in:    none
-- out:   agency_id int, import_id int, category text, area_code text?, area_by text, month int, from_day int?, to_day int?, from_hour int?, domestic int?, knife int?, public_place int?, under_25 int?, repeat int?
-- rows:  many
SELECT n.agency_id, r.import_id, n.category, n.area_code, n.area_by, n.month, n.from_day, n.to_day, n.from_hour,
       n.domestic, n.knife, n.public_place, n.under_25, n.repeat
  FROM incident n JOIN source_row r ON r.id = n.source_row_id
 WHERE r.live = 1
