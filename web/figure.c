#include "web/figure.h"

#include "brief/spark.h"

struct figure_count figure_count(struct brief_count c)
{
    return (struct figure_count){ c.known, { c.known ? c.n : 0 } };
}

static bool rate_words(const struct brief_row *r, struct arena *a, struct figure_row *out,
                       struct err *err)
{
    struct buf b = { .arena = a };

    out->has_rate = r->rate.known;
    out->rate = (struct shown){ r->rate.per_1000, 1 };
    if (!r->rate.known)
        buf_add(&b, r->rate.why_not.len ? r->rate.why_not : STR("not held"));
    else
        buf_add(&b, r->rate.denominator);
    if (r->rate.known && r->rate.months != r->months_held)
        buf_addf(&b, r->rate.months == 1 ? ", %d month" : ", %d months", r->rate.months);
    return buf_done(&b, "a rate", &out->rate_of, err);
}

bool figure_row(const struct brief_row *r, struct arena *a, struct figure_row *out, struct err *err)
{
    struct figure_row v = { .name = r->priority,
                            .week = r->period.kind == BRIEF_WEEK,
                            .verdict = r->verdict };
    struct buf spark = { .arena = a }, day = { .arena = a }, rank = { .arena = a };

    v.count = figure_count(r->count);
    v.year_ago = figure_count(r->year_ago);
    v.twelve = figure_count(r->twelve);
    v.low = figure_count((struct brief_count){ r->usual.known, r->usual.low });
    v.high = figure_count((struct brief_count){ r->usual.known, r->usual.high });
    v.months_held = r->months_held;
    v.twelve_short = r->months_held < 12;
    brief_add_spark(&spark, &r->series, r->usual, r->verdict);
    buf_add_date_short(&day, r->complete_to);
    if (r->rank.known)
        buf_addf(&rank, "%d of %d", r->rank.rank, r->rank.of);
    if (!rate_words(r, a, &v, err) || !buf_done(&spark, "a picture", &v.spark.text, err) ||
        !buf_done(&day, "a day", &v.complete_to, err) || !buf_done(&rank, "a rank", &v.rank, err))
        return false;
    *out = v;
    return true;
}
