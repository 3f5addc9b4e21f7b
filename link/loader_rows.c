#include "link/loader_rows.h"

void rows_open(struct rows *r, struct arena *a)
{
    *r = (struct rows){ 0 };
    arena_open_in(&r->arena, a, SIZE_MAX);
}

/* The first parts come singly, later ones several at once: blocks that big go back to the system. */
enum { SINGLE = 16, AT_ONCE_MOST = 64 };

uint32_t *rows_widen(struct rows *r, uint32_t row)
{
    size_t p = row / ROWS_PART, more = r->made < SINGLE ? 1 : r->made < AT_ONCE_MOST ? r->made : AT_ONCE_MOST;
    uint32_t *at;

    if (!arena_grow(&r->arena, &r->part, &r->parts, r->parts, p + more, sizeof *r->part))
        return NULL;
    at = arena_new(&r->arena, uint32_t, more * ROWS_PART);
    if (!at)
        return NULL;
    for (size_t i = 0; i < more && !r->part[p + i]; i++)
        r->part[p + i] = at + i * ROWS_PART;
    r->made += more;
    return rows_at(r, row);
}

void rows_close(struct rows *r)
{
    arena_close(&r->arena);
    r->part = NULL;
    r->parts = r->made = 0;
}
