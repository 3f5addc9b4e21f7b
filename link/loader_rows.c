#include "link/loader_rows.h"

void rows_open(struct rows *r, struct arena *a)
{
    *r = (struct rows){ 0 };
    arena_open_in(&r->arena, a, SIZE_MAX);
}

bool rows_reserve(struct rows *r, uint32_t row)
{
    size_t p = row / ROWS_PART;

    if (!arena_grow(&r->arena, &r->part, &r->parts, r->parts, p + 1, sizeof *r->part))
        return false;
    if (!r->part[p])
        r->part[p] = arena_new(&r->arena, uint32_t, ROWS_PART);
    return r->part[p] != NULL;
}

void rows_close(struct rows *r)
{
    arena_close(&r->arena);
    r->part = NULL;
    r->parts = 0;
}
