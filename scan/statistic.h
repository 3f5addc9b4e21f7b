/*
 * scan/statistic - how surprising are n cases where mu were expected?
 *
 * Kulldorff et al., PLoS Medicine 2(3), 2005, the generalised likelihood ratio:
 * n ln(n / mu) + (C - n) ln((C - n) / (C - mu)) for n > mu and n >= 2, else 0,
 * with C cases in all and mu = S * T / C: S cases in the zone on all days, T
 * cases in the window in all zones. mu is taken from the whole number S * T, so
 * that equal S * T and n give the same bits and ties are seen as ties.
 *
 * As n rises the statistic rises, as mu rises it falls (for n > mu): so a few
 * critical counts tell which windows need no logarithm at all (scan/bars.h).
 */
#ifndef SCAN_STATISTIC_H
#define SCAN_STATISTIC_H

#include "base/mark.h"

double statistic_expected(uint64_t zone_cases, uint64_t window_cases, uint64_t all);
double statistic_of(uint64_t n, double mu, uint64_t all);

/*
 * The least n with statistic_of(n, mu, all) >= level, not below `from` (which
 * must not be above it); all + 1 when there is none. A few logarithms.
 */
uint64_t statistic_least(double level, double mu, uint64_t all, uint64_t from);

#endif
