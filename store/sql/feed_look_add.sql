-- feed_look_add: a partner's feed was looked at, after a file came in or was withdrawn.
-- who:   clerk
-- audit: feed.looked
-- in:    import_id int, agency_id int, kind text, at_ms int
-- out:   none
-- rows:  none
INSERT INTO feed_look (import_id, agency_id, kind, at_ms) VALUES (:import_id, :agency_id, :kind, :at_ms)
