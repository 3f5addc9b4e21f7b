#include "web/chart.h"

#include <math.h>

enum {
    NAME_ROOM = 20
}; /* bytes of a name that fit beside a line's end; the legend says every name */

struct place { /* of one picture, in its own units */
    int wide, high;
    double left, right, above, below; /* the figure's own edges */
    double x_step, y_unit;
    double top;
    size_t from; /* the first month shown */
    enum chart_size size;
};

double chart_top(const struct chart *c)
{
    double top = 0;

    for (size_t i = 0; i < c->months; i++) {
        const struct chart_month *m = &c->month[i];
        top = m->known ? fmax(top, m->y) : top;
        top = m->has_usual ? fmax(top, m->high) : top;
        top = c->other && c->other[i].known ? fmax(top, c->other[i].y) : top;
    }
    return top;
}

double chart_step(double top, int most, bool whole_numbers)
{
    static const double NICE[] = { 1, 2, 5 };
    double power = top > 0 ? pow(10, floor(log10(top / most)) - 1) : 1;

    if (whole_numbers && power < 1)
        power = 1;
    for (; top > 0; power *= 10)
        for (size_t i = 0; i < COUNT_OF(NICE); i++)
            if (top / (NICE[i] * power) <= most + 1e-9)
                return NICE[i] * power;
    return power;
}

static struct place place_of(const struct chart *c, enum chart_size size)
{
    static const struct place OF[] = {
        [CHART_WIDE] = { .wide = 760,
                         .high = 300,
                         .left = 44,
                         .right = 700,
                         .above = 26,
                         .below = 252 },
        [CHART_NARROW] = { .wide = 340,
                           .high = 270,
                           .left = 34,
                           .right = 296,
                           .above = 26,
                           .below = 222 },
        [CHART_SMALL] = { .wide = 260,
                          .high = 84,
                          .left = 6,
                          .right = 214,
                          .above = 12,
                          .below = 66 },
    };
    struct place p = OF[size];
    size_t shown = c->months;

    if (size == CHART_NARROW && shown > CHART_NARROW_MONTHS)
        shown = CHART_NARROW_MONTHS;
    if (c->other && size == CHART_WIDE)
        p.right = 570;
    p.size = size;
    p.from = c->months - shown;
    p.x_step = (p.right - p.left) / (double)shown;
    p.top = fmax(c->top, chart_top(c));
    if (size != CHART_SMALL) {
        double step = chart_step(p.top, 5, c->decimals == 0);
        p.top = step * ceil(p.top / step - 1e-9);
    }
    p.top = p.top > 0 ? p.top : 1;
    p.y_unit = (p.below - p.above) / p.top;
    return p;
}

static double x_of(const struct place *p, size_t month)
{
    return p->left + p->x_step * ((double)(month - p->from) + .5);
}

static double y_of(const struct place *p, double y)
{
    return p->below - y * p->y_unit;
}

static struct month month_at(const struct chart *c, size_t i)
{
    return (struct month){ c->first.n + (int32_t)i };
}

/* ---- small pieces ---- */

static void add_line(struct buf *b, const char *class_name, double x1, double y1, double x2,
                     double y2)
{
    buf_addf(b, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", class_name,
             x1, y1, x2, y2);
}

static void open_text(struct buf *b, const char *class_name, double x, double y)
{
    buf_addf(b, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class_name, x, y);
}

static void add_words(struct buf *b, const char *class_name, double x, double y, const char *words)
{
    open_text(b, class_name, x, y);
    buf_add_text(b, words);
    buf_add_text(b, "</text>");
}

static void add_figure(struct buf *b, double y, int decimals)
{
    if (decimals > 0)
        buf_add_real(b, y, decimals);
    else
        buf_add_count(b, (int64_t)llround(y));
}

/* ---- what every picture says in words ---- */

static void add_month_words(struct buf *b, const struct chart *c, const struct chart_month *m)
{
    if (!m->known) {
        buf_add_text(b, "not held");
        return;
    }
    add_figure(b, m->y, c->decimals);
    if (m->verdict == BRIEF_ABOVE || m->verdict == BRIEF_BELOW)
        buf_add_text(b, m->verdict == BRIEF_ABOVE ? " (above usual)" : " (below usual)");
    if (m->doubtful)
        buf_add_text(b, " (feed doubtful)");
}

static void add_said(struct buf *b, const struct chart *c, const struct place *p)
{
    for (size_t i = p->from; i < c->months; i++) {
        buf_add_text(b, i > p->from ? "; " : "");
        buf_add_month_short(b, month_at(c, i));
        buf_add_byte(b, ' ');
        add_month_words(b, c, &c->month[i]);
        if (!c->other)
            continue;
        buf_add_text(b, " and ");
        add_month_words(b, c, &c->other[i]);
    }
}

static void open_svg(struct buf *b, const struct chart *c, const struct place *p)
{
    static const char *const CLASS[] = { "site-chart site-figure__wide",
                                         "site-chart site-figure__narrow",
                                         "site-chart site-chart--small" };
    static const char *const TAIL[] = { "wide", "narrow", "small" };

    buf_addf(b, "<svg class=\"%s\" viewBox=\"0 0 %d %d\" role=\"img\" ", CLASS[p->size], p->wide,
             p->high);
    buf_addf(b, "aria-labelledby=\"%s-%s-t %s-%s-d\">", c->id, TAIL[p->size], c->id, TAIL[p->size]);
    buf_addf(b, "<title id=\"%s-%s-t\">", c->id, TAIL[p->size]);
    buf_add_html(b, c->title);
    buf_addf(b, "</title><desc id=\"%s-%s-d\">", c->id, TAIL[p->size]);
    add_said(b, c, p);
    buf_add_text(b, "</desc>");
}

/* ---- axes ---- */

static void add_heights(struct buf *b, const struct chart *c, const struct place *p)
{
    double step = chart_step(p->top, 5, c->decimals == 0);

    for (int i = 0; i * step <= p->top + step / 2; i++) {
        double y = i * step;

        add_line(b, y > 0 ? "grid" : "axis", p->left, y_of(p, y), p->right, y_of(p, y));
        open_text(b, "soft end", p->left - 7, y_of(p, y) + 4.5);
        if (c->decimals > 0)
            buf_add_real(b, y, step < 1 ? 1 : 0);
        else
            buf_add_count(b, (int64_t)llround(y));
        buf_add_text(b, "</text>");
    }
    open_text(b, "soft", 0, 12);
    buf_add_html(b, c->unit);
    buf_add_text(b, "</text>");
}

static void add_months(struct buf *b, const struct chart *c, const struct place *p)
{
    size_t shown = c->months - p->from, every = p->x_step >= 34 ? 1 : p->x_step >= 11 ? 3 : 12;

    for (size_t i = p->from; i < c->months; i++) {
        struct month m = month_at(c, i);
        size_t back = c->months - 1 - i;
        bool named = every == 1 || back % every == 0, year = month_of_year(m) == 1 || i == p->from;

        if (year && (month_of_year(m) == 1 || shown - (i - p->from) > 2)) {
            add_line(b, "axis", x_of(p, i) - p->x_step / 2, p->below, x_of(p, i) - p->x_step / 2,
                     p->below + 6);
            open_text(b, "soft strong", x_of(p, i) - p->x_step / 2 + 2, p->below + 38);
            buf_addf(b, "%d</text>", month_year(m));
        }
        if (!named)
            continue;
        open_text(b, back == 0 ? "strong middle" : "soft middle", x_of(p, i), p->below + 19);
        buf_add(b, (struct str){ month_word(month_of_year(m)), 3 });
        buf_add_text(b, "</text>");
    }
}

/* ---- figures ---- */

static void add_band(struct buf *b, const struct chart *c, const struct place *p)
{
    for (size_t i = p->from; i < c->months; i++) {
        const struct chart_month *m = &c->month[i];
        double high = y_of(p, m->high), tall = y_of(p, m->low) - high;

        if (m->has_usual)
            buf_addf(b,
                     "<rect class=\"band\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                     x_of(p, i) - p->x_step / 2, high, p->x_step + .3, fmax(tall, 2));
    }
}

static void add_path(struct buf *b, const char *class_name, const struct chart *c,
                     const struct chart_month *of, const struct place *p)
{
    bool drawing = false;

    buf_addf(b, "<path class=\"%s\" d=\"", class_name);
    for (size_t i = p->from; i < c->months; i++) {
        if (of[i].known)
            buf_addf(b, "%c%.1f %.1f", drawing ? 'L' : 'M', x_of(p, i), y_of(p, of[i].y));
        drawing = of[i].known;
    }
    buf_add_text(b, "\"/>");
}

static void add_mark(struct buf *b, const struct chart_month *m, double x, double y, double r)
{
    if (m->doubtful)
        buf_addf(b, "<circle class=\"dot hollow\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, r);
    else if (m->verdict == BRIEF_ABOVE)
        buf_addf(b, "<path class=\"dot above\" d=\"M%.1f %.1fl%.1f %.1fh%.1fz\"/>", x, y - r * 1.6,
                 r * 1.6, r * 2.8, r * -3.2);
    else if (m->verdict == BRIEF_BELOW)
        buf_addf(b, "<path class=\"dot below\" d=\"M%.1f %.1fl%.1f %.1fh%.1fz\"/>", x, y + r * 1.6,
                 r * 1.6, r * -2.8, r * -3.2);
    else
        buf_addf(b, "<circle class=\"dot\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", x, y, r);
}

static void add_marks(struct buf *b, const struct chart *c, const struct place *p)
{
    for (size_t i = p->from; i < c->months; i++) {
        const struct chart_month *m = &c->month[i];
        bool last = i + 1 == c->months;
        bool alone = (i == p->from || !c->month[i - 1].known) && (last || !c->month[i + 1].known);
        bool marked = m->doubtful || m->verdict == BRIEF_ABOVE || m->verdict == BRIEF_BELOW;

        if (!m->known)
            continue;
        if (p->size != CHART_SMALL && (marked || p->x_step >= 14))
            add_mark(b, m, x_of(p, i), y_of(p, m->y), last ? 4.5 : 3.5);
        else if (last || alone)
            add_mark(b, m, x_of(p, i), y_of(p, m->y), 3.5);
    }
}

/* Months nobody sent: a gap that says what it is, once for each run of them that has room for the
 * words. */
static void add_gaps(struct buf *b, const struct chart *c, const struct place *p)
{
    for (size_t i = p->from, run = 0; i < c->months; i++) {
        run = c->month[i].known ? 0 : run + 1;
        if (run == 0 || (i + 1 < c->months && !c->month[i + 1].known))
            continue;
        double middle = (x_of(p, i) + x_of(p, i + 1 - run)) / 2;
        if ((double)run * p->x_step >= 56)
            add_words(b, "soft middle", middle, (p->above + p->below) / 2, "not held");
        else
            add_words(b, "soft middle", middle, p->below - 6, "?");
    }
}

static void add_alerts(struct buf *b, const struct chart *c, const struct place *p)
{
    bool said = false;

    for (size_t i = p->from; i < c->months; i++) {
        if (!c->month[i].alert)
            continue;
        add_line(b, "note", x_of(p, i), p->above - 4, x_of(p, i), p->below);
        if (!said)
            add_words(b, x_of(p, i) > p->right - 40 ? "soft end" : "soft middle", x_of(p, i),
                      p->above - 8, "alert");
        said = true;
    }
}

static void add_end(struct buf *b, const struct chart *c, const struct place *p,
                    const struct chart_month *of, struct str name, double lift)
{
    const struct chart_month *m = &of[c->months - 1];

    if (!m->known)
        return;
    open_text(b, "strong", x_of(p, c->months - 1) + 10, y_of(p, m->y) + 4.5 + lift);
    add_figure(b, m->y, c->decimals);
    if (name.len && p->size == CHART_WIDE) {
        buf_add_byte(b, ' ');
        buf_add_html(b, name);
    }
    buf_add_text(b, "</text>");
}

/* Two ends that would write over each other are moved apart. */
static void add_ends(struct buf *b, const struct chart *c, const struct place *p)
{
    double y = c->month[c->months - 1].y, z = c->other ? c->other[c->months - 1].y : 0, lift = 0;
    double apart = fabs(y - z) * p->y_unit;

    if (c->other && c->other[c->months - 1].known && apart < 18)
        lift = (18 - apart) / 2 * (y >= z ? -1 : 1);
    bool named = c->other && c->name.len <= NAME_ROOM && c->other_name.len <= NAME_ROOM;
    add_end(b, c, p, c->month, named ? c->name : (struct str){ 0 }, lift);
    if (c->other)
        add_end(b, c, p, c->other, named ? c->other_name : (struct str){ 0 }, -lift);
}

void chart_add(struct buf *b, const struct chart *c, enum chart_size size)
{
    struct place p;

    if (c->months == 0)
        return;
    p = place_of(c, size);
    open_svg(b, c, &p);
    add_band(b, c, &p);
    if (size == CHART_SMALL) {
        add_line(b, "axis", p.left, p.below, p.right, p.below);
    } else {
        add_heights(b, c, &p);
        add_months(b, c, &p);
        add_gaps(b, c, &p);
        add_alerts(b, c, &p);
    }
    if (c->other)
        add_path(b, "other", c, c->other, &p);
    add_path(b, "line", c, c->month, &p);
    add_marks(b, c, &p);
    add_ends(b, c, &p);
    buf_add_text(b, "</svg>");
}
