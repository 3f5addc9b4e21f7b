#include "cmd/link_chart.h"

enum { WIDE = 360, ROW = 27, LABEL_MOST = 54, ZERO = LINK_BARS / 2 }; /* ZERO: the bar from weight 0 */

static void add_number(struct buf *b, const char *name, double x)
{
    buf_add_byte(b, ' ');
    buf_add_text(b, name);
    buf_add_text(b, "=\"");
    buf_add_real(b, x, 1);
    buf_add_byte(b, '"');
}

static void open_chart(struct buf *b, double high, struct str says)
{
    buf_addf(b, "<svg class=\"chart\" viewBox=\"0 0 %d ", WIDE);
    buf_add_real(b, high, 0);
    buf_add_text(b, "\" role=\"img\" aria-label=\"");
    buf_add_html(b, says);
    buf_add_text(b, "\">\n");
}

static void close_chart(struct buf *b)
{
    buf_add_text(b, "</svg>\n");
}

static void add_box(struct buf *b, const char *class, double x, double y, double wide, double high)
{
    buf_addf(b, "<rect class=\"%s\"", class);
    add_number(b, "x", x);
    add_number(b, "y", y);
    add_number(b, "width", wide);
    add_number(b, "height", high);
    buf_add_text(b, "/>");
}

static void add_line(struct buf *b, const char *class, double x1, double y1, double x2, double y2)
{
    buf_addf(b, "<line class=\"%s\"", class);
    add_number(b, "x1", x1);
    add_number(b, "y1", y1);
    add_number(b, "x2", x2);
    add_number(b, "y2", y2);
    buf_add_text(b, "/>");
}

/* anchor: "start", "middle", "end" */
static void open_text(struct buf *b, const char *anchor, double x, double y)
{
    buf_addf(b, "<text text-anchor=\"%s\"", anchor);
    add_number(b, "x", x);
    add_number(b, "y", y);
    buf_add_byte(b, '>');
}

static void add_text(struct buf *b, const char *anchor, double x, double y, struct str s)
{
    open_text(b, anchor, x, y);
    buf_add_html(b, s);
    buf_add_text(b, "</text>");
}

/* A label too long for the chart is cut between letters; the table has it whole. */
static void add_label(struct buf *b, double x, double y, struct str s, size_t most)
{
    size_t len = s.len;

    if (len > most) {
        len = most;
        while (len > 0 && ((unsigned char)s.at[len] & 0xc0) == 0x80)
            len--;
    }
    open_text(b, "start", x, y);
    buf_add_html(b, (struct str){ s.at, len });
    if (len < s.len)
        buf_add_text(b, "…");
    buf_add_text(b, "</text>");
}

void chart_bars(struct buf *b, const char *says, const struct chart_row *row, size_t rows)
{
    open_chart(b, (double)(rows * ROW + 4), str_of(says));
    for (size_t i = 0; i < rows; i++) {
        double y = (double)(i * ROW);
        add_label(b, 0, y + 11, row[i].label, 36);
        add_text(b, "end", WIDE, y + 11, row[i].note);
        add_box(b, "rest", 0, y + 15, WIDE, 7);
        add_box(b, "part", 0, y + 15, row[i].value * WIDE, 7);
    }
    close_chart(b);
}

void chart_weights(struct buf *b, struct str says, const struct chart_row *row, size_t rows, double most)
{
    double middle = WIDE / 2., unit = most > 0 ? middle / most : 0;

    open_chart(b, (double)(rows * ROW + 4), says);
    for (size_t i = 0; i < rows; i++) {
        double y = (double)(i * ROW), wide = fabs(row[i].value) * unit;
        add_label(b, 0, y + 11, row[i].label, LABEL_MOST - row[i].note.len);
        add_text(b, "end", WIDE, y + 11, row[i].note);
        add_box(b, row[i].value >= 0 ? "for" : "against", row[i].value >= 0 ? middle : middle - wide, y + 15,
                wide, 7);
    }
    for (size_t i = 0; i < rows; i++)
        add_line(b, "axis", middle, (double)(i * ROW + 13), middle, (double)(i * ROW + 24));
    close_chart(b);
}

/* ---- the histogram ---- */

struct histogram {
    double left, right, top, floor, step, unit;
    int first, last; /* bars that are shown */
};

static double scaled(double n)
{
    return log10(n + 1);
}

static struct histogram open_histogram(const uint64_t *pairs)
{
    struct histogram h = { .left = 44, .right = WIDE - 8, .top = 14, .floor = 168, .first = LINK_BARS,
                           .last = -1 };
    uint64_t most = 1;

    for (int i = 0; i < (int)LINK_BARS; i++) {
        if (pairs[i] == 0)
            continue;
        h.first = i < h.first ? i : h.first;
        h.last = i;
        most = pairs[i] > most ? pairs[i] : most;
    }
    if (h.last < 0)
        h.first = h.last = ZERO;
    h.step = (h.right - h.left) / (double)(h.last - h.first + 1);
    h.unit = (h.floor - h.top) / scaled((double)most);
    return h;
}

static void add_scale(struct buf *b, const struct histogram *h)
{
    for (int64_t n = 1; scaled((double)n) * h->unit <= h->floor - h->top && n < INT64_MAX / 10; n *= 10) {
        double y = h->floor - scaled((double)n) * h->unit;
        add_line(b, "grid", h->left, y, h->right, y);
        open_text(b, "end", h->left - 4, y + 3.5);
        if (n >= 1000000)
            buf_addf(b, "%lld M", (long long)(n / 1000000));
        else
            buf_add_count(b, n);
        buf_add_text(b, "</text>\n");
    }
    for (int i = h->first; i <= h->last + 1; i++) {
        int weight = i - ZERO;
        if (weight % (h->last - h->first > 24 ? 10 : 5) != 0)
            continue;
        open_text(b, "middle", h->left + (double)(i - h->first) * h->step, h->floor + 13);
        buf_addf(b, "%s%d</text>\n", weight > 0 ? "+" : weight < 0 ? "−" : "", abs(weight));
    }
}

void chart_histogram(struct buf *b, const char *says, const uint64_t *pairs, const double *dark,
                     double threshold)
{
    struct histogram h = open_histogram(pairs);
    double at = h.left + (threshold + ZERO - h.first) * h.step;

    open_chart(b, 200, str_of(says));
    add_scale(b, &h);
    for (int i = h.first; i <= h.last; i++) {
        double x = h.left + (double)(i - h.first) * h.step, wide = h.step > 2 ? h.step - .6 : h.step;
        double high = scaled((double)pairs[i]) * h.unit, deep = scaled(dark[i]) * h.unit;
        if (pairs[i] > 0)
            add_box(b, "pale", x, h.floor - high, wide, high);
        if (dark[i] > 0)
            add_box(b, "dark", x, h.floor - deep, wide, deep);
    }
    buf_add_byte(b, '\n');
    add_line(b, "axis", h.left, h.floor, h.right, h.floor);
    if (at >= h.left && at <= h.right)
        add_line(b, "limit", at, h.top - 8, at, h.floor);
    add_text(b, "end", h.right, 196, STR("match weight"));
    add_text(b, "start", 0, 8, STR("pairs"));
    close_chart(b);
}

/* ---- calibration ---- */

void chart_calibration(struct buf *b, const char *says, const struct chart_point *point, size_t points)
{
    static const double left = 44, top = 12, side = 220;

    open_chart(b, 270, str_of(says));
    for (int i = 0; i <= 4; i++) {
        double at = side * i / 4;
        add_line(b, "grid", left, top + at, left + side, top + at);
        open_text(b, "end", left - 4, top + side - at + 3.5);
        buf_addf(b, "%d %%</text>", i * 25);
        open_text(b, "middle", left + at, top + side + 13);
        buf_addf(b, "%d %%</text>\n", i * 25);
    }
    add_line(b, "even", left, top + side, left + side, top);
    for (size_t i = 0; i < points; i++) {
        double x = left + point[i].predicted * side;
        add_line(b, "span", x, top + side * (1 - point[i].low), x, top + side * (1 - point[i].high));
        buf_add_text(b, "<circle class=\"dark\" r=\"3.5\"");
        add_number(b, "cx", x);
        add_number(b, "cy", top + side * (1 - point[i].seen));
        buf_add_text(b, "/>\n");
    }
    add_text(b, "end", left + side, top + side + 27, STR("predicted"));
    add_text(b, "start", 0, 8, STR("true"));
    close_chart(b);
}
