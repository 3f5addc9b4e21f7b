/*
 * scan/shuffle - one replicate: the study's dates dealt out anew to its cases.
 *
 * Every place keeps its number of cases and every step its own; which case has
 * which date is chance (Kulldorff et al. 2005). Only dates inside some window
 * are dealt: the first M draws of a Fisher-Yates shuffle, youngest date first.
 * Cases stand in the order of their sites, so the replicate depends on seed and
 * number alone, not on the order of the files.
 *
 * To conform, scan/conform deals the dates instead: cases are then listed
 * youngest first and by the number of their place, and all dates are dealt. It
 * is the slower way.
 */
#ifndef SCAN_SHUFFLE_H
#define SCAN_SHUFFLE_H

#include "base/chance.h"
#include "scan/conform.h"
#include "scan/window.h"
#include "scan/zone.h"

struct deal {
    size_t cases;           /* of all steps */
    size_t drawn;           /* cases young enough for a window */
    const uint32_t *age;    /* [cases], rising */
    const uint16_t *row;    /* [cases]: the cases' rows; to conform, by age and then place */
    bool conform;
};

/* What one thread needs to deal. */
struct hand {
    uint16_t *row;          /* [cases]; row[i] falls on age[i] for i < drawn */
    struct draw *draw;        /* [cases], to conform */
};

/* per_step[steps] as for windows_make(). */
bool deal_make(const struct zones *zones, const uint32_t *per_step, size_t steps, uint32_t ages,
               struct arena *a, struct deal *out, struct err *err) MUST_USE;

/* As deal_make(), to conform: row_of[place], and the cases themselves. */
bool deal_conform(const struct scan_cases *cases, const uint16_t *row_of, struct arena *a,
                  struct deal *deal, struct err *err) MUST_USE;

bool hand_make(const struct deal *d, struct arena *a, struct hand *out, struct err *err) MUST_USE;

/* Replicates count from 0. cost  O(cases). */
void deal_shuffle(const struct deal *d, uint64_t seed, uint32_t replicate, struct hand *hand);

#endif
