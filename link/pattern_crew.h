/*
 * link/pattern_crew - several threads comparing pairs and counting what patterns they show.
 *
 * Each worker has a memory of similarities and a tally of its own; put together
 * and sorted, the counts are the same whatever the threads.
 */
#ifndef LINK_PATTERN_CREW_H
#define LINK_PATTERN_CREW_H

#include "link/compare.h"
#include "link/pairs.h"
#include "link/pattern.h"

struct pattern_crew {
    const struct compare *compare;
    unsigned threads;
    struct arena arena[CREW_MAX];
    struct compare_worker *worker[CREW_MAX];
    struct pattern_tally tally[CREW_MAX];
};

/* Closed by pattern_crew_close() whether this succeeds or not. fails ERR_LIMIT */
bool pattern_crew_open(struct pattern_crew *w, const struct compare *c, unsigned threads, struct arena *a,
                       struct err *err) MUST_USE;
void pattern_crew_close(struct pattern_crew *w);

/* The records are put in order. fails ERR_LIMIT */
bool pattern_crew_count(struct pattern_crew *w, unsigned worker, uint32_t one, uint32_t two,
                        struct err *err) MUST_USE;

/* A pairs_sink (link/pairs.h); `with` is the crew. */
bool pattern_crew_sink(void *with, unsigned worker, size_t rule, size_t job, const struct pair *pair,
                       size_t pairs, struct err *err) MUST_USE;

/* All that was counted since it was opened, in arena `a`. */
bool pattern_crew_join(const struct pattern_crew *w, struct arena *a, struct patterns *out,
                       struct err *err) MUST_USE;

#endif
