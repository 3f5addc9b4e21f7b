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
 * out    factor[12], mean 1 over the months seen; a month of the year never seen, or
 *        a past shorter than 24 months, has factor 1: one year cannot tell season from
 *        chance. Factors of rare categories are drawn towards 1, by as much as
 *        USUAL_SEASON_PRIOR expected cases weigh.
 *        dispersion: Pearson's statistic over its degrees of freedom, at least 1.
 * fails  ERR_LIMIT. cost  O(areas * periods).
 */
#define USUAL_SEASON_PRIOR 20
struct usual_season {
    double factor[12];
    double dispersion;        /* >= 1 */
    bool seasonal;            /* were 24 months there? */
};
bool usual_season(const int64_t *count, size_t areas, size_t periods, const int *month_of_year,
                  struct arena *a, struct usual_season *out, struct err *err) MUST_USE;

/*
 * Did a feed go quiet or double? A feed moves with the season, so a period is
 * held against what stood before it and what stood after it, each by the median
 * within `reach`: only what lies below both (or above both) is odd. Medians and
 * the largest oddity first, taken out before the next look, keep one silent
 * month from hiding or accusing its neighbours.
 *
 * Quiet: below USUAL_QUIET of the lesser of the two medians. Doubled: above
 * USUAL_DOUBLED of the greater. Where one side has no period (the newest month,
 * mostly) the two nearest stand in for the sides, and quiet means below half; or,
 * with six others, below three quarters of their median by six of their spreads
 * (1.4826 * median absolute deviation, at least the Poisson's root). Always, the
 * difference must be four times the root of the two counts' sum: small counts vary.
 *
 * These rules were set on Medway's own months: of 2018-10 to 2019-02 they find
 * November (-20 %) and December (-62 %), which Kent left half unreported, and
 * nothing in antisocial behaviour; of 2025 they flag no category, though
 * antisocial behaviour falls by half each winter.
 *
 * out    verdict[periods]: -1 quiet, 1 doubled, 0 neither; expected: the median of the
 *        others within reach that are neither; low, high: what the rule takes for usual.
 *        A gap (count < 0) is neither and is not used. Fewer than three others: neither.
 * fails  ERR_LIMIT. cost  O(periods^2 * reach) at worst.
 */
#define USUAL_QUIET   0.85
#define USUAL_DOUBLED 1.75
struct usual_feed {
    int verdict;
    double expected;
    int64_t low, high;
};
bool usual_feed(const int64_t *count, size_t periods, size_t reach, struct arena *a,
                struct usual_feed *out, struct err *err) MUST_USE;

#endif
