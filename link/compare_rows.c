#include "link/compare_rows.h"

#include "base/crew.h"

enum { LINE = 64, JOB_RECORDS = 1 << 14 };

static bool find_place(struct rows *r, struct row_place wanted, struct arena *a, uint32_t *out,
                       struct err *err)
{
    size_t i = 0;

    while (i < r->places && (r->place[i].column != wanted.column || r->place[i].of != wanted.of))
        i++;
    if (i == r->places) {
        if (!arena_grow(a, &r->place, &r->room, i, i + 1, sizeof wanted))
            return err_memory(err, "what the model looks at");
        r->place[r->places++] = wanted;
    }
    *out = (uint32_t)i;
    return true;
}

bool rows_place_slot(struct rows *r, const struct link_slots *s, size_t slot, struct arena *a, uint32_t *out,
                     struct err *err)
{
    const struct link_slot *e = &s->slot[slot];

    return find_place(r, (struct row_place){ e->column, e->of, e->values }, a, out, err);
}

bool rows_place_column(struct rows *r, const struct link_slots *s, uint32_t column, struct arena *a,
                       uint32_t *out, struct err *err)
{
    return find_place(r, (struct row_place){ column, NULL, s->table->column[column].values }, a, out, err);
}

struct filling {
    const struct rows *rows;
    const struct link_table *table;
};

static bool fill_some(void *with, unsigned worker, size_t job, struct err *err)
{
    const struct filling *f = with;
    size_t begin = job * JOB_RECORDS, end = begin + JOB_RECORDS, stride = f->rows->stride;

    (void)worker, (void)err;
    end = end < f->table->records ? end : f->table->records;
    for (size_t p = 0; p < f->rows->places; p++) {
        const struct row_place *place = &f->rows->place[p];
        const uint32_t *cell = f->table->cell + place->column;
        uint32_t *value = f->rows->value + p;
        for (size_t i = begin; i < end; i++) {
            uint32_t v = cell[i * f->table->columns];
            value[i * stride] = place->of ? place->of[v] : v;
        }
    }
    return true;
}

/* So that a row does not straddle more lines than it must: a power of two up to a line, then halves of lines.
 */
static size_t stride_for(size_t places)
{
    size_t stride = 1, half = LINE / sizeof(uint32_t) / 2;

    while (stride < places && stride < half)
        stride *= 2;
    return places > half ? (places + half - 1) / half * half : stride;
}

bool rows_fill(struct rows *r, const struct link_slots *s, struct arena *a, struct err *err)
{
    struct filling f = { r, s->table };
    size_t records = s->table->records;
    char *at;

    r->stride = stride_for(r->places);
    at = arena_alloc(a, records + LINE / sizeof(uint32_t), r->stride * sizeof(uint32_t), _Alignof(uint32_t));
    if (!at)
        return err_memory(err, "what the model looks at");
    at += (LINE - (uintptr_t)at % LINE) % LINE;
    r->value = (uint32_t *)(void *)at;
    return crew_run(s->threads, (records + JOB_RECORDS - 1) / JOB_RECORDS, fill_some, &f, err);
}
