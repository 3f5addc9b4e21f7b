#include "link/pattern.h"

#include <stdlib.h>

#define ROOM_FIRST 256u

static size_t place(uint64_t pattern, size_t room)
{
    uint64_t h = (pattern ^ pattern >> 32) * UINT64_C(0x9e3779b97f4a7c15);

    return (size_t)(h ^ h >> 29) & (room - 1);
}

static struct pattern_count *slot_for(struct pattern_count *slot, size_t room, uint64_t pattern)
{
    size_t i = place(pattern, room);

    while (slot[i].pairs != 0 && slot[i].pattern != pattern)
        i = (i + 1) & (room - 1);
    return &slot[i];
}

static bool grow(struct pattern_tally *t, struct err *err)
{
    size_t room = t->room == 0 ? ROOM_FIRST : 2 * t->room;
    struct pattern_count *bigger = arena_new(t->arena, struct pattern_count, room);

    if (bigger == NULL)
        return err_memory(err, "counting agreement patterns");
    for (size_t i = 0; i < t->room; i++)
        if (t->slot[i].pairs != 0)
            *slot_for(bigger, room, t->slot[i].pattern) = t->slot[i];
    t->slot = bigger;
    t->room = room;
    return true;
}

bool tally_add(struct pattern_tally *t, uint64_t pattern, uint64_t pairs, struct err *err)
{
    if (pairs == 0)
        return true;
    if (2 * (t->used + 1) > t->room && !grow(t, err))
        return false;

    struct pattern_count *at = slot_for(t->slot, t->room, pattern);
    if (at->pairs == 0)
        t->used++;
    at->pattern = pattern;
    at->pairs += pairs;
    return true;
}

static int by_pattern(const void *one, const void *two)
{
    uint64_t a = ((const struct pattern_count *)one)->pattern;
    uint64_t b = ((const struct pattern_count *)two)->pattern;

    return a < b ? -1 : a > b;
}

bool patterns_join(const struct pattern_tally *tally, size_t tallies, struct arena *a, struct patterns *out,
                   struct err *err)
{
    size_t all = 0, n = 0, kept = 0;
    for (size_t i = 0; i < tallies; i++)
        all += tally[i].used;

    struct pattern_count *at = arena_new(a, struct pattern_count, all > 0 ? all : 1);
    if (at == NULL)
        return err_memory(err, "counting agreement patterns");
    for (size_t i = 0; i < tallies; i++)
        for (size_t k = 0; k < tally[i].room; k++)
            if (tally[i].slot[k].pairs != 0)
                at[n++] = tally[i].slot[k];
    qsort(at, n, sizeof *at, by_pattern);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && at[kept - 1].pattern == at[i].pattern)
            at[kept - 1].pairs += at[i].pairs;
        else
            at[kept++] = at[i];
    }
    *out = (struct patterns){ .at = at, .patterns = kept };
    return true;
}
