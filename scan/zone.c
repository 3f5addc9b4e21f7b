#include "scan/zone.h"

/* In standard deviations of the fullest window's count. */
#define RING_WIDTH  0.7
#define CLASS_WIDTH 0.2

static bool number_rows(const struct sites *s, struct arena *a, struct zones *z, struct err *err)
{
    for (size_t i = 0; i < s->count; i++)
        z->rows += s->cases[i] > 0;
    if (z->rows > SCAN_ROWS_MAX)
        return err_set(err, ERR_INPUT,
                       "%zu points have cases and the scan takes %d: round the coordinates, or "
                       "use areas for places",
                       z->rows, SCAN_ROWS_MAX);
    z->site = arena_new(a, uint32_t, z->rows);
    z->row_cases = arena_new(a, uint32_t, z->rows);
    if (!z->site || !z->row_cases)
        return err_memory(err, "the scan's zones");
    for (size_t i = 0, row = 0; i < s->count; i++)
        if (s->cases[i] > 0) {
            z->site[row] = (uint32_t)i;
            z->row_cases[row++] = s->cases[i];
        }
    return true;
}

static bool make_classes(struct arena *a, struct zones *z, struct err *err)
{
    double scale = 2 / CLASS_WIDTH / z->spread, last = -1;

    z->class_of = arena_new(a, uint16_t, (size_t)z->most + 1);
    z->class_least = arena_new(a, uint32_t, (size_t)z->most + 1);
    if (!z->class_of || !z->class_least)
        return err_memory(err, "the scan's zones");
    for (uint32_t total = 1; total <= z->most; total++) {
        double class = floor(scale * sqrt((double)total));
        if (class > last)
            z->class_least[z->classes++] = total;
        last = class;
        z->class_of[total] = (uint16_t)(z->classes - 1);
    }
    return true;
}

/* The first row whose site is not before `band`. */
static size_t first_row(const struct sites *s, const struct zones *z, double band)
{
    size_t low = 0, high = z->rows;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->band[z->site[middle]] < band)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Rows within reach of a centre, by distance; `near` holds rows instead of sites. */
static size_t order_rows(const struct sites *s, const struct zones *z, size_t centre,
                         struct near *near, struct near *scratch)
{
    double from = s->band[centre] - s->band_reach, to = s->band[centre] + s->band_reach;
    size_t count = 0;

    for (size_t row = first_row(s, z, from); row < z->rows; row++) {
        if (s->band[z->site[row]] > to)
            break;
        double distance2 = sites_distance2(s, centre, z->site[row]);
        if (distance2 <= s->reach2)
            near[count++] = (struct near){ distance2, (uint32_t)row };
    }
    near_sort(near, count, scratch);
    return count;
}

/* Zones from `total` on that make one ring: 1, 2, 4, 8 or 16, so that few loop lengths occur. */
static uint32_t ring_length(const struct zones *z, uint64_t total)
{
    double places = RING_WIDTH * sqrt((double)total) * z->spread / z->mean;
    uint32_t length = 1;

    while (length < RING_MAX && 2 * length <= places)
        length *= 2;
    return length;
}

struct lists {
    struct arena *arena;
    size_t rows, row_room, rings, ring_room;
};

static bool add_centre(struct zones *z, size_t centre, const struct near *near, size_t count,
                       struct lists *l, struct err *err)
{
    uint64_t total = 0;
    uint32_t taken = 0, ring_end = 0;

    if (!arena_grow(l->arena, &z->row, &l->row_room, l->rows, l->rows + count, sizeof *z->row) ||
        !arena_grow(l->arena, &z->ring, &l->ring_room, l->rings, l->rings + count,
                    sizeof *z->ring))
        return err_set(err, ERR_LIMIT,
                       "the zones do not fit into memory: set a greatest radius (--max-radius)");
    z->start[centre] = l->rows;
    z->ring_start[centre] = l->rings;
    for (size_t i = 0; i < count; i++) {
        total += z->row_cases[near[i].site];
        if (total > z->most)
            break;
        z->row[l->rows++] = (uint16_t)near[i].site;
        taken++;
        if (taken > ring_end) {
            ring_end += ring_length(z, total);
            z->ring[l->rings++].class = z->class_of[total];
        }
        z->ring[l->rings - 1].end = taken;
    }
    z->start[centre + 1] = l->rows;
    z->ring_start[centre + 1] = l->rings;
    return true;
}

bool zones_make(const struct sites *sites, uint64_t all, uint64_t window_most, double max_share,
                struct arena *a, struct zones *out, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct zones z = { .centres = sites->count };
    struct lists lists = { .arena = a };
    struct near *near, *spare;

    arena_open_in(&scratch, a, a->cap);
    z.spread = sqrt((double)all / (double)window_most);
    z.mean = (double)all / (double)sites->count;
    z.most = (uint32_t)floor((double)all * max_share + 1e-9);
    if (!number_rows(sites, a, &z, err) || !make_classes(a, &z, err))
        return false;
    z.start = arena_new(a, size_t, z.centres + 1);
    z.ring_start = arena_new(a, size_t, z.centres + 1);
    near = arena_new(&scratch, struct near, z.rows);
    spare = arena_new(&scratch, struct near, z.rows);
    if (!z.start || !z.ring_start || !near || !spare)
        return err_memory(err, "the scan's zones");
    for (size_t centre = 0; centre < z.centres; centre++) {
        size_t count = order_rows(sites, &z, centre, near, spare);
        if (!add_centre(&z, centre, near, count, &lists, err))
            return false;
    }
    *out = z;
    return true;
}
