-- feed_notice_add: a feed went quiet, doubled, or left a month out.
-- who:   clerk
-- audit: feed.looked
-- in:    look_id int, stream text, month int, what text, observed int, expected real, low int, high int
-- out:   none
-- rows:  none
INSERT INTO feed_notice (look_id, stream, month, what, observed, expected, low, high)
VALUES (:look_id, :stream, :month, :what, :observed, :expected, :low, :high)
