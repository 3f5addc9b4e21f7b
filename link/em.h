/*
 * link/em - m, u and lambda from counts of agreement patterns, without any known match.
 *
 * Expectation maximisation for the two-class latent model under conditional
 * independence: Winkler, "Using the EM algorithm for weight computation in the
 * Fellegi-Sunter model of record linkage", 1988; Enamorado, Fifield, Imai, APSR
 * 113, 2019. Null levels carry no evidence. It works on counts: a million pairs
 * of some thousand patterns cost as much as the thousand.
 *
 * Each level's m and u may be held fixed. Several starts are tried, made by rule
 * and not by chance; the one of highest likelihood whose matches agree more
 * than its non-matches is kept.
 */
#ifndef LINK_EM_H
#define LINK_EM_H

#include "link/model.h"
#include "link/pattern.h"

struct em_comparison {
    unsigned shift, bits;
    size_t levels;
    bool null[LINK_LEVELS_MAX];
    double m[LINK_LEVELS_MAX], u[LINK_LEVELS_MAX]; /* in: where to start (NAN: by rule); out */
    bool fix_m[LINK_LEVELS_MAX], fix_u[LINK_LEVELS_MAX];
    bool left_out;          /* of this session: it tells nothing (the pairs were blocked on it) */
    size_t order[LINK_LEVELS_MAX]; /* from most to least alike, for the starts; as numbered when all 0 */
};
struct em {
    size_t comparisons;
    struct em_comparison comparison[LINK_COMPARISONS_MAX];
    double lambda;          /* in: start, NAN by rule; out: share of these pairs that match */
    bool fix_lambda;
    double tolerance;       /* largest change of any parameter to stop at; 0: 1e-6 */
    unsigned rounds_max;    /* 0: 500 */
    unsigned starts;        /* 0: 3; 1: only from what is given */
    double prior_m;         /* so many matches that look as the start says are added; 0: none */
    /* out */
    unsigned rounds;
    double likelihood;      /* log */
    bool converged;
    bool told_apart;        /* its matches agree more than its non-matches */
};

/* fails ERR_INPUT no pairs, or nothing to learn from (says so); ERR_LIMIT */
bool em_fit(struct em *e, const struct patterns *p, struct arena *a, struct err *err) MUST_USE;

/* What one round of expectation finds, by comparison and level; left out and null ones stay nought. */
struct em_sums {
    double match[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX]; /* pairs expected to match */
    double other[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX]; /* and not to */
    double matches, pairs;
};
/* Adds to *out what these pairs say under the parameters as they are. cost: patterns times comparisons */
void em_expect(const struct em *e, const struct patterns *p, struct em_sums *out);

/*
 * New shares from sums, of the levels that are free: together they have what the
 * fixed ones leave. `before` stands in for `prior` pairs more. Returns the largest change.
 */
double em_shares(double *share, const bool *fixed, const struct em_comparison *c, const double *sum,
                 const double *before, double prior);

/* Posterior probability that a pair of this pattern is a match. */
double em_posterior(const struct em *e, uint64_t pattern);

#endif
