-- scan_count_list: openings by QR code, by card, day and language.
-- who:   reader
-- in:    first_day int, last_day int
-- out:   card text, language text, day int, n int
-- rows:  many
SELECT card, language, day, n FROM scan_count WHERE day BETWEEN :first_day AND :last_day
 ORDER BY card, day, language
