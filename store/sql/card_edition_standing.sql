-- card_edition_standing: how many editions of exactly these files were approved and not withdrawn.
-- who:   reader
-- in:    digest bytes
-- out:   n int
-- rows:  one
SELECT count(*) AS n FROM card_edition
 WHERE digest = :digest AND approved_ms IS NOT NULL AND withdrawn_ms IS NULL
