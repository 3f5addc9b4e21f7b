#include "web/map_picture.h"

#include <math.h>

#include "brief/words.h"

enum { BADGE = 17 };
#define KM_PER_DEGREE (PLACE_EARTH_KM * 3.14159265358979323846 / 180)

static const struct shot_area *outlines(const struct snapshot *s, enum shot_level level)
{
    return level == SHOT_SMALL ? s->small : s->ward;
}

bool map_has_outline(const struct snapshot *s, enum shot_level level)
{
    const struct shot_area *at = outlines(s, level);

    for (size_t i = 0; at && i < map_areas(s, level)->len; i++)
        if (at[i].path.len > 0)
            return true;
    return false;
}

void map_add_said(struct buf *b, const struct map_figures *f, const struct map_row *r)
{
    if (f->state == MAP_CANNOT_SAY || !r->count.known) {
        buf_add_text(b, f->state == MAP_CANNOT_SAY ? BRIEF_CANNOT_SAY : "not held");
        return;
    }
    buf_add_count(b, r->count.n);
    buf_add_text(b, ", ");
    brief_add_usual(b, r->usual);
    if (f->ask.show == MAP_RATE && r->rate.known) {
        buf_add_text(b, "; ");
        buf_add_real(b, r->rate.per_1000, 1);
        buf_add_text(b, " for each 1,000 ");
        buf_add(b, r->rate.denominator);
    } else if (f->ask.show == MAP_RATE) {
        buf_add_text(b, "; no rate: ");
        buf_add(b, r->rate.why_not);
    }
}

/* ---- paint ---- */

void map_add_patterns(struct buf *b)
{
    buf_add_text(b, "<svg class=\"map-patterns\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>"
                    "<pattern id=\"map-unknown\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\">"
                    "<path class=\"paper unknown\" d=\"M0 0h9v9H0z\"/></pattern>"
                    "<pattern id=\"map-usual\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\">"
                    "<path class=\"paper usual\" d=\"M0 0h9v9H0z\"/></pattern>"
                    "<pattern id=\"map-below\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\">"
                    "<path class=\"paper below\" d=\"M0 0h9v9H0z\"/>"
                    "<circle class=\"ink below\" cx=\"4.5\" cy=\"4.5\" r=\"1.5\"/></pattern>"
                    "<pattern id=\"map-above\" width=\"9\" height=\"9\" patternUnits=\"userSpaceOnUse\">"
                    "<path class=\"paper above\" d=\"M0 0h9v9H0z\"/>"
                    "<path class=\"ink above\" d=\"M-2 2L2-2M-2 11L11-2M7 11L11 7\"/></pattern>"
                    "</defs></svg>");
}

/* The attributes that paint an element; `more` is a class of its own, or "". */
static void add_paint(struct buf *b, enum map_look look, const char *more)
{
    buf_addf(b, " class=\"area%s%s", *more ? " " : "", more);
    if (look <= MAP_CLASS_5)
        buf_addf(b, " %s\"", map_look_word(look));
    else
        buf_addf(b, "%s\" fill=\"url(#map-%s)\"", look == MAP_NOT_KNOWN ? " not-known" : "",
                 map_look_word(look));
}

void map_add_key(struct buf *b, enum map_look look)
{
    buf_add_text(b, "<svg class=\"key\" viewBox=\"0 0 20 20\" aria-hidden=\"true\"><path");
    add_paint(b, look, "");
    buf_add_text(b, " d=\"M1 1h18v18H1z\"/></svg>");
}

/* ---- areas ---- */

static void add_area(struct buf *b, const struct map_drawing *d, const struct map_row *r)
{
    const struct shot_area *at = outlines(d->shot, d->figures->ask.level);
    struct buf said = { .arena = b->arena };

    if (at[r->area].path.len == 0)
        return;
    map_add_said(&said, d->figures, r);
    b->failed = b->failed || said.failed;
    buf_add_text(b, "<path");
    add_paint(b, r->look, "");
    buf_add_text(b, " fill-rule=\"evenodd\" d=\"");
    buf_add(b, at[r->area].path);
    buf_add_text(b, "\"><title>");
    buf_add_html(b, r->name);
    buf_add_text(b, ": ");
    buf_add_html(b, (struct str){ said.at, said.len });
    buf_add_text(b, "</title></path>");
}

/* The area pointed out is drawn once more over its neighbours, whose edges would cover its own. */
static void add_pointed_out(struct buf *b, const struct map_drawing *d)
{
    const struct shot_area *at = outlines(d->shot, d->figures->ask.level);
    int area = d->figures->ask.at;

    if (area == AREA_NONE || at[area].path.len == 0)
        return;
    buf_add_text(b, "<path class=\"pointed-out\" d=\"");
    buf_add(b, at[area].path);
    buf_add_text(b, "\"/>");
}

/* ---- alerts ---- */

struct spot {
    double x, y;
};

static double within(double x, double low, double high)
{
    return x < low ? low : x > high ? high : x;
}

/* A circle beyond the edge is shown at the edge: it must not vanish. */
static struct spot spot_of(const struct snapshot *s, struct lonlat p)
{
    double x = (p.lon - s->map_box.west) / (s->map_box.east - s->map_box.west) * s->map_wide;
    double y = (s->map_box.north - p.lat) / (s->map_box.north - s->map_box.south) * s->map_high;

    return (struct spot){ within(x, BADGE, s->map_wide - BADGE), within(y, BADGE, s->map_high - BADGE) };
}

/* Numbers that would hide each other stand side by side instead. */
static struct spot beside(struct spot s, const struct spot *taken, size_t n, double wide)
{
    for (size_t i = 0; i < n; i++)
        if (fabs(taken[i].x - s.x) < 2 * BADGE && fabs(taken[i].y - s.y) < 2 * BADGE) {
            s.x = taken[i].x + (taken[i].x > wide / 2 ? -1 : 1) * (2 * BADGE + 2);
            s.y = taken[i].y;
        }
    return s;
}

static void add_marks(struct buf *b, const struct map_drawing *d)
{
    const struct snapshot *shot = d->shot;
    double per_km = shot->map_high / ((shot->map_box.north - shot->map_box.south) * KM_PER_DEGREE);
    struct spot taken[MAP_MARKS_MAX];
    size_t n = 0;

    for (size_t i = 0; i < d->marks && i < MAP_MARKS_MAX; i++) {
        struct spot s = spot_of(shot, d->mark[i].at);

        if (d->mark[i].radius_km * per_km > BADGE) {
            buf_add_text(b, "<circle class=\"reach\" cx=\"");
            buf_add_real(b, s.x, 1);
            buf_add_text(b, "\" cy=\"");
            buf_add_real(b, s.y, 1);
            buf_add_text(b, "\" r=\"");
            buf_add_real(b, d->mark[i].radius_km * per_km, 1);
            buf_add_text(b, "\"/>");
        }
        s = beside(s, taken, n, shot->map_wide);
        taken[n++] = s;
        buf_addf(b, "<g transform=\"translate(%d %d)\"><title>", (int)lround(s.x), (int)lround(s.y));
        buf_add_html(b, d->mark[i].label);
        buf_addf(b, "</title><circle class=\"badge\" r=\"%d\"/><text class=\"number\" y=\"7\">%d</text></g>",
                 BADGE, d->mark[i].number);
    }
}

void map_add_picture(struct buf *b, const struct map_drawing *d)
{
    const struct map_figures *f = d->figures;

    if (!map_has_outline(d->shot, f->ask.level))
        return;
    buf_add_text(b, "<svg class=\"site-map__picture\" viewBox=\"-2 -2 ");
    buf_add_real(b, d->shot->map_wide + 4, 0);
    buf_add_byte(b, ' ');
    buf_add_real(b, d->shot->map_high + 4, 0);
    buf_add_text(b, "\" role=\"img\" aria-label=\"");
    buf_add_html(b, d->title);
    buf_add_text(b, "\">");
    for (size_t i = 0; i < f->rows; i++)
        add_area(b, d, &f->row[i]);
    add_pointed_out(b, d);
    add_marks(b, d);
    buf_add_text(b, "</svg>");
}
