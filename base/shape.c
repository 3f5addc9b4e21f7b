#include "base/shape.h"

#include <assert.h>

struct box shape_box(const struct lonlat *point, size_t n)
{
    struct box box = { INFINITY, INFINITY, -INFINITY, -INFINITY };

    for (size_t i = 0; i < n; i++) {
        box.west = fmin(box.west, point[i].lon);
        box.south = fmin(box.south, point[i].lat);
        box.east = fmax(box.east, point[i].lon);
        box.north = fmax(box.north, point[i].lat);
    }
    return box;
}

/* An edge is always reckoned from its southern end, so that both areas it parts round alike. */
static bool crosses(struct lonlat a, struct lonlat b, struct lonlat p)
{
    if ((a.lat > p.lat) == (b.lat > p.lat))
        return false;
    if (a.lat > b.lat) {
        struct lonlat south = b;
        b = a;
        a = south;
    }
    return p.lon < (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat) + a.lon;
}

bool shape_has(const struct shape *s, struct lonlat p)
{
    bool inside = false;
    size_t from = 0;

    if (p.lon < s->box.west || p.lon > s->box.east || p.lat < s->box.south || p.lat > s->box.north)
        return false;
    for (size_t r = 0; r < s->rings; r++) {
        size_t end = s->ring_end[r];
        for (size_t i = from, before = end - 1; i < end; before = i++)
            inside ^= crosses(s->point[before], s->point[i], p);
        from = end;
    }
    return inside;
}

struct lonlat shape_middle(const struct shape *s)
{
    double area = 0, lon = 0, lat = 0;
    struct lonlat base = { s->box.west, s->box.south };
    size_t from = 0;

    for (size_t r = 0; r < s->rings; r++) {
        size_t end = s->ring_end[r];
        for (size_t i = from, before = end - 1; i < end; before = i++) {
            struct lonlat a = s->point[before], b = s->point[i];
            double ax = a.lon - base.lon, ay = a.lat - base.lat;
            double bx = b.lon - base.lon, by = b.lat - base.lat, cross = ax * by - bx * ay;
            area += cross;
            lon += (ax + bx) * cross;
            lat += (ay + by) * cross;
        }
        from = end;
    }
    if (fabs(area) < 1e-15)
        return (struct lonlat){ (s->box.west + s->box.east) / 2, (s->box.south + s->box.north) / 2 };
    return (struct lonlat){ base.lon + lon / (3 * area), base.lat + lat / (3 * area) };
}

static const struct str MAGIC = { "SHP1", 4 };

static void add_u32(struct buf *b, uint32_t n)
{
    for (int i = 0; i < 4; i++)
        buf_add_byte(b, (char)(unsigned char)(n >> (8 * i)));
}

static void add_double(struct buf *b, double x)
{
    uint64_t n;

    memcpy(&n, &x, sizeof n);
    add_u32(b, (uint32_t)n);
    add_u32(b, (uint32_t)(n >> 32));
}

bool shape_pack(const struct shape *s, struct arena *a, struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    assert(s->rings <= UINT32_MAX && s->points <= UINT32_MAX);
    buf_add(&b, MAGIC);
    add_u32(&b, (uint32_t)s->rings);
    add_u32(&b, (uint32_t)s->points);
    for (size_t i = 0; i < s->rings; i++)
        add_u32(&b, s->ring_end[i]);
    for (size_t i = 0; i < s->points; i++) {
        add_double(&b, s->point[i].lon);
        add_double(&b, s->point[i].lat);
    }
    return buf_done(&b, "an area's outline", out, err);
}

static uint32_t u32_at(struct str s, size_t i)
{
    const unsigned char *at = (const unsigned char *)s.at + i;

    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static double double_at(struct str s, size_t i)
{
    uint64_t n = u32_at(s, i) | (uint64_t)u32_at(s, i + 4) << 32;
    double x;

    memcpy(&x, &n, sizeof x);
    return x;
}

bool shape_unpack(struct str bytes, struct arena *a, struct shape *out, struct err *err)
{
    if (bytes.len < 12 || !str_starts(bytes, MAGIC))
        return err_set(err, ERR_INPUT, "these bytes are not an area's outline");
    size_t rings = u32_at(bytes, 4), points = u32_at(bytes, 8);
    if (rings == 0 || points == 0 || bytes.len != 12 + rings * 4 + points * 16)
        return err_set(err, ERR_INPUT, "an area's outline is cut short");

    uint32_t *ring_end = arena_new(a, uint32_t, rings);
    struct lonlat *point = arena_new(a, struct lonlat, points);
    if (!ring_end || !point)
        return err_memory(err, "an area's outline");
    uint32_t before = 0;
    for (size_t r = 0; r < rings; r++) {
        ring_end[r] = u32_at(bytes, 12 + r * 4);
        if (ring_end[r] <= before || ring_end[r] > points)
            return err_set(err, ERR_INPUT, "an area's outline has a ring out of order");
        before = ring_end[r];
    }
    if (before != points)
        return err_set(err, ERR_INPUT, "an area's outline has points outside its rings");
    for (size_t i = 0; i < points; i++) {
        point[i].lon = double_at(bytes, 12 + rings * 4 + i * 16);
        point[i].lat = double_at(bytes, 12 + rings * 4 + i * 16 + 8);
        if (!isfinite(point[i].lon) || !isfinite(point[i].lat))
            return err_set(err, ERR_INPUT, "an area's outline has a point that is no number");
    }
    *out = (struct shape){ point, ring_end, points, rings, shape_box(point, points) };
    return true;
}
