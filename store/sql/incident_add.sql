-- incident_add: something happened, somewhere, some time.
-- who:   clerk
-- audit: import.received
-- in:    source_row_id int, agency_id int, category text, month int, from_day int?, to_day int?, from_ms int?, to_ms int?, from_hour int?, lon real?, lat real?, area_code text?, area_by text, domestic int?, knife int?, public_place int?, under_25 int?, repeat int?, method text?
-- out:   none
-- rows:  none
INSERT INTO incident (source_row_id, agency_id, category, month, from_day, to_day, from_ms, to_ms,
                      from_hour, lon, lat, area_code, area_by, domestic, knife, public_place, under_25,
                      repeat, method)
VALUES (:source_row_id, :agency_id, :category, :month, :from_day, :to_day, :from_ms, :to_ms,
        :from_hour, :lon, :lat, :area_code, :area_by, :domestic, :knife, :public_place, :under_25,
        :repeat, :method)
