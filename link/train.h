/*
 * link/train - a model's unknown numbers, learned from the data without known matches.
 *
 * u: how often records of different people agree, from exact counts of values
 * where a level is equality, else from random pairs, drawn until every level has
 * been seen enough or the budget is spent. In a small file random pairs hold
 * matches too: what they add is taken off again once lambda and m are known.
 * m: expectation maximisation (link/em.h) in one session a training rule, over a
 * sample of that rule's pairs; comparisons that look at the rule's own columns
 * are left out of its session and learned in others; sessions are joined,
 * weighted by the matches they saw. lambda: from the posteriors of all blocked
 * pairs against all possible pairs.
 */
#ifndef LINK_TRAIN_H
#define LINK_TRAIN_H

#include "link/compare.h"
#include "link/em.h"
#include "link/pairs.h"

struct train_order {
    struct pairs_order pairs;
    uint64_t seed;
    uint64_t random_pairs;   /* budget for u; 0: 2,000,000 */
    uint64_t session_pairs;  /* per training rule; 0: 1,000,000 */
    void (*progress)(void *with, unsigned done, unsigned of);
    void *with;
};

struct train_session {
    size_t rule;             /* of model.training_rule, or model.rule */
    uint64_t pairs;
    double lambda;
    unsigned rounds;
    bool converged, used;    /* used: its matches and non-matches could be told apart */
};
struct train_level {         /* what is behind a number */
    uint64_t random_seen;    /* random pairs at this level */
    double m_low, m_high, u_low, u_high; /* 95 % */
};
struct train_report {
    uint64_t random_pairs;
    size_t sessions;
    struct train_session session[LINK_RULES_MAX];
    struct train_level level[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
};

/*
 * Fills the NANs of the model; numbers that are there stay.
 *
 * fails  ERR_INPUT nothing to learn from (too few records, no rule makes a pair): says what to do;
 *        ERR_LIMIT
 */
bool model_train(struct link_model *m, const struct link_slots *s, struct compare *c,
                 const struct train_order *o, struct arena *a, struct train_report *out, struct err *err)
    MUST_USE;

#endif
