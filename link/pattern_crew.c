#include "link/pattern_crew.h"

#define MEMO_BYTES ((size_t)2 << 20)

/* Workers' arenas count in the one meter, but a refusal ordered by a test is followed on one thread only. */
bool pattern_crew_open(struct pattern_crew *w, const struct compare *c, unsigned threads, struct arena *a,
                       struct err *err)
{
    *w = (struct pattern_crew){ .compare = c, .threads = crew_threads(threads) };
    for (unsigned i = 0; i < w->threads; i++) {
        arena_open_in(&w->arena[i], a, SIZE_MAX);
        if (w->threads > 1)
            w->arena[i].parent = NULL;
        w->tally[i].arena = &w->arena[i];
    }
    for (unsigned i = 0; i < w->threads; i++)
        if (!compare_worker_make(c, MEMO_BYTES, &w->arena[i], &w->worker[i], err))
            return false;
    return true;
}

void pattern_crew_close(struct pattern_crew *w)
{
    for (unsigned i = 0; i < w->threads; i++)
        arena_close(&w->arena[i]);
}

bool pattern_crew_count(struct pattern_crew *w, unsigned worker, uint32_t one, uint32_t two, struct err *err)
{
    uint32_t first = one < two ? one : two, second = one < two ? two : one;

    return tally_add(&w->tally[worker], compare_pattern(w->compare, w->worker[worker], first, second), 1,
                     err);
}

bool pattern_crew_sink(void *with, unsigned worker, size_t rule, size_t job, const struct pair *pair,
                       size_t pairs, struct err *err)
{
    struct pattern_crew *w = with;
    uint64_t pattern[PAIRS_BATCH];

    (void)rule;
    (void)job;
    compare_patterns(w->compare, w->worker[worker], pair, pairs, pattern);
    for (size_t i = 0; i < pairs; i++)
        if (!tally_add(&w->tally[worker], pattern[i], 1, err))
            return false;
    return true;
}

bool pattern_crew_join(const struct pattern_crew *w, struct arena *a, struct patterns *out, struct err *err)
{
    return patterns_join(w->tally, w->threads, a, out, err);
}
