/*
 * link/accuracy - how right the answer is, where the truth is known.
 *
 * Pairs: of those called matches, how many are (precision); of those that are,
 * how many were called (recall); F1 their harmonic mean. Cluster: the same over
 * all pairs that stand in one cluster. Intervals are Wilson's, 95 %. Records
 * without a truth value take no part.
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

/* across: only pairs of different sources count. */
void accuracy_of_pairs(const struct link_table *t, const struct link_edge *edge, size_t edges, double threshold,
                       bool across, struct accuracy *out);
bool accuracy_of_clusters(const struct link_table *t, const struct clusters *c, bool across, struct arena *a,
                          struct accuracy *out, struct err *err) MUST_USE;
void share_interval(uint64_t n, uint64_t of, double *low, double *high); /* Wilson, JASA 22, 1927 */

#endif
