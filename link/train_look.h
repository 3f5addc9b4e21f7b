/*
 * link/train_look - which columns a comparison, a level or a rule looks at.
 *
 * Pairs that a rule made agree on its columns: what compares those columns
 * learns nothing from them.
 */
#ifndef LINK_TRAIN_LOOK_H
#define LINK_TRAIN_LOOK_H

#include "link/model.h"

/* One bit a column of the model; columns from 64 on share the last. */
uint64_t node_columns(const struct link_node *n);
uint64_t rule_columns(const struct link_rule *r);
/*
 * The columns a comparison is about: those of its first level that speaks. What
 * further levels look at beside (a surname, to see whether names changed places)
 * does not make it a comparison of that.
 */
uint64_t comparison_columns(const struct link_comparison *c);
/* The other columns that say for which pairs it speaks at all: those its first, null levels look at. */
uint64_t setting_columns(const struct link_comparison *c);


#endif
