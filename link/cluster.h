/*
 * link/cluster - from pairs to people.
 *
 * Connected components of the pairs at or above the threshold, then each is
 * looked at again, because one wrong pair joins two people's whole sets of
 * records: an edge that its neighbours contradict (the pairs around it, scored
 * too, speak against more than it speaks for) is cut; a component that holds two
 * groups joined by a thread falls in two; where a source holds nobody twice, a
 * cluster keeps at most one record of it, the best.
 *
 * A cluster is named by its first record: the least source and id, in the order of
 * their bytes. All ties are settled by weight, then by record number (which
 * comes from content, link/table.h), so neither threads nor row order matter.
 */
#ifndef LINK_CLUSTER_H
#define LINK_CLUSTER_H

#include "base/crew.h"
#include "link/table.h"

struct link_edge {
    uint32_t one, two;      /* one < two */
    float weight;
    uint32_t rule;
};

/* log2 odds of any two records, also such as no rule made. */
typedef double cluster_weight(void *with, unsigned worker, uint32_t one, uint32_t two);

struct cluster_order {
    double threshold;       /* weight; edges below are not given */
    bool plain;             /* connected components, no more */
    const bool *single;     /* per source: holds nobody twice; NULL: none does */
    cluster_weight *weight;
    void *with;
    unsigned threads;
};
struct clusters {
    uint32_t *of;           /* per record: the cluster, 0 .. clusters - 1 by first record number */
    uint32_t clusters;
    uint64_t edges_cut;
    uint32_t components_split;
};

/* Edges may come in any order. fails ERR_LIMIT */
bool clusters_make(const struct link_table *t, const struct link_edge *edge, size_t edges,
                   const struct cluster_order *o, struct arena *a, struct clusters *out, struct err *err)
    MUST_USE;

#endif
