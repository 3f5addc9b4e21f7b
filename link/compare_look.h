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

/* Two records as their comparison sees them: a row of values each. */
struct sight {
    const struct compare *plan;
    struct compare_worker *worker;
    const uint32_t *first, *second;
};
struct found {
    uint64_t pair;          /* for which of the worker's pairs */
    unsigned reached;       /* steps, and 1; 0: unknown */
};

/* Whether asking a memo is worth it: not while hardly any answer is found. */
struct memo_use {
    uint32_t asked, found, passed_by;
    bool off;
};

#define CHUNK 128u          /* pairs looked at together */
struct compare_worker {
    uint64_t pair;          /* counts those looked at */
    struct found *found;    /* per feature */
    struct memo level[LINK_COMPARISONS_MAX];
    struct memo_use use[LINK_COMPARISONS_MAX];
    struct memo *reached;   /* per feature */
    struct sight sight[CHUNK];
    uint16_t open[CHUNK];   /* which of them are not settled yet */
};

static inline uint32_t result_in(const struct compare *c, size_t slot, const uint32_t *row)
{
    const struct link_slot *e = &c->slots->slot[slot];
    uint32_t value = row[e->column];

    return e->of ? e->of[value] : value;
}

/* Asks the conditions in turn. */
unsigned find_level(const struct sight *s, const struct plan_item *item);

/* The level where only whether two values of the item's column are there, or the same, matters; or UNSETTLED.
 */
static inline int settled_level(const struct plan_item *item, uint32_t one, uint32_t two)
{
    if (one == two)
        return one ? item->same : item->both_missing;
    return one == 0 ? item->first_missing : two == 0 ? item->second_missing : UNSETTLED;
}

#endif
