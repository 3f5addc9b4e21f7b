/*
 * link/pairs - which pairs are looked at: blocking, counted before it is done.
 *
 * Records that share all parts of a rule form a block; every pair in a block is
 * made, unless an earlier rule makes it too: the first rule owns it, so no pair
 * comes twice. Nothing is kept: a rule's records are sorted by a 64-bit key,
 * pairs are handed over in batches and forgotten.
 *
 * A block of more than `block_max` records would make a square of pairs: it is
 * left out and reported, and what it would have made is left to later rules. The
 * plan says what each rule makes before a pair is made.
 *
 * Work is cut into jobs by the pairs they make, the same jobs on any number of
 * threads.
 */
#ifndef LINK_PAIRS_H
#define LINK_PAIRS_H

#include "base/crew.h"
#include "link/derive.h"

struct pairs_order {
    bool across;        /* pairs of different sources */
    bool within;        /* pairs inside a source; one file: this alone */
    uint32_t block_max; /* the largest block that is made whole; 0: 5,000 */
    unsigned threads;
};

/* Before any sample is taken; `own` in pairs_done is what came of it. */
struct pairs_count {
    uint64_t records;   /* that have every part */
    uint64_t blocks;    /* of two or more */
    uint64_t pairs;     /* this rule makes, those of earlier rules among them */
    uint64_t largest;   /* records in the largest block */
    uint64_t left_out;  /* records in blocks too large */
    uint64_t left_out_pairs;
};

/* What one rule would make. cost: a sort of the records. Nothing of it stays in memory. */
bool pairs_count_rule(const struct link_slots *s, const struct link_rule *rule, const struct pairs_order *o,
                      struct arena *a, struct pairs_count *out, struct err *err) MUST_USE;

struct pair {
    uint32_t one, two;  /* one < two */
};
#define PAIRS_BATCH 4096u
/* One batch: of rule `rule`, in job `job` (jobs are numbered through all rules), by this worker. */
typedef bool pairs_sink(void *with, unsigned worker, size_t rule, size_t job, const struct pair *pair,
                        size_t pairs, struct err *err);

struct pairs_done {
    struct pairs_count rule[LINK_RULES_MAX];
    uint64_t own[LINK_RULES_MAX]; /* pairs handed over */
    uint64_t pairs;               /* in all */
};

/*
 * Streams every pair of the rules, each once. `share` < 1 takes only so many of
 * each rule's blocks, chosen by their key and the seed: for training.
 * `jobs_begin` (may be NULL) is told, before a rule's first batch, how many jobs
 * there will be so far.
 *
 * fails  as the sink, the arena
 */
struct pairs_stream {
    const struct link_slots *slots;
    const struct link_rule *rule;
    size_t rules;
    struct pairs_order order;
    double share;
    uint64_t seed;
    pairs_sink *sink;
    bool (*jobs_begin)(void *with, size_t rule, size_t jobs, struct err *err);
    void *with;
};
bool pairs_run(const struct pairs_stream *p, struct arena *a, struct pairs_done *out, struct err *err)
    MUST_USE;

/* How many pairs there are in all: every two records, or every two of different sources. */
double pairs_possible(const struct link_table *t, const struct pairs_order *o);

#endif
