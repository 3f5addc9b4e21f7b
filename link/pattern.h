/*
 * link/pattern - how often each agreement pattern was seen: what training needs of a million pairs.
 *
 * A table of pattern -> count that grows; tables of several workers are put
 * together and sorted by pattern, so the result does not depend on who counted.
 */
#ifndef LINK_PATTERN_H
#define LINK_PATTERN_H

#include "base/arena.h"
#include "base/err.h"

struct pattern_count {
    uint64_t pattern;
    uint64_t pairs;
};
struct patterns {
    struct pattern_count *at; /* sorted after patterns_join() */
    size_t patterns;
};

struct pattern_tally {
    struct arena *arena;
    struct pattern_count *slot; /* open addressing; pairs == 0: free */
    size_t room, used;
};

/* fails ERR_LIMIT: more different patterns than the arena holds */
bool tally_add(struct pattern_tally *t, uint64_t pattern, uint64_t pairs, struct err *err) MUST_USE;
bool patterns_join(const struct pattern_tally *tally, size_t tallies, struct arena *a, struct patterns *out,
                   struct err *err) MUST_USE;

#endif
