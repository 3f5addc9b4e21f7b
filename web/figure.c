#include "web/figure.h"

#include "brief/spark.h"

enum { FIGURE_MONTHS = 24 }; /* of a sparkline */

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
                            .to = r->complete_to,
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

bool figure_last_month(const struct snapshot *s, struct shot_what what, size_t *month)
{
    for (size_t m = s->tally.months; m > 0; m--)
        if (snapshot_held(s, what, m - 1)) {
            *month = m - 1;
            return true;
        }
    return false;
}

static bool series_of(const struct snapshot *s, struct shot_what what, struct figure_area area,
                      size_t month, struct arena *a, struct brief_series *out, struct err *err)
{
    size_t from = month >= FIGURE_MONTHS ? month + 1 - FIGURE_MONTHS : 0;
    int64_t *count = arena_new(a, int64_t, FIGURE_MONTHS);
    bool *doubtful = arena_new(a, bool, FIGURE_MONTHS);
    struct month first, last = { s->tally.first.n + (int32_t)month };

    if (!count || !doubtful)
        return err_memory(err, "a series");
    while (from < month && !snapshot_held(s, what, from))
        from++;
    for (size_t m = from; m <= month; m++) {
        struct shot_count n = snapshot_count(s, what, area.level, area.index, m);

        count[m - from] = n.known ? n.n : -1;
        doubtful[m - from] = n.known && !snapshot_sound(s, what, m);
    }
    first.n = s->tally.first.n + (int32_t)from;
    *out = (struct brief_series){ count,
                                  doubtful,
                                  month - from + 1,
                                  { BRIEF_MONTH, month_first(first), month_last(first) },
                                  { BRIEF_MONTH, month_first(last), month_last(last) } };
    return true;
}

bool figure_brief_row(const struct snapshot *s, struct shot_what what, struct figure_area area,
                      size_t month, struct arena *a, struct brief_row *out, struct err *err)
{
    struct comparison c = snapshot_compare(s, what, area.level, area.index, month);
    struct shot_count n = snapshot_count(s, what, area.level, area.index, month);
    struct month m = { s->tally.first.n + (int32_t)month };
    struct brief_row row = { .level = area.level == SHOT_WHOLE ? BRIEF_WHOLE : BRIEF_AREA,
                             .period = { BRIEF_MONTH, month_first(m), month_last(m) },
                             .complete_to = month_last(m),
                             .months_held = c.twelve_held };

    row.count = (struct brief_count){ n.known, n.known ? n.n : 0 };
    if (c.usual.known)
        row.usual = (struct brief_usual){ true, c.usual.low, c.usual.high, c.usual.expected };
    row.verdict = brief_judge(row.count, row.usual);
    row.year_ago = (struct brief_count){ c.has_year_ago, c.has_year_ago ? c.year_ago : 0 };
    row.twelve = (struct brief_count){ c.twelve_held > 0, c.twelve_held > 0 ? c.twelve : 0 };
    row.rate = snapshot_rate(s, what, area.level, area.index, month, 12);
    if (!series_of(s, what, area, month, a, &row.series, err))
        return false;
    *out = row;
    return true;
}
