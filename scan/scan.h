/*
 * scan/scan - the space-time permutation scan: too much, here, lately?
 *
 * Kulldorff, Heffernan, Hartman, Assuncao, Mostashari, "A space-time
 * permutation scan statistic for disease outbreak detection", PLoS Medicine
 * 2(3), 2005. It needs cases only, no population: it asks whether some circle
 * of places has, over some last days (prospective) or some days (retrospective),
 * more cases than that circle's and those days' own totals lead one to expect,
 * and how often chance alone would show as much. It alerts on change, not on
 * being poor; it says nothing about persons.
 *
 * Equal statistics are settled by the fewer places, then by the place numbered
 * first: whoever numbers places by their names gets the same answer whatever the
 * order of a file. Nothing else depends on the numbers.
 *
 * Pure: arrays in, arrays out; the same input and seed give the same result on
 * any number of threads.
 */
#ifndef SCAN_SCAN_H
#define SCAN_SCAN_H

#include "base/buf.h"

enum scan_geometry {
    SCAN_PLANE,  /* x, y in any unit; radius in the same unit */
    SCAN_SPHERE, /* x longitude, y latitude in degrees; a sphere of 6,367 km; radius in km */
};

struct scan_cases {
    size_t places;
    const double *x, *y;      /* per place */
    size_t steps;             /* days, months or years of the study, counted from 0 */
    size_t cases;             /* one entry per case; a count of 3 is three entries */
    const uint32_t *place, *step;
};

struct scan_settings {
    enum scan_geometry geometry;
    bool retrospective;
    double max_radius;           /* 0: none */
    double max_population_share; /* of all cases; default .5 */
    size_t max_steps;            /* longest window; 0: max_time_share of the study */
    double max_time_share;       /* default .5 */
    uint32_t replications;       /* default 999 */
    uint64_t seed;               /* default 1 */
    bool conform;                /* SaTScan's own random numbers, whatever the seed */
    unsigned threads;            /* 0: as many as there are processors */
    double days_a_step;          /* for the recurrence interval: 1, 30.4375, 365.25 */
    void (*progress)(void *with, uint32_t done, uint32_t of); /* or NULL; from one thread at a time */
    void *with;
};

struct scan_cluster {
    uint32_t *place;             /* by distance from the centre */
    size_t places;
    uint32_t centre;
    double radius;               /* as scan_settings says; 0 for one place */
    uint32_t from_step, to_step; /* both inside */
    int64_t observed;
    double expected;
    double statistic;            /* log likelihood ratio */
    double p_value;              /* (1 + replicates at least as high, ties counted) / (1 + replications) */
    double recurrence_days;      /* D / p: days between such results by chance; 0 when retrospective */
};

struct scan_result {
    struct scan_cluster *cluster; /* best first, no two share a place and a step */
    size_t clusters;
    double *simulated;            /* each replicate's maximum, in the replicates' order */
    uint32_t replications;
    uint64_t seed;
};

struct scan_settings scan_defaults(void);

/*
 * out    *result, living in the arena
 * fails  ERR_INPUT no cases, a step or place out of range, a coordinate that is no number,
 *        a share outside (0, 1]; ERR_LIMIT.
 * cost   O(zones * max_steps) for the data and for each replicate.
 */
bool scan_run(const struct scan_cases *cases, const struct scan_settings *settings, struct arena *a,
              struct scan_result *result, struct err *err) MUST_USE;

#endif
