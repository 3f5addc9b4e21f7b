/*
 * picture/feed - has a partner's feed gone quiet, doubled, or left months out?
 *
 * A month with far fewer rows than its neighbours is more often a broken feed
 * than a safer town: Kent's November and December 2018 hold a third of what the
 * months around them do, while anti-social behaviour, which comes another way,
 * stays as it was. Such months are said at import and in the brief, and are
 * left out when a usual range is worked out (scan/usual.h says how they are
 * told).
 */
#ifndef PICTURE_FEED_H
#define PICTURE_FEED_H

#include "store/store.h"

enum feed_what { FEED_QUIET, FEED_DOUBLED, FEED_MISSING };

struct feed_notice {
    struct str stream;       /* "recorded crime", "anti-social-behaviour", a category, "all rows" */
    struct month month;
    enum feed_what what;
    int64_t observed;
    double expected;
    int64_t low, high;
};

const char *feed_what_word(enum feed_what what); /* "quiet" ... as the store has it */

/* police.uk's recorded crime comes by one way, anti-social behaviour by another. */
struct str feed_stream(struct str kind, struct str category);

/*
 * Looks at all rows in force of one partner and kind, and writes the look and its notices, with
 * their audit entry: after `import_id` came in or was withdrawn.
 * fails  ERR_LIMIT, ERR_STORE.
 */
bool feed_look(struct txn *t, int64_t agency_id, struct str kind, int64_t import_id, struct arena *a,
               const struct feed_notice **out, size_t *n, struct err *err) MUST_USE;

#endif
