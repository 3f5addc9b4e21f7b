/* web/alert_sample_test - a snapshot made by hand for the tests of the alerts' pages: two wards,
 * three alerts. */
#ifndef WEB_ALERT_SAMPLE_TEST_H
#define WEB_ALERT_SAMPLE_TEST_H

#include "base/test.h"
#include "web/snapshot.h"

/*
 * Quayside has two small areas, Hillside one. Alert 7, a cluster of robberies over all three,
 * stands and is watched; alert 8, burglaries in Hillside against their own past, stands and nobody
 * has looked into it; alert 3, an earlier cluster of robberies in Quayside, was right.
 */
struct alert_sample {
    struct snapshot shot;
    struct area small[3], ward[2];
    struct category category[2];
    struct feed feed[1];
    struct stream stream[2];
    struct shot_alert alert[3];
    struct shot_review watched[2], right[1];
    struct str code[4];
    struct shot_run run[1];
};
void alert_sample_make(struct alert_sample *s);

bool page_says(const struct buf *b,
               const char *words); /* true when memory was refused: then nothing is said */

#endif
