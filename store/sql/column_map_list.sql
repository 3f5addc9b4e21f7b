-- column_map_list: how one partner's columns of one kind are named.
-- who:   clerk
-- in:    agency_id int, kind text
-- out:   header text, field text?
-- rows:  many
SELECT header, field FROM column_map WHERE agency_id = :agency_id AND kind = :kind ORDER BY header
