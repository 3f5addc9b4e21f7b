#include "scan/count.h"

bool counts_make(const struct windows *windows, size_t rows, struct arena *a, struct counts *out,
                 struct err *err)
{
    struct counts c = { .windows = windows, .rows = rows, .batch = SIZE_MAX };

    c.row = lanes_make(a, rows);
    c.mask = lanes_make(a, windows->ages);
    if (windows->most > LANE_MAX)
        c.wide = arena_alloc(a, rows, LANES * sizeof *c.wide, _Alignof(uint32_t));
    if (!c.row || !c.mask || (windows->most > LANE_MAX && !c.wide))
        return err_memory(err, "the scan's counts");
    *out = c;
    return true;
}

static void fill_wide(struct counts *c, const uint16_t *row, const uint32_t *age, size_t cases)
{
    memset(c->wide, 0, c->rows * LANES * sizeof *c->wide);
    for (size_t i = 0; i < cases; i++) {
        uint32_t *at = c->wide + (size_t)row[i] * LANES;
        for (size_t lane = 0; lane < LANES; lane++)
            at[lane] += c->mask[age[i]].n[lane];
    }
    for (size_t r = 0; r < c->rows; r++)
        for (size_t lane = 0; lane < LANES; lane++) {
            uint32_t n = c->wide[r * LANES + lane];
            c->row[r].n[lane] = n > LANE_MAX ? LANE_MAX : (uint16_t)n;
        }
}

void counts_fill(struct counts *c, size_t batch, const uint16_t *row, const uint32_t *age,
                 size_t cases)
{
    if (c->batch != batch)
        windows_mask(c->windows, batch, c->mask);
    c->batch = batch;
    if (c->wide) {
        fill_wide(c, row, age, cases);
        return;
    }
    memset(c->row, 0, c->rows * sizeof *c->row);
    for (size_t i = 0; i < cases; i++) {
        struct lanes *at = c->row + row[i];
        const struct lanes *mask = c->mask + age[i];
        for (size_t lane = 0; lane < LANES; lane++)
            at->n[lane] = (uint16_t)(at->n[lane] + mask->n[lane]);
    }
}
