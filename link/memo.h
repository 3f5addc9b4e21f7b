/*
 * link/memo - what two values were found to be, remembered.
 *
 * A table of fixed size, eight bytes an entry, one place for each two values:
 * what comes later takes the place of what stood there. So it never grows, never
 * answers wrongly, and what is met often is mostly there. One a worker.
 */
#ifndef LINK_MEMO_H
#define LINK_MEMO_H

#include "base/arena.h"
#include "base/err.h"

/* Asked so many times, a memo shows whether it knows enough; if not it is passed by so many times, and tried
 * again. */
#define MEMO_TRIED     (UINT32_C(1) << 15)
#define MEMO_PASSED_BY (UINT32_C(1) << 17)
#define MEMO_VALUE_MAX  0x0fffffffu /* values beyond this are not remembered */
#define MEMO_ANSWER_MAX 0xffu

struct memo {
    uint64_t *at;           /* two values of 28 bits, an answer of 8; 0: free, for values begin at 1 */
    unsigned bits;          /* of the number of entries */
};

/* As many entries as fit in `bytes`, and not more than the two values' pairs. fails ERR_LIMIT */
bool memo_make(size_t bytes, uint32_t values, uint32_t other_values, struct arena *a, struct memo *out,
               struct err *err) MUST_USE;

static inline uint64_t *memo_place(const struct memo *m, uint32_t one, uint32_t two)
{
    uint64_t both = (uint64_t)one << 28 | two;

    return &m->at[both * 0x9E3779B97F4A7C15u >> 1 >> (63 - m->bits)];
}

static inline bool memo_find(const struct memo *m, uint32_t one, uint32_t two, unsigned *answer)
{
    uint64_t entry = m->at ? *memo_place(m, one, two) : 0;

    *answer = (unsigned)(entry & MEMO_ANSWER_MAX);
    return entry >> 8 == ((uint64_t)one << 28 | two) && entry;
}

static inline void memo_keep(const struct memo *m, uint32_t one, uint32_t two, unsigned answer)
{
    if (m->at)
        *memo_place(m, one, two) = ((uint64_t)one << 28 | two) << 8 | answer;
}

/* Whether asking a memo is worth it: not while it seldom knows. Whoever asks counts. */
struct memo_use {
    uint32_t asked, found, passed_by;
    bool off;
};

/* Is it, for the next `times` questions? */
static inline bool memo_is_worth(struct memo_use *u, uint32_t times)
{
    if (u->off) {
        u->passed_by += times;
        if (u->passed_by < MEMO_PASSED_BY)
            return false;
        *u = (struct memo_use){ 0 };
    }
    if (u->asked >= MEMO_TRIED)
        *u = (struct memo_use){ .off = u->found < u->asked / 4 };
    return !u->off;
}

#endif
