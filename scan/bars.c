#include "scan/bars.h"

#include <assert.h>

#include "scan/statistic.h"

static uint16_t clamp(uint64_t n)
{
    return n > LANE_MAX ? LANE_MAX : (uint16_t)n;
}

/* Calls for every level in turn, each search starting where the one before ended. */
static void climb(double mu, uint64_t all, uint64_t least[BAR_LEVELS])
{
    uint64_t n = 2;

    for (int level = 0; level < BAR_LEVELS; level++) {
        /* A hair below the level, so that rounding never hides a zone that reaches it. */
        double want = level * BAR_STEP - 1e-9;
        n = n > all ? n : statistic_least(want > 0 ? want : 1e-12, mu, all, n);
        least[level] = n;
    }
}

static void fill_rows(struct bars *b, size_t batch, uint64_t all)
{
    const struct windows *w = b->windows;
    size_t first = batch * LANES, classes = b->zones->classes;
    struct lanes *rows = b->row + batch * BAR_LEVELS * classes;

    for (size_t class = 0; class < classes; class++)
        for (size_t lane = 0; lane < LANES; lane++) {
            uint64_t least[BAR_LEVELS];
            bool some = first + lane < w->count;
            if (some)
                climb(statistic_expected(b->zones->class_least[class], w->total[first + lane],
                                         all),
                      all, least);
            for (size_t level = 0; level < BAR_LEVELS; level++)
                rows[level * classes + class].n[lane] = some ? clamp(least[level]) : LANE_MAX;
        }
}

static void fill_flat(struct bars *b, size_t batch, uint64_t all)
{
    size_t classes = b->zones->classes;
    uint16_t *at = b->flat + batch * BAR_LEVELS * classes;
    uint64_t total = b->windows->total[batch * LANES]; /* the batch's least */

    assert(b->flat);
    for (size_t class = 0; class < classes; class++) {
        uint64_t least[BAR_LEVELS];
        climb(statistic_expected(b->zones->class_least[class], total, all), all, least);
        for (size_t level = 0; level < BAR_LEVELS; level++)
            at[level * classes + class] = clamp(least[level]);
    }
}

bool bars_make(const struct windows *windows, const struct zones *zones, uint64_t all,
               struct arena *a, struct bars *out, struct err *err)
{
    struct bars b = { .windows = windows, .zones = zones };
    size_t count;

    if (__builtin_mul_overflow(windows->batches, BAR_LEVELS * zones->classes, &count))
        count = SIZE_MAX;
    if (windows->flat)
        b.flat = arena_new(a, uint16_t, count);
    else
        b.row = lanes_make(a, count);
    if (!b.row && !b.flat)
        return err_set(err, ERR_LIMIT, "the windows do not fit into memory: shorten the longest "
                                       "one (--max-days)");
    for (size_t batch = 0; batch < windows->batches; batch++) {
        if (windows->flat)
            fill_flat(&b, batch, all);
        else
            fill_rows(&b, batch, all);
    }
    *out = b;
    return true;
}

int bars_level(double statistic)
{
    double level = floor(statistic / BAR_STEP);

    return level < 0 ? 0 : level >= BAR_LEVELS ? BAR_LEVELS - 1 : (int)level;
}

const struct lanes *bars_rows(const struct bars *b, size_t batch, int level,
                              struct lanes *scratch)
{
    size_t classes = b->zones->classes, at = (batch * BAR_LEVELS + (size_t)level) * classes;

    if (b->row)
        return b->row + at;
    for (size_t class = 0; class < classes; class++)
        for (size_t lane = 0; lane < LANES; lane++)
            scratch[class].n[lane] = b->flat[at + class];
    return scratch;
}
