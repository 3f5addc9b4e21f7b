#include "scan/statistic.h"

#include <assert.h>

double statistic_expected(uint64_t zone_cases, uint64_t window_cases, uint64_t all)
{
    assert(all > 0 && zone_cases <= all && window_cases <= all);
    return (double)(zone_cases * window_cases) / (double)all;
}

double statistic_of(uint64_t n, double mu, uint64_t all)
{
    double in = (double)n, out = (double)(all - n);

    assert(n <= all);
    if (n < 2 || in <= mu)
        return 0;
    return in * log(in / mu) + (out > 0 ? out * log(out / ((double)all - mu)) : 0);
}

/* Newton's steps for the real-valued root: the statistic is convex in n, so that
 * after the first step they come down to it from above. */
static double root(double level, double mu, double all, double x)
{
    for (int i = 0; i < 4; i++) {
        double out = all - x;
        double slope = log(x / mu) - log(out / (all - mu));
        double value = x * log(x / mu) + out * log(out / (all - mu));
        double next = x - (value - level) / slope;
        if (!(next < all - .5))
            return all;
        if (fabs(next - x) < .25)
            return next;
        x = next;
    }
    return x;
}

uint64_t statistic_least(double level, double mu, uint64_t all, uint64_t from)
{
    uint64_t n = from > 2 ? from : 2;

    if ((double)n <= mu)
        n = (uint64_t)mu + 1;
    if (n > all || statistic_of(n, mu, all) >= level)
        return n > all ? all + 1 : n;
    if (n + 1 < all && (double)n > mu) {
        double x = floor(root(level, mu, (double)all, (double)n));
        uint64_t guess = x >= (double)all ? all : (uint64_t)x;
        n = guess > n ? guess : n;
    }
    while (n > from && n > 2 && (double)(n - 1) > mu && statistic_of(n - 1, mu, all) >= level)
        n--;
    while (n <= all && statistic_of(n, mu, all) < level)
        n++;
    return n;
}
