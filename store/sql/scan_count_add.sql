-- scan_count_add: so many more openings of a card's page by its QR code, on one day in one language.
-- who:   system
-- audit: scans.counted
-- in:    card text, language text, day int, n int
-- out:   none
-- rows:  none
INSERT INTO scan_count (card, language, day, n)
SELECT :card, :language, :day, :n
 WHERE EXISTS (SELECT 1 FROM card_edition e JOIN card_language l ON l.edition_id = e.id
                WHERE e.card = :card AND e.approved_ms IS NOT NULL AND l.code = :language)
ON CONFLICT (card, day, language) DO UPDATE SET n = n + excluded.n
