/*
 * link/cluster - from pairs to people.
 *
 * One wrong pair joins two people's whole sets of records. So pairs are not
 * simply chained: they are taken from the heaviest down, and each joins the two
 * groups its records stand in only when the groups agree on the whole:
 *
 *   - all pairs between the two groups are weighed, also those no rule made, each
 *     counting no less than CLUSTER_LEAST; their mean is CLUSTER_AGAINST or more;
 *   - the pair reaches the threshold; or it does not, and then the pairs
 *     between the two groups that speak for a match reach it in sum, and the
 *     mean of all of them is not below 0 (a record equal to another in every
 *     column is not heard twice, and two lone records never join so);
 *   - where a source holds nobody twice, only one of the groups has a record of it.
 *
 * So an edge its neighbours contradict is cut, two groups held by a thread stay
 * two, and the best pair of two single sources wins. Mean and sum are those of
 * average linkage (Sokal & Michener, 1958) taken in Kruskal's order, which needs
 * no matrix. Groups of more than 16 are heard through 16 of their records; in
 * components of more than 4,096 edges through 8, of more than 65,536 through 4:
 * work grows with the edges, never with their square. What it gains and costs
 * stands in docs/linkage.md.
 *
 * Clusters are numbered by their first record. Ties are settled by record number
 * (which comes from content, link/table.h), so neither threads nor row order matter.
 */
#ifndef LINK_CLUSTER_H
#define LINK_CLUSTER_H

#include "base/crew.h"
#include "link/table.h"

#define CLUSTER_LEAST   (-20.0) /* no pair counts for less in a mean */
#define CLUSTER_AGAINST (-4.0)  /* two groups whose pairs weigh less than this on average stay two */
#define CLUSTER_HELP    1.0     /* edges from this weight on are worth giving, also below the threshold */

struct link_edge {
    uint32_t one, two;      /* one < two */
    float weight;
    uint32_t rule;
};

/* log2 odds of any two records, also such as no rule made. one < two. Called by several workers at once. */
typedef double cluster_weight(void *with, unsigned worker, uint32_t one, uint32_t two);

struct cluster_order {
    double threshold;       /* weight */
    bool plain;             /* connected components of the edges at or above it, no more */
    const bool *single;     /* per source: holds nobody twice; NULL: none does */
    cluster_weight *weight; /* NULL: groups are not weighed, and edges below the threshold are not used */
    void *with;
    unsigned threads;
};
struct clusters {
    uint32_t *of;           /* per record: the cluster, 0 .. clusters - 1 by first record number */
    uint32_t clusters;
    uint64_t edges_cut;     /* at or above the threshold, yet their records stand in different clusters */
    uint32_t components_split; /* of those edges' components, how many stand in several clusters */
};

/*
 * Edges may come in any order. Those below the threshold only help, as said
 * above; the caller decides how far down they go: CLUSTER_HELP, odds of two to one, is sensible.
 *
 * fails  ERR_LIMIT; ERR_BUG an edge of records that are not there
 * cost   24 bytes a record and 16 an edge while it works
 */
bool clusters_make(const struct link_table *t, const struct link_edge *edge, size_t edges,
                   const struct cluster_order *o, struct arena *a, struct clusters *out, struct err *err)
    MUST_USE;

#endif
