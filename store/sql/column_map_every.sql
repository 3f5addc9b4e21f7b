-- column_map_every: how every partner's columns of every kind are named.
-- who:   reader
-- in:    none
-- out:   agency_code text, agency_name text, kind text, header text, field text?
-- rows:  many
SELECT g.code AS agency_code, g.name AS agency_name, m.kind, m.header, m.field
  FROM column_map m JOIN agency g ON g.id = m.agency_id
 ORDER BY g.code, m.kind, m.header
