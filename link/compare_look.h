/*
 * link/compare_look - two records looked at: which level of a comparison is theirs.
 *
 * The part that reads values and asks features. What a worker remembers lies
 * here, so that one pair (link/compare.c) and many (link/compare_batch.c) are
 * looked at alike.
 */
#ifndef LINK_COMPARE_LOOK_H
#define LINK_COMPARE_LOOK_H

#include "link/compare_plan.h"
#include "link/memo.h"

/* Two records as their comparison sees them: a row of values each (link/compare_rows.h). */
struct sight {
    const struct compare *plan;
    struct compare_worker *worker;
    const uint32_t *first, *second;
};
struct found {
    uint64_t pair;          /* for which of the worker's pairs */
    unsigned reached;       /* steps, and 1; 0: unknown */
};

#define CHUNK 128u          /* pairs looked at together */
struct compare_worker {
    uint64_t pair;          /* counts those looked at */
    struct found *found;    /* per feature */
    struct memo level[LINK_COMPARISONS_MAX];
    struct memo_use use[LINK_COMPARISONS_MAX];
    struct memo *reached;   /* per feature */
    struct memo_use *reached_use;
    struct sight sight[CHUNK];
    uint16_t open[CHUNK];   /* which of them are not settled yet */
};

/* Asks the conditions in turn, from level `level` on: no earlier one can be true. */
unsigned find_level(const struct sight *s, const struct plan_item *item, unsigned level);

/* The level where only whether two values of the item's base are there, or the same, matters; or UNSETTLED.
 */
static inline int settled_level(const struct plan_item *item, uint32_t one, uint32_t two)
{
    if (one == two)
        return one ? item->same : item->both_missing;
    return one == 0 ? item->first_missing : two == 0 ? item->second_missing : item->other;
}
/* And where it is unsettled: the first level to ask for. */
static inline unsigned first_level(const struct plan_item *item, uint32_t one, uint32_t two)
{
    return one && two && one != two ? item->other_from : 0;
}

#endif
