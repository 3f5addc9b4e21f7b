-- card_edition_waiting: an edition of these files that is on its way or shown already.
-- who:   clerk
-- in:    digest bytes
-- out:   id int
-- rows:  one
SELECT e.id FROM card_edition e
 WHERE e.digest = :digest AND e.withdrawn_ms IS NULL
   AND (e.approved_ms IS NULL
        OR e.id = (SELECT x.id FROM card_edition x
                    WHERE x.card = e.card AND x.approved_ms IS NOT NULL
                    ORDER BY x.approved_ms DESC, x.id DESC LIMIT 1))
 ORDER BY e.id LIMIT 1
