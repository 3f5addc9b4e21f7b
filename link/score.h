/*
 * link/score - every blocked pair weighed; those at or above the threshold, or that help to cluster, kept.
 *
 * Pairs are streamed (link/pairs.h), weighed and forgotten; what stays of all of
 * them is a histogram of weights and, per level, how many pairs showed it and
 * how many matches the model expects among those. Expectations are summed as
 * whole 2^-32ths, so that their sum does not depend on who added first.
 */
#ifndef LINK_SCORE_H
#define LINK_SCORE_H

#include "link/link.h"

/* Fills pairs, bar, level, edge and edges of *r, whose slots, compare, model and threshold are set. */
bool score_pairs(const struct link_table *t, const struct link_order *o, const struct pairs_order *po,
                 struct arena *a, struct link_result *r, struct err *err) MUST_USE;

/*
 * Which sources hold nobody twice: in a sample of blocks, pairs inside a source
 * are weighed too; a source is single when the matches expected among them are
 * less than one record in 500.
 */
bool score_singles(const struct link_table *t, const struct link_order *o, const struct pairs_order *po,
                   struct arena *a, struct link_result *r, struct err *err) MUST_USE;

#endif
