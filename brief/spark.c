#include "brief/spark.h"
#include "brief/words.h"

enum { MARGIN = 4 };

struct scale {
    double x_step, y_unit;
};

static struct scale make_scale(const struct brief_series *s, struct brief_usual usual)
{
    int64_t top = usual.known ? usual.high : 0;
    struct scale scale = { 0 };

    for (size_t i = 0; i < s->periods; i++)
        top = s->count[i] > top ? s->count[i] : top;
    scale.y_unit = (double)(BRIEF_SPARK_HIGH - 2 * MARGIN) / (double)(top > 0 ? top : 1);
    if (s->periods > 1)
        scale.x_step = (double)(BRIEF_SPARK_WIDE - 2 * MARGIN) / (double)(s->periods - 1);
    return scale;
}

static double x_of(const struct scale *c, const struct brief_series *s, size_t i)
{
    /* One period alone stands where the last one always stands. */
    return s->periods == 1 ? BRIEF_SPARK_WIDE - MARGIN : MARGIN + c->x_step * (double)i;
}

static double y_of(const struct scale *c, int64_t n)
{
    return BRIEF_SPARK_HIGH - MARGIN - c->y_unit * (double)n;
}

static void add_point(struct buf *b, double x, double y)
{
    buf_add_real(b, x, 1);
    buf_add_byte(b, ' ');
    buf_add_real(b, y, 1);
}

static void add_band(struct buf *b, const struct scale *c, struct brief_usual usual)
{
    if (!usual.known)
        return;
    double above = y_of(c, usual.high), below = y_of(c, usual.low);
    double tall = below - above < 1.5 ? 1.5 : below - above;

    buf_addf(b, "<rect class=\"band\" x=\"0\" width=\"%d\" y=\"", BRIEF_SPARK_WIDE);
    buf_add_real(b, above, 1);
    buf_add_text(b, "\" height=\"");
    buf_add_real(b, tall, 1);
    buf_add_text(b, "\"/>");
}

static void add_line(struct buf *b, const struct scale *c, const struct brief_series *s)
{
    bool drawing = false;

    buf_add_text(b, "<path class=\"line\" d=\"");
    for (size_t i = 0; i < s->periods; i++) {
        if (s->count[i] >= 0) {
            buf_add_byte(b, drawing ? 'L' : 'M');
            add_point(b, x_of(c, s, i), y_of(c, s->count[i]));
        }
        drawing = s->count[i] >= 0;
    }
    buf_add_text(b, "\"/>");
}

static void add_dot(struct buf *b, const char *what, double x, double y, const char *radius)
{
    buf_add_text(b, "<circle class=\"");
    buf_add_text(b, what);
    buf_add_text(b, "\" cx=\"");
    buf_add_real(b, x, 1);
    buf_add_text(b, "\" cy=\"");
    buf_add_real(b, y, 1);
    buf_add_text(b, "\" r=\"");
    buf_add_text(b, radius);
    buf_add_text(b, "\"/>");
}

static void add_dots(struct buf *b, const struct scale *c, const struct brief_series *s,
                     enum brief_verdict verdict)
{
    for (size_t i = 0; i < s->periods; i++) {
        bool alone = s->count[i] >= 0 && (i == 0 || s->count[i - 1] < 0) &&
                     (i + 1 == s->periods || s->count[i + 1] < 0);
        double y = y_of(c, s->count[i]);

        if (s->count[i] < 0)
            continue;
        if (i + 1 == s->periods)
            add_dot(b, brief_verdict_key(verdict), x_of(c, s, i), y, "3.5");
        else if (s->doubtful && s->doubtful[i])
            add_dot(b, "hollow", x_of(c, s, i), y, "2.5");
        else if (alone)
            add_dot(b, "alone", x_of(c, s, i), y, "1.5");
    }
}

void brief_add_spark(struct buf *b, const struct brief_series *s, struct brief_usual usual,
                     enum brief_verdict verdict)
{
    if (s->periods == 0)
        return;
    struct scale c = make_scale(s, usual);

    buf_addf(b, "<svg class=\"spark\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"",
             BRIEF_SPARK_WIDE, BRIEF_SPARK_HIGH);
    brief_add_series(b, s);
    buf_add_text(b, "\">");
    add_band(b, &c, usual);
    add_line(b, &c, s);
    add_dots(b, &c, s, verdict);
    buf_add_text(b, "</svg>");
}
