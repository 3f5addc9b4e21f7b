/*
 * link/compare - two records in, their agreement pattern out, fast.
 *
 * A model's conditions are compiled against a table: each similarity is
 * computed once for two values and sorted into the few steps the thresholds
 * make of it; results are remembered per pair of values in a table of fixed
 * size, one a worker. Where equal numbers settle a level nothing is computed.
 *
 * A pattern is the level of every comparison, packed: comparison c takes the
 * digits from shift[c] on. Level numbers are those of the model, null levels
 * included. What a pattern is worth depends on the model's m and u alone, which
 * training changes: the plan stays, compare_weigh() is called again.
 *
 * Comparing is the same whichever record comes first unless the model itself
 * says otherwise; the first is the one with the lower number in the table.
 */
#ifndef LINK_COMPARE_H
#define LINK_COMPARE_H

#include "link/pairs.h"

struct compare;
struct compare_worker;

/* fails ERR_INPUT more levels than a pattern holds (64 bits); ERR_LIMIT */
bool compare_make(const struct link_slots *s, const struct link_model *m, struct arena *a,
                  struct compare **out, struct err *err) MUST_USE;

/* A worker's memory of similarities: about `memo_bytes` in the arena. One a thread. */
bool compare_worker_make(const struct compare *c, size_t memo_bytes, struct arena *a,
                         struct compare_worker **out, struct err *err) MUST_USE;

uint64_t compare_pattern(const struct compare *c, struct compare_worker *w, uint32_t one, uint32_t two);
/*
 * The same for many pairs at once, at a fraction of the cost: what they need is
 * fetched from memory for all of them before it is looked at. Give it batches of
 * some hundred or more.
 */
void compare_patterns(const struct compare *c, struct compare_worker *w, const struct pair *pair,
                      size_t pairs, uint64_t *pattern);
static inline unsigned pattern_level(uint64_t pattern, unsigned shift, unsigned bits)
{
    return (unsigned)(pattern >> shift & ((UINT64_C(1) << bits) - 1));
}
/* Where comparison i stands in a pattern. */
void compare_place(const struct compare *c, size_t i, unsigned *shift, unsigned *bits);

/* Takes m, u, lambda and the term frequencies as the model has them now. All must be known. */
bool compare_weigh(struct compare *c, const struct link_model *m, struct err *err) MUST_USE;

/* log2 of the posterior odds of a pair that shows this pattern, term frequencies included. */
double compare_weight(const struct compare *c, uint64_t pattern, uint32_t one, uint32_t two);
/* The same for many pairs at once, to the last bit. */
void compare_batch_weights(const struct compare *c, const struct pair *pair, size_t pairs,
                           const uint64_t *pattern, double *weight);
/* The same taken apart: one[i] for each comparison's level, two[i] for its term adjustment. */
void compare_weights(const struct compare *c, uint64_t pattern, uint32_t one, uint32_t two, double *level,
                     double *term);
double weight_probability(double weight); /* 2^w / (1 + 2^w), without overflow */
double probability_weight(double p);

#endif
