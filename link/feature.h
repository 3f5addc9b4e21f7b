/*
 * link/feature - one similarity of two values, sorted into the steps a model's thresholds make of it.
 *
 * "Jaro-Winkler >= 0.9" and "Jaro-Winkler >= 0.7" of one column are one feature
 * of two steps: it is computed once and answers both. Steps are numbered from
 * the easiest; what is counted is how many are reached. A value that is not
 * there makes a feature unknown, which is neither reached nor missed, as NULL in
 * SQL.
 *
 * Numbers are those of DuckDB and Splink 5 where these have the test: great circle
 * distance by the cosine law with 6371 km, in single precision; the share of a
 * difference in the greater of the two, not of its size.
 */
#ifndef LINK_FEATURE_H
#define LINK_FEATURE_H

#include "link/derive.h"

struct feature_step {
    double threshold;
    bool strict;
};
struct feature {
    enum link_test_kind test;
    size_t left, right;          /* slots: of the first record, of the second */
    size_t left2, right2;        /* of TEST_KM; else as left, right */
    const uint32_t *across;      /* TEST_EQUAL of two slots: left's result -> right's; NULL: one slot */
    size_t steps;
    struct feature_step *step;   /* from the easiest */
    size_t room;
};
/* Two records' results in the feature's slots, none of them 0. */
struct feature_pair {
    uint32_t left, right, left2, right2;
};

/* Is it a text's likeness, which costs more than looking up what was found before? */
bool feature_is_dear(const struct feature *f);
/* Is a reached step of test `t` one of high numbers (a similarity), not of low (a distance)? */
bool test_wants_much(enum link_test_kind t);

/* Adds a threshold unless it is there. fails ERR_LIMIT */
bool feature_add_step(struct feature *f, struct feature_step s, struct arena *a, struct err *err) MUST_USE;
/* Which of its steps that is, once all are there. */
size_t feature_find_step(const struct feature *f, struct feature_step s);

/* How many steps two values reach. */
size_t feature_reach(const struct feature *f, const struct link_slots *s, const struct feature_pair *p);
/* How many two values of one text reach when left and right are one slot; false where the text matters. */
bool feature_reach_same(const struct feature *f, size_t *out);

/* The number behind a feature: a similarity, a distance, 1 or 0 for TEST_EQUAL. */
double feature_number(const struct feature *f, const struct link_slots *s, const struct feature_pair *p);

/* Texts in common between two lists split at `,` `;` `|`, blanks around them aside. */
size_t list_shared(struct str one, struct str two);
/* Letters (code points) of the shorter when the longer begins with it; 0 when it does not. */
size_t text_starts(struct str one, struct str two);
/* Letters of the longest word both have; words are split at what is neither letter nor digit. */
size_t word_shared(struct str one, struct str two);

#endif
