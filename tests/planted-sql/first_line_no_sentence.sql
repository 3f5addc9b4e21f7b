-- first_line_no_sentence
-- who:   reader
-- in:    none
-- out:   id int
-- rows:  many
SELECT id FROM agency
-- expect: the first line is not
