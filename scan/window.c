#include "scan/window.h"

struct span {
    uint32_t young, old, total;
};

static int by_total(const void *left, const void *right)
{
    const struct span *a = left, *b = right;

    if (a->total != b->total)
        return a->total < b->total ? -1 : 1;
    if (a->old - a->young != b->old - b->young)
        return a->old - a->young < b->old - b->young ? -1 : 1;
    return a->young < b->young ? -1 : a->young > b->young;
}

/* Writes the windows that begin at age `young`, returns how many there are now. */
static size_t add_from(const uint32_t *per_step, size_t steps, size_t longest, uint32_t young,
                       struct span *at, size_t count)
{
    uint32_t total = 0;

    for (uint32_t old = young + 1; old <= steps && old - young <= longest; old++) {
        total += per_step[steps - old];
        if (total > 0)
            at[count++] = (struct span){ young, old, total };
    }
    return count;
}

static bool split(const struct span *span, struct arena *a, struct windows *w, struct err *err)
{
    w->young = arena_new(a, uint32_t, w->count);
    w->old = arena_new(a, uint32_t, w->count);
    w->total = arena_new(a, uint32_t, w->count);
    if (!w->young || !w->old || !w->total)
        return err_memory(err, "the scan's windows");
    for (size_t i = 0; i < w->count; i++) {
        w->young[i] = span[i].young;
        w->old[i] = span[i].old;
        w->total[i] = span[i].total;
        w->ages = span[i].old > w->ages ? span[i].old : w->ages;
        w->most = span[i].total > w->most ? span[i].total : w->most;
    }
    return true;
}

bool windows_make(const uint32_t *per_step, size_t steps, size_t longest, bool retrospective,
                  struct arena *a, struct windows *out, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct windows w = { .flat = retrospective };
    size_t room, starts = retrospective ? steps : 1;
    struct span *span = NULL;

    arena_open_in(&scratch, a, a->cap);
    if (!__builtin_mul_overflow(starts, longest, &room))
        span = arena_new(&scratch, struct span, room);
    if (!span)
        return err_set(err, ERR_LIMIT,
                       "the study has too many windows: shorten the longest one (--max-days)");
    for (uint32_t young = 0; young < starts; young++)
        w.count = add_from(per_step, steps, longest, young, span, w.count);
    if (retrospective && w.count > 0)
        qsort(span, w.count, sizeof *span, by_total);
    w.batches = (w.count + LANES - 1) / LANES;
    if (!split(span, a, &w, err))
        return false;
    *out = w;
    return true;
}

void windows_mask(const struct windows *w, size_t batch, struct lanes *mask)
{
    size_t first = batch * LANES, end = first + LANES < w->count ? first + LANES : w->count;

    memset(mask, 0, w->ages * sizeof *mask);
    for (size_t i = first; i < end; i++)
        for (uint32_t age = w->young[i]; age < w->old[i]; age++)
            mask[age].n[i - first] = 1;
}
