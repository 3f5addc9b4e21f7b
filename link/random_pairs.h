/*
 * link/random_pairs - what pairs of records look like when nobody chose them.
 *
 * Two record numbers are drawn at a time; records stand in an order made from
 * their content (link/table.h), so the same records give the same pairs whatever
 * order their rows came in. Drawing goes on until every level that is there to
 * be seen has been seen often enough, or the budget is spent. Where there are
 * no more pairs than the budget, all are taken, and nothing is left to chance.
 */
#ifndef LINK_RANDOM_PAIRS_H
#define LINK_RANDOM_PAIRS_H

#include "link/pattern_crew.h"

struct random_pairs_order {
    struct pairs_order pairs;
    uint64_t seed;
    uint64_t budget;  /* pairs */
    uint64_t enough;  /* of each level that is not a comparison's rarest: stop then */
};
struct random_pairs {
    struct patterns patterns;
    uint64_t pairs;
    bool all;         /* every pair there is */
};

/* fails  ERR_INPUT no two records that may be compared; ERR_LIMIT */
bool random_pairs_draw(const struct link_table *t, const struct compare *c, const struct link_model *m,
                       const struct random_pairs_order *o, struct arena *a, struct random_pairs *out,
                       struct err *err) MUST_USE;

#endif
