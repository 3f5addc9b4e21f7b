/*
 * link/train - a model's unknown numbers, learned from the data without known matches.
 *
 * u: how often records of different people agree, from random pairs, all of them
 * where there are few, else drawn until every level has been seen enough or the
 * budget is spent. Random pairs hold matches too: each pair counts by how likely
 * it is none, in every round anew.
 * m: expectation maximisation (link/em.h) over one session a training rule, each a
 * sample of that rule's pairs with a lambda of its own; comparisons that look at
 * the rule's own columns are left out of its session and learned in others. All
 * sessions share one m in every round, so each counts by the matches it saw.
 * lambda: from the posteriors of all blocked pairs against all possible pairs.
 *
 * A comparison that speaks of nearly no random pair (a surname, of one home: see
 * link/propose.h) has its u from the sessions' own pairs that do not match.
 * In a session whose rule made its pairs agree on a field that is compared in two
 * settings, being in the one or the other still tells: two people of one surname
 * often share a home.
 *
 * No number is left unknown. A level no match showed has what ten matches more,
 * of the usual kind, would give it, and never speaks more than 11 bits against a
 * match; a level no random pair showed has what 25 usual pairs more would give it.
 */
#ifndef LINK_TRAIN_H
#define LINK_TRAIN_H

#include "link/compare.h"
#include "link/em.h"
#include "link/pairs.h"

struct train_order {
    struct pairs_order pairs;
    uint64_t seed;
    uint64_t random_pairs;   /* budget for u; 0: 300,000 */
    uint64_t session_pairs;  /* per training rule; 0: 100,000 */
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
