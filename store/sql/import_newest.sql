-- import_newest: the number of the newest import, withdrawn or not: the store as it is now, in a word.
-- who:   analyst
-- in:    none
-- out:   id int
-- rows:  one
SELECT coalesce(max(id), 0) AS id FROM import
