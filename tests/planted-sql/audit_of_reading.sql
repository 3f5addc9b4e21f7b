-- audit_of_reading: reads and owes an entry.
-- who:   reader
-- audit: agency.read
-- in:    none
-- out:   id int
-- rows:  many
SELECT id FROM agency
-- expect: only reads, but has an audit:
