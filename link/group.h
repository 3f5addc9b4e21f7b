/*
 * link/group - records that are put together, two groups at a time.
 *
 * A group is named by its first record and knows its size, its records (a
 * ring) and which single sources it has a record of. Finding and joining are
 * union-find (Tarjan, JACM 22, 1975) with halved paths, the lesser number on
 * top. Groups that share no record may be worked on by different threads.
 */
#ifndef LINK_GROUP_H
#define LINK_GROUP_H

#include "base/arena.h"
#include "base/err.h"

struct groups {
    uint32_t records;
    uint32_t *up;      /* towards the group's first record */
    uint32_t *next;    /* the ring; NULL: not kept */
    uint32_t *size;    /* at the first record; NULL: not kept */
    uint64_t *sources; /* bit n: has a record of single source n; NULL: no source is single */
};

/* Every record alone. `rings`: keep ring and size. fails ERR_LIMIT */
bool groups_open(struct groups *g, uint32_t records, bool rings, struct arena *a, struct err *err) MUST_USE;

static inline uint32_t group_of(struct groups *g, uint32_t record)
{
    while (g->up[record] != record) {
        g->up[record] = g->up[g->up[record]];
        record = g->up[record];
    }
    return record;
}

/* Two groups, by their first records, become one. */
void group_join(struct groups *g, uint32_t one, uint32_t two);

/* At most `most` records of a group, spread over its ring. Returns how many. */
size_t group_some(const struct groups *g, uint32_t group, size_t most, uint32_t *record);

/* of[record] = number of its group, in the order of first records. Returns how many there are. */
uint32_t groups_number(struct groups *g, uint32_t *of);

#endif
