/*
 * scan/sweep - the best zone and window for one set of counts.
 *
 * The inner loop of everything: add 32 lanes per place, compare 32 lanes per
 * ring, and only where a lane reaches the bar look at the ring's zones one by
 * one with the exact statistic. The bar rises with the best.
 *
 * Uses AVX-512 or AVX2 where the machine has it; whole numbers only, so that
 * every machine finds the same.
 */
#ifndef SCAN_SWEEP_H
#define SCAN_SWEEP_H

#include "scan/bars.h"
#include "scan/count.h"

/* The better of two: higher statistic, then fewer rows, then the shorter window,
 * then the one nearer the study's end, then the centre that comes first. */
struct best {
    double statistic;       /* 0: none yet */
    uint32_t centre;
    uint32_t rows;          /* the centre's first so many */
    uint32_t young, old;    /* the window */
    uint64_t observed, zone_cases, window_cases;
};

/* Negative when `left` is better; both are struct best. */
int best_order(const void *left, const void *right);

struct sweep {
    const struct windows *windows;
    const struct zones *zones;
    const struct bars *bars;
    const struct counts *counts;
    uint64_t all;
    struct lanes *scratch;  /* [classes], when the windows are flat */
    uint64_t looked;        /* rings that were looked into: for the bench */
};

/*
 * Tries centres from..to (exclusive) in the batch that counts hold. What does
 * not reach bar `level` may be missed. *best is bettered, never worsened.
 */
void sweep_centres(struct sweep *s, size_t from, size_t to, int level, struct best *best);

#endif
