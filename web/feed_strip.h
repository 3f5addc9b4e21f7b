/*
 * web/feed_strip - which months a feed holds, a line of twelve dots a year:
 * full for a month that is held, hollow with a point for one in which the feed
 * was odd (quiet or doubled), a cross for one that is missing. What lies before
 * its first and after its last month is left empty: nobody says it should be
 * there.
 */
#ifndef WEB_FEED_STRIP_H
#define WEB_FEED_STRIP_H

#include "runs/tally.h"
#include "web/feed_view.h"

/* The state of the tally's month `month` in its feed `feed` (an index). O(streams) */
enum feed_state feed_state(const struct tally *t, size_t feed, size_t month);
/* Its first and last month, as indexes of the tally; false when it holds none. */
bool feed_span(const struct tally *t, size_t feed, size_t *first, size_t *last);

/* An <svg> that says in words what it shows to who cannot see it; nothing for a feed without months. */
void feed_strip(struct buf *b, const struct tally *t, size_t feed, struct str label);

#endif
