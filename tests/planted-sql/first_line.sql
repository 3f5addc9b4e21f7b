-- first_lines: not the file's name.
-- who:   reader
-- in:    none
-- out:   id int
-- rows:  many
SELECT id FROM agency
-- expect: the first line is not `-- first_line: a sentence.`
