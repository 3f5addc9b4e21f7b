/*
 * link/compare_plan - a model's comparisons, compiled against a table.
 *
 * Each condition becomes a small tree over features (link/feature.h): a test
 * asks whether a step is reached. Truth has three values as in SQL, so that a
 * model from Splink means here what CASE WHEN meant there: a test of what is not
 * there is unknown, not of unknown is unknown, and a level is taken only when
 * its condition is true.
 *
 * Most comparisons look at one column. What they come to when the column is
 * missing, or when both records have the same text, is found once, here: every
 * condition is worked out over all it could come to (true, false, unknown); a
 * level is settled when it must be true and none before it can be.
 */
#ifndef LINK_COMPARE_PLAN_H
#define LINK_COMPARE_PLAN_H

#include "link/compare.h"
#include "link/feature.h"

enum plan_kind { PLAN_AND, PLAN_OR, PLAN_NOT, PLAN_ALWAYS, PLAN_MISSING, PLAN_STEP };
struct plan_node {
    enum plan_kind kind;
    struct plan_node *one, *two;
    bool second;            /* PLAN_MISSING: of the second record */
    size_t slot;            /* PLAN_MISSING */
    size_t feature, step;   /* PLAN_STEP: is step reached? */
};

#define TOUCHES_MAX 12u
#define NO_COLUMN  UINT32_MAX
#define UNSETTLED  (-1)
struct plan_item {          /* a comparison */
    unsigned shift, bits;   /* in a pattern */
    size_t levels;
    const struct plan_node *when[LINK_LEVELS_MAX];
    uint32_t column;        /* the one column it looks at, or NO_COLUMN */
    int first_missing, second_missing, both_missing, same; /* levels, or UNSETTLED */
    bool is_dear;           /* looks at a text's likeness: worth remembering */
    size_t touches; /* what it reads of two records, to be fetched ahead; as many as there is room for */
    struct plan_touch {
        size_t slot;
        bool text, number;
    } touch[TOUCHES_MAX];
};

struct plan_term {          /* a level's adjustment for term frequency */
    bool on;
    size_t slot;
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
    bool *is_shared;        /* per feature: a comparison of several columns asks for it */
    /* what a pattern is worth: link/weigh.c */
    bool is_weighed;
    double prior;
    double weight[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
    struct plan_term term[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
};

/* fails ERR_INPUT a condition that asks what cannot be asked, or is nested too deep; ERR_LIMIT */
bool plan_make(const struct link_slots *s, const struct link_model *m, struct arena *a, struct compare *out,
               struct err *err) MUST_USE;
/* Room for the terms' numbers. fails ERR_LIMIT */
bool plan_terms(const struct link_model *m, struct arena *a, struct compare *c, struct err *err) MUST_USE;

#endif
