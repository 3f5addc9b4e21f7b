/*
 * link/accuracy - how right the answer is, where the truth is known.
 *
 * Pairs: of those called matches, how many are (precision); of those that are,
 * how many were called (recall), also of those that no blocking rule made; F1
 * their harmonic mean. Cluster: the same over all pairs that stand in one
 * cluster. Records without a truth value take no part. Where nothing was called,
 * or nothing is there, the share is 0 and its interval all of 0 to 1.
 *
 * Intervals are Wilson's (JASA 22, 1927), 95 %, as if pairs were drawn one by
 * one. The pairs of one cluster stand and fall together, so the cluster's
 * interval is too narrow where clusters are large.
 */
#ifndef LINK_ACCURACY_H
#define LINK_ACCURACY_H

#include "link/cluster.h"

struct accuracy {
    uint64_t called, right, there; /* pairs called; right among them; true pairs there are */
    double precision, precision_low, precision_high;
    double recall, recall_low, recall_high;
    double f1;
};

/*
 * Of tables with truth. across: only pairs of different sources count.
 *
 * fails  ERR_LIMIT
 * cost   time and memory in proportion to the records (and edges), never to the pairs
 */
bool accuracy_of_pairs(const struct link_table *t, const struct link_edge *edge, size_t edges,
                       double threshold, bool across, struct arena *a, struct accuracy *out,
                       struct err *err) MUST_USE;
bool accuracy_of_clusters(const struct link_table *t, const struct clusters *c, bool across, struct arena *a,
                          struct accuracy *out, struct err *err) MUST_USE;
/* The interval of a share seen as n of `of`; 0 to 1 when `of` is 0. */
void share_interval(uint64_t n, uint64_t of, double *low, double *high);

#endif
