/*
 * scan/bars - the counts a window must reach before it is worth a logarithm.
 *
 * For a few levels of the statistic, each batch of windows and each class of
 * ring: the least count that can reach that level, taken at the class's least
 * total, so that no zone which reaches the level is missed. A scan holds the
 * bar at the highest level not above the best it has seen.
 */
#ifndef SCAN_BARS_H
#define SCAN_BARS_H

#include "scan/window.h"
#include "scan/zone.h"

enum { BAR_LEVELS = 49 };
#define BAR_STEP 0.5 /* level i is i * BAR_STEP: 0 to 24 */

struct bars {
    const struct windows *windows;
    const struct zones *zones;
    struct lanes *row;      /* [batch][level][class], when the windows are not flat */
    uint16_t *flat;         /* [batch][level][class], when they are */
};

/* cost   O(batches * classes * levels), times 32 when not flat; a few logarithms each. */
bool bars_make(const struct windows *windows, const struct zones *zones, uint64_t all,
               struct arena *a, struct bars *out, struct err *err) MUST_USE;

int bars_level(double statistic); /* the highest level not above it */

/* row[classes] for one batch and level; `scratch` has room for them. */
const struct lanes *bars_rows(const struct bars *b, size_t batch, int level,
                              struct lanes *scratch);

#endif
