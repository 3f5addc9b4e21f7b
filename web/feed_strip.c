#include "web/feed_strip.h"

enum { LEFT = 40, STEP = 17, LINE = 22, HEAD = 20, WIDE = LEFT + 12 * STEP };

static bool is_odd(const struct tally *t, size_t feed, size_t month)
{
    for (size_t i = 0; i < t->streams; i++)
        if (t->stream[i].feed == feed && t->stream[i].odd[month])
            return true;
    return false;
}

bool feed_span(const struct tally *t, size_t feed, size_t *first, size_t *last)
{
    const bool *held = t->feed[feed].held;
    bool any = false;

    for (size_t m = 0; m < t->months; m++) {
        if (!held[m])
            continue;
        if (!any)
            *first = m;
        *last = m;
        any = true;
    }
    return any;
}

enum feed_state feed_state(const struct tally *t, size_t feed, size_t month)
{
    size_t first = 0, last = 0;

    if (!feed_span(t, feed, &first, &last) || month < first || month > last)
        return FEED_OUTSIDE;
    if (!t->feed[feed].held[month])
        return FEED_ABSENT;
    return is_odd(t, feed, month) ? FEED_ODD : FEED_HELD;
}

static void add_dot(struct buf *b, enum feed_state state, int x, int y)
{
    switch (state) {
    case FEED_HELD: buf_addf(b, "<circle class=\"dot\" cx=\"%d\" cy=\"%d\" r=\"6\"/>", x, y); break;
    case FEED_ODD:
        buf_addf(b,
                 "<circle class=\"dot hollow\" cx=\"%d\" cy=\"%d\" r=\"6\"/>"
                 "<circle class=\"dot above\" cx=\"%d\" cy=\"%d\" r=\"3.5\"/>",
                 x, y, x, y);
        break;
    case FEED_ABSENT:
        buf_addf(b, "<path class=\"axis\" d=\"M%d %dl8 8m0 -8l-8 8\"/>", x - 4, y - 4);
        break;
    case FEED_OUTSIDE: break;
    }
}

static void add_heads(struct buf *b)
{
    for (int m = 1; m <= 12; m++)
        buf_addf(b, "<text class=\"soft middle\" x=\"%d\" y=\"12\">%c</text>",
                 LEFT + (m - 1) * STEP + STEP / 2, month_word(m)[0]);
}

static void add_year(struct buf *b, const struct tally *t, size_t feed, int year, int y)
{
    buf_addf(b, "<text x=\"0\" y=\"%d\">%d</text>", y + 5, year);
    for (int m = 1; m <= 12; m++) {
        struct month month;
        if (month_make(year, m, &month) && month.n >= t->first.n &&
            (size_t)(month.n - t->first.n) < t->months)
            add_dot(b, feed_state(t, feed, (size_t)(month.n - t->first.n)),
                    LEFT + (m - 1) * STEP + STEP / 2, y);
    }
}

static void add_words(struct buf *b, const struct tally *t, size_t feed, size_t first, size_t last,
                      struct str label)
{
    int n[FEED_OUTSIDE + 1] = { 0 };

    for (size_t m = first; m <= last; m++)
        n[feed_state(t, feed, m)]++;
    buf_add_text(b, "<title>");
    buf_add_html(b, label);
    buf_add_text(b, ", ");
    buf_add_month_words(b, (struct month){ t->first.n + (int32_t)first });
    buf_add_text(b, " to ");
    buf_add_month_words(b, (struct month){ t->first.n + (int32_t)last });
    buf_addf(
        b, ": %d months as they should be, %d odd, %d missing. The table below says which.</title>",
        n[FEED_HELD], n[FEED_ODD], n[FEED_ABSENT]);
}

void feed_strip(struct buf *b, const struct tally *t, size_t feed, struct str label)
{
    size_t first = 0, last = 0;

    if (!feed_span(t, feed, &first, &last))
        return;
    int from = month_year((struct month){ t->first.n + (int32_t)first });
    int to = month_year((struct month){ t->first.n + (int32_t)last }),
        high = HEAD + (to - from + 1) * LINE;
    buf_addf(
        b,
        "<svg class=\"site-chart\" role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">",
        WIDE, high, WIDE, high);
    add_words(b, t, feed, first, last, label);
    add_heads(b);
    for (int year = from; year <= to; year++)
        add_year(b, t, feed, year, HEAD + (year - from) * LINE + LINE / 2);
    buf_add_text(b, "</svg>");
}
