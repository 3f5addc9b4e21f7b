/*
 * scan/usual - is this count unusual against the area's own past?
 *
 * Counts are compared with what the same area showed before, by the exact
 * predictive distribution of a Poisson rate with Jeffreys' prior (negative
 * binomial: Gelman et al., Bayesian Data Analysis, 3rd ed., 2.6), so that 2
 * against a usual 0 to 3 is never called "up 100 %". Months carry a seasonal
 * factor where the whole partnership's past can bear one, and a dispersion
 * above 1 (Pearson, per category) widens every range. Periods in which the feed
 * was quiet are left out by the caller: silence is not calm.
 */
#ifndef SCAN_USUAL_H
#define SCAN_USUAL_H

#include "base/arena.h"
#include "base/err.h"

struct usual_past {
    const int64_t *count;     /* earlier periods, oldest first */
    const double *exposure;   /* the weight of each: season factor times days; NULL: all 1 */
    size_t periods;
    double dispersion;        /* 1: Poisson; more: wider */
};

struct usual_range {
    double expected;
    int64_t low, high;        /* the central 95 %: a count inside is usual */
    double p_high;            /* chance of the observed count or more */
    double p_low;             /* chance of the observed count or fewer */
    bool known;               /* false: fewer than USUAL_PERIODS_MIN earlier periods */
};
#define USUAL_PERIODS_MIN 3

/* `exposure_now` is the present period's weight. O(periods + high). Never fails. */
struct usual_range usual_range(const struct usual_past *past, double exposure_now, int64_t observed);

/*
 * A category's seasonal factors and dispersion from all areas' past together.
 *
 * count[area * periods + period]; month_of_year[period] 1..12, 0 = leave this period out.
 * out    factor[12], mean 1; a month of the year never seen, or a past shorter than
 *        24 months, has factor 1: one year cannot tell season from chance.
 */
struct usual_season {
    double factor[12];
    double dispersion;        /* >= 1 */
    bool seasonal;            /* were 24 months there? */
};
bool usual_season(const int64_t *count, size_t areas, size_t periods, const int *month_of_year,
                  struct arena *a, struct usual_season *out, struct err *err) MUST_USE;

/*
 * Did a feed go quiet or double? For each period: its count against the median
 * of the others within `reach` periods either side, in units of their spread
 * (1.4826 * median absolute deviation, at least the Poisson's root).
 *
 * out    verdict[periods]: -1 quiet, 1 doubled, 0 neither; expected[periods]; low, high.
 *        A gap (count < 0) is neither and is not used. At least three other periods are needed.
 */
struct usual_feed {
    int verdict;
    double expected;
    int64_t low, high;
};
bool usual_feed(const int64_t *count, size_t periods, size_t reach, struct arena *a,
                struct usual_feed *out, struct err *err) MUST_USE;

#endif
