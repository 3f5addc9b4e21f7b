#include "brief/map.h"
#include "brief/words.h"

#include <math.h>

enum { MARGIN = 12, BADGE = 30 };
#define KM_PER_DEGREE (PLACE_EARTH_KM * 3.14159265358979323846 / 180)

struct frame {
    double west, north;
    double per_lon, per_lat; /* units of the picture for a degree */
    int high;
};
struct spot {
    int x, y;
};

bool brief_has_map(const struct brief *b)
{
    for (size_t i = 0; i < b->areas; i++)
        if (b->area[i].shape.points > 2)
            return true;
    return false;
}

static struct box box_of_all(const struct brief *b)
{
    struct box all = { 1e9, 1e9, -1e9, -1e9 };

    for (size_t i = 0; i < b->areas; i++) {
        const struct shape *s = &b->area[i].shape;
        if (s->points < 3)
            continue;
        struct box box = shape_box(s->point, s->points);
        all.west = fmin(all.west, box.west);
        all.south = fmin(all.south, box.south);
        all.east = fmax(all.east, box.east);
        all.north = fmax(all.north, box.north);
    }
    return all;
}

static struct frame make_frame(const struct brief *b)
{
    struct box all = box_of_all(b);
    double squeeze = cos((all.south + all.north) / 2 * 3.14159265358979323846 / 180);
    double wide = fmax((all.east - all.west) * squeeze, 1e-6);
    double tall = fmax(all.north - all.south, 1e-6);
    double inner = BRIEF_MAP_WIDE - 2 * MARGIN;
    /* A tall and narrow district is held to a square picture. */
    double per_lat = inner / fmax(wide, tall);
    struct frame f = { .north = all.north, .per_lat = per_lat, .per_lon = per_lat * squeeze };

    f.west = all.west - (inner / per_lat - wide) / 2 / squeeze;
    f.high = (int)ceil(tall * per_lat) + 2 * MARGIN;
    return f;
}

static struct spot spot_of(const struct frame *f, struct lonlat p)
{
    return (struct spot){ MARGIN + (int)lround((p.lon - f->west) * f->per_lon),
                          MARGIN + (int)lround((f->north - p.lat) * f->per_lat) };
}

/* One ring as relative moves; a ring that shrank to fewer than three spots is left out. */
static void add_ring(struct buf *b, const struct frame *f, const struct lonlat *p, size_t n)
{
    struct spot at = spot_of(f, p[0]);
    size_t before = b->len, kept = 0;

    buf_addf(b, "M%d %d", at.x, at.y);
    for (size_t i = 1; i < n; i++) {
        struct spot next = spot_of(f, p[i]);
        if (next.x == at.x && next.y == at.y)
            continue;
        buf_addf(b, kept ? (next.x < at.x ? "%d" : " %d") : "l%d", next.x - at.x);
        buf_addf(b, next.y < at.y ? "%d" : " %d", next.y - at.y);
        at = next;
        kept++;
    }
    buf_add_byte(b, 'z');
    if (kept < 2)
        b->len = before < b->len ? before : b->len;
}

static void add_area(struct buf *b, const struct frame *f, const struct brief_area *area)
{
    const struct shape *s = &area->shape;
    uint32_t from = 0;

    buf_addf(b, "<path class=\"area\" fill=\"url(#map-%s)\" fill-rule=\"evenodd\" d=\"",
             brief_verdict_key(area->verdict));
    for (size_t r = 0; r < s->rings; r++) {
        if (s->ring_end[r] > from)
            add_ring(b, f, s->point + from, s->ring_end[r] - from);
        from = s->ring_end[r];
    }
    buf_add_text(b, "\"><title>");
    buf_add_html(b, area->name);
    buf_add_text(b, ": ");
    if (area->count.known) {
        buf_add_count(b, area->count.n);
        buf_add_text(b, ", ");
    }
    brief_add_usual(b, area->usual);
    buf_add_text(b, "</title></path>");
}

static void add_patterns(struct buf *b)
{
    buf_add_text(
        b, "<defs>"
           "<pattern id=\"map-unknown\" width=\"20\" height=\"20\" patternUnits=\"userSpaceOnUse\">"
           "<path class=\"paper unknown\" d=\"M0 0h20v20H0z\"/></pattern>"
           "<pattern id=\"map-usual\" width=\"20\" height=\"20\" patternUnits=\"userSpaceOnUse\">"
           "<path class=\"paper usual\" d=\"M0 0h20v20H0z\"/></pattern>"
           "<pattern id=\"map-below\" width=\"20\" height=\"20\" patternUnits=\"userSpaceOnUse\">"
           "<path class=\"paper below\" d=\"M0 0h20v20H0z\"/>"
           "<circle class=\"ink below\" cx=\"10\" cy=\"10\" r=\"3\"/></pattern>"
           "<pattern id=\"map-above\" width=\"20\" height=\"20\" patternUnits=\"userSpaceOnUse\">"
           "<path class=\"paper above\" d=\"M0 0h20v20H0z\"/>"
           "<path class=\"ink above\" d=\"M-5 5L5-5M-5 25L25-5M15 25L25 15\"/></pattern>"
           "</defs>");
}

static struct spot spot_of_thing(const struct frame *f, const struct brief *b,
                                 const struct brief_thing *t)
{
    struct lonlat at = t->has_circle ? t->centre : shape_middle(&b->area[t->area].shape);
    struct spot s = spot_of(f, at);

    /* A circle beyond the edge is shown at the edge: it must not vanish. */
    s.x = s.x < BADGE ? BADGE : s.x > BRIEF_MAP_WIDE - BADGE ? BRIEF_MAP_WIDE - BADGE : s.x;
    s.y = s.y < BADGE ? BADGE : s.y > f->high - BADGE ? f->high - BADGE : s.y;
    return s;
}

static bool is_on_map(const struct brief *b, const struct brief_thing *t)
{
    return t->has_circle || (t->has_area && b->area[t->area].shape.points > 2);
}

static void add_circle(struct buf *b, const struct frame *f, const struct brief_thing *t)
{
    double radius = t->radius_km / KM_PER_DEGREE * f->per_lat;
    struct spot s = spot_of(f, t->centre);

    if (radius >= BADGE)
        buf_addf(b, "<circle class=\"reach\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", s.x, s.y,
                 (int)lround(radius));
}

/* Numbers that would hide each other stand side by side instead. */
static void add_badges(struct buf *b, const struct frame *f, const struct brief *brief)
{
    struct spot taken[BRIEF_THINGS_MAX];
    size_t have = 0;

    for (size_t i = 0; i < brief->things; i++) {
        const struct brief_thing *t = &brief->thing[i];
        if (!is_on_map(brief, t))
            continue;
        struct spot s = spot_of_thing(f, brief, t);
        for (size_t k = 0; k < have; k++)
            if (abs(taken[k].x - s.x) < 2 * BADGE && abs(taken[k].y - s.y) < 2 * BADGE) {
                bool left = taken[k].x > BRIEF_MAP_WIDE / 2;
                s.x = taken[k].x + (left ? -2 * BADGE - 4 : 2 * BADGE + 4);
            }
        taken[have++] = s;
        buf_addf(b, "<circle class=\"badge\" cx=\"%d\" cy=\"%d\" r=\"%d\"/>", s.x, s.y, BADGE);
        buf_addf(b, "<text class=\"number\" x=\"%d\" y=\"%d\">%zu</text>", s.x, s.y + 13, i + 1);
    }
}

void brief_add_map(struct buf *out, const struct brief *b)
{
    if (!brief_has_map(b))
        return;
    struct frame f = make_frame(b);

    buf_addf(out, "<svg class=\"map\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
             BRIEF_MAP_WIDE, f.high);
    buf_addf(out, "Map of %zu areas shaded against their usual range, %zu numbered\">", b->areas,
             b->things);
    add_patterns(out);
    for (size_t i = 0; i < b->areas; i++)
        if (b->area[i].shape.points > 2)
            add_area(out, &f, &b->area[i]);
    for (size_t i = 0; i < b->things; i++)
        if (b->thing[i].has_circle)
            add_circle(out, &f, &b->thing[i]);
    add_badges(out, &f, b);
    buf_add_text(out, "</svg>");
}
