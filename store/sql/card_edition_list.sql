-- card_edition_list: the editions of cards, oldest first: all, or one, or those that pages show.
-- who:   reader
-- in:    edition_id int?, only_current int
-- out:   id int, card text, area text, digest bytes, current int, languages text, unchecked text, added_ms int, added_by text, checked_ms int?, checked_by text?, approved_ms int?, approved_by text?, printed_ms int?, withdrawn_ms int?, withdrawn_by text?, withdrawn_why text?
-- rows:  many
SELECT e.id, e.card, e.area, e.digest,
       (e.withdrawn_ms IS NULL
        AND e.id = coalesce((SELECT x.id FROM card_edition x
                              WHERE x.card = e.card AND x.approved_ms IS NOT NULL
                              ORDER BY x.approved_ms DESC, x.id DESC LIMIT 1), 0)) AS current,
       coalesce((SELECT group_concat(code, ' ')
                   FROM (SELECT l.code FROM card_language l WHERE l.edition_id = e.id ORDER BY l.position)), '')
         AS languages,
       coalesce((SELECT group_concat(code, ' ')
                   FROM (SELECT l.code FROM card_language l WHERE l.edition_id = e.id AND l.checked = 0
                          ORDER BY l.position)), '') AS unchecked,
       e.added_ms, e.added_by, e.checked_ms, c.name AS checked_by, e.approved_ms, p.name AS approved_by,
       e.printed_ms, e.withdrawn_ms, w.name AS withdrawn_by, e.withdrawn_why
  FROM card_edition e
  LEFT JOIN reviewer c ON c.id = e.checked_by
  LEFT JOIN reviewer p ON p.id = e.approved_by
  LEFT JOIN reviewer w ON w.id = e.withdrawn_by
 WHERE (:edition_id IS NULL OR e.id = :edition_id)
   AND (:only_current = 0
        OR (e.withdrawn_ms IS NULL
            AND e.id = (SELECT x.id FROM card_edition x
                         WHERE x.card = e.card AND x.approved_ms IS NOT NULL
                         ORDER BY x.approved_ms DESC, x.id DESC LIMIT 1)))
 ORDER BY e.id
