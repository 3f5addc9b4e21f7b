/*
 * link/compare_rows - the records as a model's comparisons see them.
 *
 * What the comparisons look at of a record (the numbers of its values, and of
 * what the model's expressions make of them) lies side by side, in one or two
 * lines of the processor's cache: so a record costs one wait for memory, where
 * from value to result it would be one an expression. A record takes four bytes
 * a place, rounded up to a fair stride.
 */
#ifndef LINK_COMPARE_ROWS_H
#define LINK_COMPARE_ROWS_H

#include "link/derive.h"

#define NO_PLACE UINT32_MAX
struct row_place {
    uint32_t column;        /* of the table */
    const uint32_t *of;     /* as in a slot; NULL: the column's own numbers */
    uint32_t values;
};
struct rows {
    size_t places, room, stride;
    struct row_place *place;
    uint32_t *value;        /* a record's places side by side, `stride` from one record to the next */
};

/* Finds where a slot's results stand, or finds them a place. fails ERR_LIMIT */
bool rows_place_slot(struct rows *r, const struct link_slots *s, size_t slot, struct arena *a, uint32_t *out,
                     struct err *err) MUST_USE;
/* The same for a column's own values. */
bool rows_place_column(struct rows *r, const struct link_slots *s, uint32_t column, struct arena *a,
                       uint32_t *out, struct err *err) MUST_USE;

/* Fills in all records, once all places are found. fails ERR_LIMIT */
bool rows_fill(struct rows *r, const struct link_slots *s, struct arena *a, struct err *err) MUST_USE;

static inline const uint32_t *rows_at(const struct rows *r, uint32_t record)
{
    return r->value + (size_t)record * r->stride;
}

#endif
