/*
 * link/compare_plan - a model's comparisons, compiled against a table.
 *
 * Each condition becomes a small tree over features (link/feature.h): a test
 * asks whether a step is reached. Truth has three values as in SQL, so that a
 * model from Splink means here what CASE WHEN meant there: a test of what is not
 * there is unknown, not of unknown is unknown, and a level is taken only when
 * its condition is true.
 *
 * Most comparisons look at one value, and at what is made of it. What they come
 * to when it is missing, or when both records have the same or not, is found once, here:
 * every condition is worked out over all it could come to (true, false, unknown);
 * a level is settled when it must be true and none before it can be.
 */
#ifndef LINK_COMPARE_PLAN_H
#define LINK_COMPARE_PLAN_H

#include "link/compare.h"
#include "link/compare_rows.h"
#include "link/feature.h"

enum plan_kind {
    PLAN_AND, PLAN_OR, PLAN_NOT, PLAN_ALWAYS,
    PLAN_MISSING,           /* a value of one record is not there */
    PLAN_STEP,              /* a feature's step is reached */
    PLAN_EITHER_MISSING,    /* as PLAN_OR of PLAN_MISSING of the first and of the second */
    PLAN_SAME,              /* as PLAN_STEP of TEST_EQUAL, in one slot */
};
struct plan_node {
    enum plan_kind kind;
    struct plan_node *one, *two;
    bool second;            /* PLAN_MISSING: of the second record */
    size_t slot;            /* PLAN_MISSING */
    uint32_t first_place, second_place; /* in a record's row; of PLAN_MISSING only its own */
    size_t feature, step;   /* PLAN_STEP, PLAN_SAME */
};

#define TOUCHES_MAX 12u
#define UNSETTLED  (-1)
struct plan_item {          /* a comparison */
    unsigned shift, bits;   /* in a pattern */
    size_t levels;
    const struct plan_node *when[LINK_LEVELS_MAX];
    uint32_t base;          /* the place whose value alone it looks at, or NO_PLACE: it looks at several */
    int first_missing, second_missing, both_missing, same, other; /* levels, or UNSETTLED */
    unsigned other_from;    /* where both have one and not the same: the first level that can be theirs */
    bool is_dear;           /* looks at a text's likeness: worth remembering */
    size_t touches; /* texts and numbers it reads, to be fetched ahead; as many as there is room for */
    struct plan_touch {
        size_t slot;
        uint32_t place;
        bool text, number;
    } touch[TOUCHES_MAX];
    size_t asks;            /* features it asks for whose results are remembered one by one; so */
    size_t ask[TOUCHES_MAX];
};
struct plan_sides {         /* where a feature's values stand in a record's row */
    uint32_t left, right, left2, right2;
    int same;               /* steps reached where left is right, or UNSETTLED */
};

struct plan_term {          /* a level's adjustment for term frequency */
    bool on;
    size_t slot;
    uint32_t place;
    double records;         /* that have a value */
    double weight, floor, u_log2;
    double *brief;          /* the adjustment by count, for counts below brief_room */
    uint32_t brief_room;
};

struct compare {
    const struct link_slots *slots;
    size_t comparisons;
    struct plan_item item[LINK_COMPARISONS_MAX];
    size_t features;
    struct feature *feature;
    struct plan_sides *side;
    bool *is_remembered; /* per feature: dear, and asked for by a comparison that has no memo of its own */
    struct rows rows;
    /* what a pattern is worth: link/weigh.c */
    bool is_weighed;
    double prior;
    double weight[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
    struct plan_term term[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
};

/* fails ERR_INPUT a condition that asks what cannot be asked, or is nested too deep; ERR_LIMIT */
bool plan_make(const struct link_slots *s, const struct link_model *m, struct arena *a, struct compare *out,
               struct err *err) MUST_USE;
/* What an item that has a base comes to when little is known of two records: link/compare_ahead.c. */
void plan_settle(const struct compare *c, struct plan_item *item);
/* The terms: their places, and room for their numbers. fails ERR_LIMIT */
bool plan_terms(const struct link_model *m, struct arena *a, struct compare *c, struct err *err) MUST_USE;

#endif
