/*
 * link/block - the records of one blocking rule, block after block, and the jobs they are cut into.
 *
 * What is left of the sorted keys is a list of the records that share theirs
 * with another, four bytes each. A block's records stand by source, then by
 * number. A job is a stretch of this list that makes about JOB_PAIRS pairs; a
 * large block is cut between its rows (a row: one record with all that follow
 * it), so jobs depend on the records alone, never on threads.
 */
#ifndef LINK_BLOCK_H
#define LINK_BLOCK_H

#include "link/pairs.h"

#define BLOCK_FIRST     0x80000000u /* marks the first record of a block in the list */
#define BLOCK_WHOLE_MAX 5000u       /* pairs_order.block_max when that is 0 */
#define JOB_PAIRS       (UINT64_C(1) << 17)

struct block_job {
    size_t from;            /* where in the list its first block begins */
    size_t row;             /* which of that block's records it begins with */
};
struct blocks {
    uint32_t *record;       /* BLOCK_FIRST | number for the first of a block */
    size_t records;
    struct block_job *job;
    size_t jobs;
    uint32_t largest;       /* records in the largest block of the list */
    uint64_t *left_out;     /* a bit a record: in a block too large; NULL: none is */
    struct pairs_count count;
};

struct blocks_order {
    const struct link_slots *slots;
    const struct link_rule *rule;
    struct pairs_order pairs;
    unsigned key_bits;      /* link/key.h: most_bits */
    double share;           /* of the blocks that go into the list; the count is of all */
    uint64_t seed;
    bool count_only;        /* no list, no jobs */
};
/*
 * The list and jobs live in `a`, left_out in `keep`; what sorting takes is given back.
 *
 * fails ERR_LIMIT
 */
bool blocks_make(const struct blocks_order *o, struct arena *a, struct arena *keep, struct blocks *out,
                 struct err *err) MUST_USE;

/* Records of the block that begins at `from`. */
static inline size_t block_size(const struct blocks *b, size_t from)
{
    size_t end = from + 1;

    while (end < b->records && !(b->record[end] & BLOCK_FIRST))
        end++;
    return end - from;
}

/*
 * Which records a record is paired with: those at [begin, end) of its block, by the
 * place where its own source ends there. Both, one or none of across and within.
 */
static inline void block_row(const struct pairs_order *o, size_t row, size_t source_end, size_t size,
                             size_t *begin, size_t *end)
{
    *begin = o->within ? row + 1 : source_end;
    *end = o->across ? size : o->within ? source_end : *begin;
}

#endif
