/*
 * web/map_scale - the classes a map is shaded by: at most five, with about as
 * many areas in each, between bounds a person can say.
 *
 * Quantiles, not equal steps: counts of crime are skewed, and equal steps would
 * paint one ward dark and all others alike. The bounds are rounded to what the
 * legend shows, and values are classed as they are shown, so that a figure in
 * the table always falls between the two figures of its class. A class that
 * would hold no area is left out.
 */
#ifndef WEB_MAP_SCALE_H
#define WEB_MAP_SCALE_H

#include "base/buf.h"

#define MAP_CLASSES 5

struct map_scale {
    int64_t from[MAP_CLASSES], to[MAP_CLASSES]; /* both inside; in units of the last decimal */
    size_t areas[MAP_CLASSES];
    int classes;
};

/* Sorts value[0 .. n). No value: no class. O(n log n) */
struct map_scale map_scale_of(int64_t *value, size_t n);
int map_scale_class(const struct map_scale *s,
                    int64_t value); /* 0 ..; -1: below the first or above the last */

#endif
