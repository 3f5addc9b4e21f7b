-- who_unknown: for somebody who does not exist.
-- who:   reader, everybody
-- in:    none
-- out:   id int
-- rows:  many
SELECT id FROM agency
-- expect: who: "everybody" is not reader, clerk, analyst or system
