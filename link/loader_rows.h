/*
 * link/loader_rows - one number a record, as the rows come in: a column that grows in parts and is never
 * copied, each in an arena of its own, so that it can be given back as soon as it has been read.
 */
#ifndef LINK_LOADER_ROWS_H
#define LINK_LOADER_ROWS_H

#include "base/arena.h"

#define ROWS_PART 16384u

struct rows {
    struct arena arena;
    uint32_t **part;    /* part p holds rows p * ROWS_PART on; NULL: all of them 0 */
    size_t parts, made; /* room for so many; there are so many */
};

void rows_open(struct rows *r, struct arena *a);
/* Makes the part of row `row`; NULL when memory ran out. Rows already there do not move. */
uint32_t *rows_widen(struct rows *r, uint32_t row) MUST_USE;
static inline uint32_t *rows_at(const struct rows *r, uint32_t row)
{
    return &r->part[row / ROWS_PART][row % ROWS_PART];
}
/* What was written, or 0. */
static inline uint32_t rows_value(const struct rows *r, uint32_t row)
{
    uint32_t *part = row / ROWS_PART < r->parts ? r->part[row / ROWS_PART] : NULL;

    return part ? part[row % ROWS_PART] : 0;
}
/* Where row `row` is to be written. */
static inline uint32_t *rows_take(struct rows *r, uint32_t row)
{
    size_t p = row / ROWS_PART;

    return p < r->parts && r->part[p] ? rows_at(r, row) : rows_widen(r, row);
}
void rows_close(struct rows *r);

#endif
