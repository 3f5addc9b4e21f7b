-- feed_notice_add: a feed went quiet, doubled, or left a month out.
-- who:   clerk
-- audit: import.received
-- in:    import_id int, agency_id int, kind text, stream text, month int, what text, observed int, expected real, low int, high int
-- out:   none
-- rows:  none
INSERT INTO feed_notice (import_id, agency_id, kind, stream, month, what, observed, expected, low, high)
VALUES (:import_id, :agency_id, :kind, :stream, :month, :what, :observed, :expected, :low, :high)
