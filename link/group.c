#include "link/group.h"

bool groups_open(struct groups *g, uint32_t records, bool rings, struct arena *a, struct err *err)
{
    struct groups made = { .records = records, .up = arena_new(a, uint32_t, (size_t)records + 1) };

    if (!made.up)
        return err_memory(err, "the groups of records");
    if (rings) {
        made.next = arena_new(a, uint32_t, (size_t)records + 1);
        made.size = arena_new(a, uint32_t, (size_t)records + 1);
        if (!made.next || !made.size)
            return err_memory(err, "the groups of records");
    }
    for (uint32_t i = 0; i < records; i++) {
        made.up[i] = i;
        if (rings) {
            made.next[i] = i;
            made.size[i] = 1;
        }
    }
    *g = made;
    return true;
}

void group_join(struct groups *g, uint32_t one, uint32_t two)
{
    uint32_t top = one < two ? one : two, under = one < two ? two : one;

    if (top == under)
        return;
    g->up[under] = top;
    if (g->next) {
        uint32_t after = g->next[top];
        g->next[top] = g->next[under];
        g->next[under] = after;
        g->size[top] += g->size[under];
    }
    if (g->sources)
        g->sources[top] |= g->sources[under];
}

size_t group_some(const struct groups *g, uint32_t group, size_t most, uint32_t *record)
{
    enum { STEP_MOST = 64 };
    size_t step = g->size[group] / most, n = 0, walked = 0;
    uint32_t at = group;

    if (step == 0)
        step = 1;
    if (step > STEP_MOST)
        step = STEP_MOST;
    while (n < most && walked < g->size[group]) {
        record[n++] = at;
        for (size_t i = 0; i < step; i++)
            at = g->next[at];
        walked += step;
    }
    return n;
}

uint32_t groups_number(struct groups *g, uint32_t *of)
{
    uint32_t groups = 0;

    for (uint32_t i = 0; i < g->records; i++) {
        uint32_t first = group_of(g, i);
        of[i] = first == i ? groups++ : of[first];
    }
    return groups;
}
