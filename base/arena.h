/*
 * base/arena - memory that is given back all at once.
 *
 * One arena per request, imported file or run, each with a named cap: past it
 * an allocation returns NULL and the caller answers ERR_LIMIT, so no input can
 * take the machine down. Memory is zeroed. Nothing is freed singly; what must
 * be (a thing that lives as long as the program) belongs in its own arena.
 *
 * A meter counts what an arena and all opened in it hold together, and caps it:
 * for work that takes and gives back big arrays, whose peak is what matters.
 *
 * Tests refuse the n-th allocation (base/test.h). An arena opened with
 * arena_open_in() counts in its parent's refusals, so nested work is tortured
 * too. One arena belongs to one thread.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

struct arena_block;
struct arena_meter {
    size_t cap;
    _Atomic size_t used, peak; /* bytes asked of the system now, and at most so far; any thread */
};
struct arena {
    struct arena_block *last;
    size_t used;          /* bytes handed out */
    size_t cap;           /* bytes allowed in total */
    struct arena *parent; /* whose refusals and cap this one shares, or NULL */
    long fail_after;      /* tests only: refuse the n-th allocation; -1 = never */
    bool failed;          /* an allocation was refused */
    struct arena_meter *meter; /* NULL, or shared with all that is opened in this one */
};

void arena_open(struct arena *a, size_t cap_bytes);
void arena_open_in(struct arena *a, struct arena *parent, size_t cap_bytes);
/* From here on what `a` and arenas opened in it take is counted; call it before anything is allocated. */
void arena_measure(struct arena *a, struct arena_meter *meter);
void arena_close(struct arena *a); /* frees everything; safe to call twice */
void arena_reset(struct arena *a); /* frees everything but one block, to be filled again */

/* NULL when refused. Count times size is checked for overflow. */
void *arena_alloc(struct arena *a, size_t count, size_t size, size_t align) MUST_USE;
#define arena_new(a, type, count) ((type *)arena_alloc((a), (count), sizeof(type), _Alignof(type)))

/* A copy that lives as long as the arena, NUL-terminated for C's sake; .at is NULL when refused. */
struct str arena_copy(struct arena *a, struct str s);

/*
 * Makes room for `want` elements in a growing array: *at and *room are changed
 * together, at least doubling. The old array stays in the arena.
 *
 * fails  returns false when refused; the array is as it was.
 */
bool arena_grow(struct arena *a, void *at, size_t *room, size_t have, size_t want, size_t size)
    MUST_USE;

#endif
