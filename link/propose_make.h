/*
 * link/propose_make - the building blocks of a proposed model: expressions, conditions, levels.
 *
 * A maker remembers a refused allocation, so a comparison is written down line by
 * line and asked once at the end whether all of it is there.
 */
#ifndef LINK_PROPOSE_MAKE_H
#define LINK_PROPOSE_MAKE_H

#include "link/model.h"

struct maker {
    struct arena *arena;
    struct link_comparison *comparison; /* LINK_COMPARISONS_MAX */
    size_t comparisons;
    bool failed;
};

/* A phone that more than so many of a million records have is an office's, not a home's. */
#define SAME_PER_MILLION 1000

/* Which column of the table plays each role; NO_COLUMN where none does. */
#define NO_COLUMN UINT32_MAX
struct propose_roles {
    uint32_t column[ROLES];
};

struct link_expr expr_of(uint32_t column);                    /* the column's text as it stands */
struct link_expr expr_clean(uint32_t column, enum link_role role);
struct link_expr expr_then(struct link_expr e, enum link_step_kind kind, int32_t a, int32_t b);

const struct link_node *node_test(struct maker *k, enum link_test_kind test, struct link_expr left,
                                  struct link_expr right, double threshold);
/* The same expression of both records. */
const struct link_node *node_same(struct maker *k, enum link_test_kind test, struct link_expr e,
                                  double threshold);
const struct link_node *node_and(struct maker *k, const struct link_node *one, const struct link_node *two);
const struct link_node *node_or(struct maker *k, const struct link_node *one, const struct link_node *two);
const struct link_node *node_not(struct maker *k, const struct link_node *one);
const struct link_node *node_missing(struct maker *k, struct link_expr e); /* of either record */
const struct link_node *node_always(struct maker *k);

void comparison_begin(struct maker *k, struct str name, const char *says);
/* Adds a level to the comparison begun last; its numbers are to be trained. NULL when refused. */
struct link_level *level_add(struct maker *k, const char *says, const struct link_node *when);
void level_null(struct maker *k, const char *says, const struct link_node *when);
void level_adjusted(struct maker *k, const char *says, const struct link_node *when, struct link_expr term,
                    double weight);

/* Comparisons for the roles that are there (link/propose.h). */
void comparisons_propose(struct maker *k, const struct link_table *t, const struct propose_roles *roles);

#endif
