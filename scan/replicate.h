/*
 * scan/replicate - many shuffles, each one's highest statistic, over threads.
 *
 * A replicate depends on the seed and its number only; threads take the next
 * number that is free, so the answer is the same on one thread or on eight. A
 * thread begins with the bar at the lowest maximum it has met, and goes over a
 * replicate again with no bar when nothing reached it: exact, and rarely twice.
 */
#ifndef SCAN_REPLICATE_H
#define SCAN_REPLICATE_H

#include "scan/shuffle.h"
#include "scan/sweep.h"

/* What every replicate shares. */
struct study {
    struct sites sites;
    struct windows windows;
    struct zones zones;
    struct bars bars;
    struct deal deal;
    uint16_t *row_of_place; /* per place */
    uint64_t all;           /* cases */
};

/*
 * out    maximum[settings->replications]
 * fails  ERR_LIMIT. A thread that cannot be started is no failure: the others do its work.
 */
bool replicate_run(const struct study *study, const struct scan_settings *settings,
                   struct arena *a, double *maximum, struct err *err) MUST_USE;

#endif
