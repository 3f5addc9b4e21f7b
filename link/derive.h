/*
 * link/derive - a table's columns as a model's expressions see them.
 *
 * Each expression of a model becomes a slot: the distinct results numbered from
 * 1, and for each value of the column which result it leads to. The work is
 * once a distinct value, never once a record. Two expressions that are equal
 * share a slot. Slots of different expressions number differently; slot_across()
 * translates where a model compares one with the other (a forename with a surname).
 */
#ifndef LINK_DERIVE_H
#define LINK_DERIVE_H

#include "link/field.h"
#include "link/model.h"

struct link_slot {
    struct link_expr expr;
    uint32_t column;        /* of the table */
    const uint32_t *of;     /* the column's value -> result; NULL: the same numbers */
    uint32_t values;        /* results are 1 .. values */
    const char *text;
    const uint64_t *start;
    const uint32_t *count;  /* records per result; count[0] without */
    const double *number;   /* per result, for STEP_DATE and STEP_NUMBER; else NULL */
};

struct link_slots {
    const struct link_table *table;
    unsigned threads;       /* as slots_make() was told: who works on from here takes as many */
    size_t slots;
    struct link_slot *slot;
    /* what cleaning did, per slot with STEP_CLEAN: records by enum clean (link/field.h) */
    uint32_t (*cleaned)[CLEANS];
};

/*
 * Makes a slot for every expression of the model. Model columns are found in
 * the table by name, then by the role of the name.
 *
 * fails  ERR_INPUT the model speaks of a column no file has (says which, and those there are); ERR_LIMIT
 * cost   one pass over each column's distinct values a slot
 */
bool slots_make(const struct link_table *t, const struct link_model *m, unsigned threads, struct arena *a,
                struct link_slots *out, struct err *err) MUST_USE;

/* The slot of an expression; it is there when the expression stands in the model. */
size_t slot_find(const struct link_slots *s, const struct link_expr *e);

/* For each result of slot `from`, the equal result of slot `to`, or 0. */
bool slot_across(const struct link_slots *s, size_t from, size_t to, struct arena *a, const uint32_t **out,
                 struct err *err) MUST_USE;

static inline uint32_t slot_of(const struct link_slots *s, size_t slot, uint32_t record)
{
    const struct link_slot *e = &s->slot[slot];
    uint32_t v = link_cells(s->table, record)[e->column];

    return e->of ? e->of[v] : v;
}
/* Its text; "" for 0. */
static inline struct str slot_text(const struct link_slot *s, uint32_t result)
{
    if (result == 0)
        return (struct str){ "", 0 };
    return (struct str){ s->text + s->start[result], (size_t)(s->start[result + 1] - s->start[result]) };
}

#endif
