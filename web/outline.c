#include "web/outline.h"

#include <math.h>

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

struct spot {
    int32_t x, y;
};

static struct spot spot_of(const struct outline_frame *f, struct lonlat p, int step)
{
    double x = (p.lon - f->box.west) * f->per_lon * 10 / step;
    double y = (f->box.north - p.lat) * f->per_lat * 10 / step;

    return (struct spot){ (int32_t)lround(x) * step, (int32_t)lround(y) * step };
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
    if (n % 10)
        buf_addf(b, ".%d", n % 10);
}

static void add_ring(struct buf *b, const struct spot *p, size_t n)
{
    buf_add_byte(b, 'M');
    for (size_t i = 0; i < n; i++) {
        struct spot d = i ? (struct spot){ p[i].x - p[i - 1].x, p[i].y - p[i - 1].y } : p[0];
        if (i == 1)
            buf_add_byte(b, 'l');
        add_tenths(b, d.x, i <= 1);
        add_tenths(b, d.y, false);
    }
    buf_add_byte(b, 'z');
}

static void add_point(struct buf *b, const struct outline_frame *f, struct spot p)
{
    buf_add_byte(b, '[');
    buf_add_real(b, f->box.west + p.x / 10. / f->per_lon, 5);
    buf_add_byte(b, ',');
    buf_add_real(b, f->box.north - p.y / 10. / f->per_lat, 5);
    buf_add_byte(b, ']');
}

static void add_rings(struct buf *b, const struct outline_frame *f, const struct spot *p, size_t n)
{
    buf_add_text(b, b->len ? ",[[" : "[[[");
    for (size_t i = 0; i <= n; i++) {
        if (i)
            buf_add_byte(b, ',');
        add_point(b, f, p[i % n]);
    }
    buf_add_text(b, "]]");
}

/* ---- one area ---- */

static size_t snap(const struct outline_frame *f, const struct lonlat *p, size_t n, int step,
                   struct spot *out)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++) {
        struct spot s = spot_of(f, p[i], step);
        if (kept == 0 || s.x != out[kept - 1].x || s.y != out[kept - 1].y)
            out[kept++] = s;
    }
    while (kept > 1 && out[kept - 1].x == out[0].x && out[kept - 1].y == out[0].y)
        kept--;
    return kept;
}

static bool make_one(const struct area *area, const struct outline_frame *f, int step, struct arena *a,
                     struct outline *out, struct err *err)
{
    struct buf path = { .arena = a }, rings = { .arena = a };
    const struct shape *s = &area->shape;
    struct spot *spot = arena_new(a, struct spot, s->points + 1);
    uint32_t from = 0;

    if (!spot)
        return err_memory(err, "the outlines");
    for (size_t r = 0; r < s->rings; from = s->ring_end[r++]) {
        size_t n = snap(f, s->point + from, s->ring_end[r] - from, step, spot);
        if (n < 3)
            continue;
        add_ring(&path, spot, n);
        add_rings(&rings, f, spot, n);
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

    if (!o)
        return err_memory(err, "the outlines");
    for (int step = 1; f->wide > 0; step *= 2) {
        size_t bytes = 0;
        for (size_t i = 0; i < areas->len; i++) {
            if (areas->at[i].has_shape && !make_one(&areas->at[i], f, step, a, &o[i], err))
                return false;
            bytes += o[i].path.len;
        }
        if (bytes <= path_bytes || step >= 128)
            break;
    }
    *out = o;
    return true;
}
