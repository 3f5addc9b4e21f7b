#include "base/arena.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <sys/mman.h>

struct arena_block {
    struct arena_block *before;
    size_t used, room;
    alignas(max_align_t) char bytes[];
};

/* Under AddressSanitizer every allocation gets a block of its own, so that an
 * overflow or a use after arena_close() is reported at the line that did it. */
#if defined(__SANITIZE_ADDRESS__)
#define BLOCK_ROOM ((size_t)0)
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BLOCK_ROOM ((size_t)0)
#endif
#endif
#ifndef BLOCK_ROOM
#define BLOCK_ROOM ((size_t)64 * 1024)
#endif

/* From so many bytes on a block is asked of the system itself, not of malloc(), which would keep it when it
 * is given back; and in huge pages where there are some, since such a block is mostly read here and there. */
#define BLOCK_OWN (BLOCK_ROOM ? (size_t)1024 * 1024 : SIZE_MAX)

void arena_open(struct arena *a, size_t cap_bytes)
{
    *a = (struct arena){ .cap = cap_bytes, .fail_after = -1 };
}

void arena_open_in(struct arena *a, struct arena *parent, size_t cap_bytes)
{
    arena_open(a, cap_bytes);
    a->parent = parent;
    a->meter = parent->meter;
}

void arena_measure(struct arena *a, struct arena_meter *meter)
{
    a->meter = meter;
}

/* Counts `bytes` more; false when that would pass the cap. */
static bool meter_take(struct arena_meter *m, size_t bytes)
{
    if (!m)
        return true;
    size_t used = m->used;
    do {
        if (bytes > m->cap - used)
            return false;
    } while (!atomic_compare_exchange_weak(&m->used, &used, used + bytes));
    size_t peak = m->peak;
    while (peak < used + bytes && !atomic_compare_exchange_weak(&m->peak, &peak, used + bytes))
        ;
    return true;
}

static void *take_block(size_t bytes)
{
    void *at;

    if (bytes < BLOCK_OWN)
        return calloc(1, bytes);
    /* cppcheck-suppress invalidFunctionArg */
    at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        return NULL;
    (void)madvise(at, bytes, MADV_HUGEPAGE); /* without it all is as before, but slower */
    return at;
}

static void give_block(void *at, size_t bytes)
{
    if (bytes < BLOCK_OWN)
        free(at);
    else
        (void)munmap(at, bytes);
}

static void free_blocks(struct arena_meter *m, struct arena_block *b)
{
    while (b) {
        struct arena_block *before = b->before;
        size_t bytes = sizeof *b + b->room;
        if (m)
            m->used -= bytes;
        give_block(b, bytes);
        b = before;
    }
}

void arena_close(struct arena *a)
{
    free_blocks(a->meter, a->last);
    a->last = NULL;
    a->used = 0;
}

void arena_reset(struct arena *a)
{
    struct arena_block *keep = a->last;

    if (keep) {
        free_blocks(a->meter, keep->before);
        keep->before = NULL;
        memset(keep->bytes, 0, keep->used);
        keep->used = 0;
    }
    a->used = 0;
}

/* Would a test, or the cap, refuse `want` more bytes here or in an arena above? */
static bool refuses(struct arena *a, size_t want)
{
    for (struct arena *up = a; up; up = up->parent) {
        if (up->fail_after == 0 || want > up->cap - up->used) {
            for (struct arena *mark = a; mark; mark = mark->parent)
                mark->failed = true;
            return true;
        }
        if (up->fail_after > 0)
            up->fail_after--;
    }
    return false;
}

static struct arena_block *new_block(struct arena_meter *m, size_t room)
{
    struct arena_block *b;
    size_t bytes;

    if (__builtin_add_overflow(sizeof *b, room, &bytes) || !meter_take(m, bytes))
        return NULL;
    b = take_block(bytes);
    if (b)
        b->room = room;
    else if (m)
        m->used -= bytes;
    return b;
}

void *arena_alloc(struct arena *a, size_t count, size_t size, size_t align)
{
    size_t want;

    if (__builtin_mul_overflow(count, size, &want)) {
        a->failed = true;
        return NULL;
    }
    if (refuses(a, want))
        return NULL;

    struct arena_block *b = a->last;
    size_t start = b ? (b->used + align - 1) / align * align : 0;
    if (!b || start > b->room || want > b->room - start) {
        size_t room = want > BLOCK_ROOM ? want : BLOCK_ROOM;
        b = new_block(a->meter, room ? room : 1);
        if (!b) {
            a->failed = true;
            return NULL;
        }
        b->before = a->last;
        a->last = b;
        start = 0;
    }
    a->used += want;
    b->used = start + want;
    return b->bytes + start;
}

struct str arena_copy(struct arena *a, struct str s)
{
    char *at = s.len == SIZE_MAX ? NULL : arena_new(a, char, s.len + 1);

    if (!at)
        return (struct str){ 0 };
    if (s.len)
        memcpy(at, s.at, s.len);
    return (struct str){ at, s.len };
}

bool arena_grow(struct arena *a, void *at, size_t *room, size_t have, size_t want, size_t size)
{
    void *old, *wider;
    size_t more = *room;

    if (want <= *room)
        return true;
    while (more < want)
        if (__builtin_mul_overflow(more ? more : 8, (size_t)2, &more))
            return false;
    wider = arena_alloc(a, more, size, alignof(max_align_t));
    if (!wider)
        return false;
    memcpy(&old, at, sizeof old);
    if (have)
        memcpy(wider, old, have * size);
    memcpy(at, &wider, sizeof wider);
    *room = more;
    return true;
}
