/*
 * link/link - files of records in, clusters of the same person out: the whole of linkage in one call.
 *
 * propose (or take) a model, derive, train what is unknown, stream the pairs,
 * score, cluster, and count how sure the answer is. The same records and
 * settings give the same bytes, whatever the threads and the order of rows.
 */
#ifndef LINK_LINK_H
#define LINK_LINK_H

#include "link/accuracy.h"
#include "link/propose.h"
#include "link/train.h"

enum link_phase { PHASE_BLOCK, PHASE_TRAIN, PHASE_SCORE, PHASE_CLUSTER, PHASES };

struct link_order {
    const struct link_model *model; /* NULL: proposed from the data */
    bool within;                    /* several sources: also inside each */
    double threshold;               /* weight: log2 of the posterior odds; NAN: that of probability .95 */
    unsigned threads;               /* 0: as many as there are processors */
    uint64_t seed;
    bool plain_clusters;
    void (*progress)(void *with, enum link_phase phase, uint64_t done, uint64_t of);
    void *with;
};

#define LINK_BARS 81        /* weights -40 .. 40, the first and last open */
struct link_bar {
    uint64_t pairs;         /* scored, in this step of weight */
    double expected;        /* sum of their probabilities */
    uint64_t truth;         /* true matches among them, where known */
};
struct link_level_count {
    uint64_t pairs;         /* scored pairs at this level */
    double expected;        /* matches expected among them */
};

struct link_result {
    struct link_model model;          /* trained */
    struct link_slots slots;
    struct compare *compare;
    struct proposal *proposal;        /* NULL: a model was given */
    struct train_report training;
    struct pairs_done pairs;
    struct link_bar bar[LINK_BARS];
    struct link_level_count level[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
    double threshold;
    struct link_edge *edge;           /* at or above the threshold, sorted by one, two */
    size_t edges;
    struct clusters clusters;
    bool single[LINK_SOURCES_MAX];    /* sources found to hold nobody twice */
    /* what the model itself expects of this threshold */
    double expected_precision, expected_recall;
    uint64_t unlinkable;              /* records that no rule can reach: too little is known of them */
    /* where there is a truth column */
    bool has_truth;
    struct accuracy pair, cluster;
    double seconds[PHASES];           /* filled by `clock`, below */
};

/* fails as its parts do. `seconds` is read from `clock`, so that this room needs none; may be NULL. */
bool link_run(const struct link_table *t, const struct link_order *o, double (*clock)(void), struct arena *a,
              struct link_result *out, struct err *err) MUST_USE;

#endif
