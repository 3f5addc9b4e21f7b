/*
 * scan/conform - the random order SaTScan 10 deals dates in, so that each
 * simulated maximum, and not only the clusters, can be compared with its own.
 *
 * Lehmer's generator, a = 48271, m = 2^31 - 1 (Park & Miller, CACM 31(10),
 * 1988; the multiplier of CACM 36(7), 1993), started at 12345678 + replicate,
 * counted from 1. Every date draws one number as a float; sorted by what they
 * drew, dates go to the cases in order. Floats have 24 bits, so among thousands
 * of draws some are equal, and which then stands first depends on the sort: it
 * is introspective sort (Musser, Software: Practice and Experience 27(8), 1997)
 * with the median of three and insertion below 17, as C++ libraries have it.
 * Written from these descriptions and from what its published answers show.
 */
#ifndef SCAN_CONFORM_H
#define SCAN_CONFORM_H

#include "base/mark.h"

struct draw {
    float key;
    uint32_t slot;
};

/* draw[count] in the order of replicate `number`, counted from 0. O(count log count). */
void conform_draw(struct draw *draw, size_t count, uint32_t number);

/* Rising keys; equal ones as described above. */
void conform_sort(struct draw *draw, size_t count);

#endif
