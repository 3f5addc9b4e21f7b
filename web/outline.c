#include "web/outline.h"

#include <math.h>

#include "web/border.h"

enum {
    UNSEEN = 1,            /* a triangle of half a square of the grid: not to be seen at any size */
    SCRATCH_MAX = 1 << 30,
};

struct outline_frame outline_frame(const struct area_list *const *list, size_t lists)
{
    struct outline_frame f = { .box = { 1e9, 1e9, -1e9, -1e9 } };

    for (size_t k = 0; k < lists; k++)
        for (size_t i = 0; i < list[k]->len; i++) {
            const struct area *area = &list[k]->at[i];
            if (!area->has_shape || area->shape.points < 3)
                continue;
            f.box.west = fmin(f.box.west, area->shape.box.west);
            f.box.south = fmin(f.box.south, area->shape.box.south);
            f.box.east = fmax(f.box.east, area->shape.box.east);
            f.box.north = fmax(f.box.north, area->shape.box.north);
        }
    if (f.box.west > f.box.east)
        return (struct outline_frame){ 0 };
    double squeeze = cos((f.box.south + f.box.north) / 2 * 3.14159265358979323846 / 180);
    double wide = fmax((f.box.east - f.box.west) * squeeze, 1e-6);
    f.per_lat = OUTLINE_WIDE / wide;
    f.per_lon = f.per_lat * squeeze;
    f.wide = OUTLINE_WIDE;
    f.high = ceil(fmax(f.box.north - f.box.south, 1e-6) * f.per_lat);
    return f;
}

/* ---- points on the grid, in tenths of a unit ---- */

static struct border_spot spot_of(const struct outline_frame *f, struct lonlat p)
{
    return (struct border_spot){ (int32_t)lround((p.lon - f->box.west) * f->per_lon * 10),
                                 (int32_t)lround((f->box.north - p.lat) * f->per_lat * 10) };
}

static bool same_spot(struct border_spot p, struct border_spot q)
{
    return p.x == q.x && p.y == q.y;
}

static void add_tenths(struct buf *b, int32_t n, bool first)
{
    if (n >= 0 && !first)
        buf_add_byte(b, ' ');
    if (n < 0)
        buf_add_byte(b, '-');
    n = n < 0 ? -n : n;
    if (n >= 10 || n % 10 == 0)
        buf_add_int(b, n / 10);
    if (n % 10) {
        buf_add_byte(b, '.');
        buf_add_byte(b, (char)('0' + n % 10));
    }
}

static void add_ring(struct buf *b, const struct border_spot *p, size_t n)
{
    buf_add_byte(b, 'M');
    for (size_t i = 0; i < n; i++) {
        struct border_spot d = i ? (struct border_spot){ p[i].x - p[i - 1].x, p[i].y - p[i - 1].y } : p[0];
        if (i == 1)
            buf_add_byte(b, 'l');
        add_tenths(b, d.x, i <= 1);
        add_tenths(b, d.y, false);
    }
    buf_add_byte(b, 'z');
}

static void add_point(struct buf *b, const struct outline_frame *f, struct border_spot p)
{
    buf_add_byte(b, '[');
    buf_add_real(b, f->box.west + p.x / 10. / f->per_lon, 5);
    buf_add_byte(b, ',');
    buf_add_real(b, f->box.north - p.y / 10. / f->per_lat, 5);
    buf_add_byte(b, ']');
}

static void add_rings(struct buf *b, const struct outline_frame *f, const struct border_spot *p, size_t n)
{
    buf_add_text(b, b->len ? ",[[" : "[[[");
    for (size_t i = 0; i <= n; i++) {
        if (i)
            buf_add_byte(b, ',');
        add_point(b, f, p[i % n]);
    }
    buf_add_text(b, "]]");
}

/* ---- all areas as one net ---- */

struct net {
    struct border_ring *ring;
    size_t *area;             /* whose ring it is */
    size_t rings;
    struct border *border;
    struct border_spot *left; /* room for the longest ring */
    struct arena *scratch;
};

static size_t snap(const struct outline_frame *f, const struct lonlat *p, size_t n, struct border_spot *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        struct border_spot s = spot_of(f, p[i]);
        if (kept == 0 || !same_spot(s, out[kept - 1]))
            out[kept++] = s;
    }
    while (kept > 1 && same_spot(out[kept - 1], out[0]))
        kept--;
    return kept;
}

static void lay_area(const struct shape *s, size_t area, const struct outline_frame *f, struct net *n,
                     struct border_spot **room)
{
    uint32_t from = 0;

    for (size_t r = 0; r < s->rings; from = s->ring_end[r++]) {
        size_t len = snap(f, s->point + from, s->ring_end[r] - from, *room);
        if (len < 3)
            continue; /* smaller than the grid */
        n->ring[n->rings] = (struct border_ring){ *room, len };
        n->area[n->rings++] = area;
        *room += len;
    }
}

static bool lay(const struct area_list *areas, const struct outline_frame *f, struct net *n, struct err *err)
{
    size_t points = 1, rings = 1;
    struct border_spot *room;

    for (size_t i = 0; i < areas->len; i++)
        if (areas->at[i].has_shape) {
            points += areas->at[i].shape.points;
            rings += areas->at[i].shape.rings;
        }
    room = arena_new(n->scratch, struct border_spot, points);
    n->left = arena_new(n->scratch, struct border_spot, points);
    n->ring = arena_new(n->scratch, struct border_ring, rings);
    n->area = arena_new(n->scratch, size_t, rings);
    if (!room || !n->left || !n->ring || !n->area)
        return err_memory(err, "the outlines");
    for (size_t i = 0; i < areas->len; i++)
        if (areas->at[i].has_shape)
            lay_area(&areas->at[i].shape, i, f, n, &room);
    return border_make(n->ring, n->rings, n->scratch, &n->border, err);
}

/* ---- how many points may stay ---- */

static size_t path_len(const struct net *n, size_t gone, struct buf *scratch)
{
    size_t len = 0;

    for (size_t r = 0; r < n->rings; r++) {
        scratch->len = 0;
        add_ring(scratch, n->left, border_ring_left(n->border, r, gone, n->left));
        len += scratch->len;
    }
    return len;
}

/* The fewest points that must go so that the paths fit. */
static bool choose(const struct net *n, size_t path_bytes, size_t *gone, struct err *err)
{
    struct buf scratch = { .arena = n->scratch };
    size_t low = border_goes_within(n->border, UNSEEN), high = border_goes(n->border);

    if (path_len(n, low, &scratch) <= path_bytes)
        high = low;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (path_len(n, middle, &scratch) <= path_bytes)
            high = middle;
        else
            low = middle + 1;
    }
    *gone = low;
    return !scratch.failed || err_memory(err, "the outlines");
}

/* ---- writing ---- */

static bool write_area(const struct net *n, const struct outline_frame *f, size_t *ring, size_t area,
                       size_t gone, struct arena *a, struct outline *out, struct err *err)
{
    struct buf path = { .arena = a }, rings = { .arena = a };

    for (; *ring < n->rings && n->area[*ring] == area; ++*ring) {
        size_t len = border_ring_left(n->border, *ring, gone, n->left);

        add_ring(&path, n->left, len);
        add_rings(&rings, f, n->left, len);
    }
    if (rings.len)
        buf_add_byte(&rings, ']');
    return buf_done(&path, "the outlines", &out->path, err) &&
           buf_done(&rings, "the outlines", &out->rings, err);
}

bool outline_make(const struct area_list *areas, const struct outline_frame *f, size_t path_bytes,
                  struct arena *a, struct outline **out, struct err *err)
{
    struct outline *o = arena_new(a, struct outline, areas->len + 1);
    struct arena scratch _cleanup_(arena_close);
    struct net n = { .scratch = &scratch };
    size_t gone = 0, ring = 0;

    arena_open_in(&scratch, a, SCRATCH_MAX);
    if (!o)
        return err_memory(err, "the outlines");
    if (f->wide > 0 && (!lay(areas, f, &n, err) || !choose(&n, path_bytes, &gone, err)))
        return false;
    for (size_t i = 0; i < areas->len && f->wide > 0; i++)
        if (areas->at[i].has_shape && !write_area(&n, f, &ring, i, gone, a, &o[i], err))
            return false;
    *out = o;
    return true;
}
