/*
 * scan/shuffle - one replicate: the study's dates dealt out anew to its cases.
 *
 * Every place keeps its number of cases and every step its own; which case has
 * which date is chance (Kulldorff et al. 2005). Only dates inside some window
 * are dealt: the first M draws of a Fisher-Yates shuffle, youngest date first.
 * Cases stand in the order of their sites, so the replicate depends on seed and
 * number alone, not on the order of the files.
 */
#ifndef SCAN_SHUFFLE_H
#define SCAN_SHUFFLE_H

#include "base/chance.h"
#include "scan/window.h"
#include "scan/zone.h"

struct deal {
    size_t cases;           /* of all steps */
    const uint16_t *row;    /* per case */
    size_t drawn;           /* cases young enough for a window */
    const uint32_t *age;    /* [drawn], rising */
};

/* per_step[steps] as for windows_make(). */
bool deal_make(const struct zones *zones, const uint32_t *per_step, size_t steps, uint32_t ages,
               struct arena *a, struct deal *out, struct err *err) MUST_USE;

/*
 * hand[cases] is filled with the rows in a new order; hand[i] falls on age[i]
 * for i < drawn. Replicates count from 0.
 */
void deal_shuffle(const struct deal *d, uint64_t seed, uint32_t replicate, uint16_t *hand);

#endif
