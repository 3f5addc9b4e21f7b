#include "runs/week.h"

static bool add_days(struct query *q, const struct tally *t, struct weeks *w, struct err *err)
{
    struct sql_incident_days_out row;
    enum row r;

    while ((r = sql_incident_days_next(q, &row, err)) == ROW_SOME) {
        int small = area_by_code(&t->areas.small, row.area_code);
        size_t week = (size_t)(row.day - w->first.days) / 7;
        if (small != AREA_NONE)
            w->count[(size_t)small * w->weeks + week] += row.count;
        w->count[w->smalls * w->weeks + week] += row.count;
    }
    return r == ROW_NONE;
}

/* Drops the weeks before the feed's first row, and the one it began in unless on a Monday. */
static void trim(struct weeks *w, size_t by)
{
    for (size_t i = 0; i <= w->smalls; i++)
        for (size_t k = by; k < w->weeks; k++)
            w->count[i * (w->weeks - by) + k - by] = w->count[i * w->weeks + k];
    w->weeks -= by;
    w->first.days += (int32_t)by * 7;
}

bool weeks_read(struct txn *txn, const struct tally *t, const struct stream *s, struct arena *a,
                struct weeks *out, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    const struct feed *f = &t->feed[s->feed];
    struct weeks w = { .weeks = WEEKS_MAX, .smalls = t->areas.small.len, .tally = t };
    int32_t sunday = f->complete_to.days - (date_weekday(f->complete_to) + 1) % 7;
    struct sql_incident_days_in in = { .agency_id = f->agency_id, .kind = f->kind,
                                       .category = t->category[s->category].code,
                                       .first_day = sunday - WEEKS_MAX * 7 + 1, .last_day = sunday };

    w.first.days = (int32_t)in.first_day;
    w.count = arena_new(a, int64_t, (w.smalls + 1) * w.weeks);
    if (!w.count)
        return err_memory(err, "a stream's weeks");
    if (!sql_incident_days_begin(&q, txn, &in, err) || !add_days(&q, t, &w, err))
        return false;
    if (f->first_day.days > w.first.days) {
        int32_t weeks = (f->first_day.days - w.first.days + 6) / 7;
        trim(&w, weeks < WEEKS_MAX ? (size_t)weeks : WEEKS_MAX);
    }
    *out = w;
    return true;
}

int64_t weeks_count(const struct weeks *w, enum compare_level level, int area, size_t week)
{
    int64_t n = 0;

    if (level == COMPARE_WHOLE)
        return w->count[w->smalls * w->weeks + week];
    for (size_t i = 0; i < w->smalls; i++)
        if (w->tally->areas.small.at[i].ward == area)
            n += w->count[i * w->weeks + week];
    return n;
}

bool weeks_dispersion(const struct weeks *w, enum compare_level level, struct arena *a, double *out,
                      struct err *err)
{
    size_t areas = level == COMPARE_WARD ? w->tally->areas.ward.len : 1;
    int64_t *count = arena_new(a, int64_t, areas * w->weeks + 1);
    int *of_year = arena_new(a, int, w->weeks + 1);
    struct usual_season season;

    if (!count || !of_year)
        return err_memory(err, "a stream's weeks");
    for (size_t k = 0; k < w->weeks; k++) {
        of_year[k] = k + 1 < w->weeks; /* 0: the last week has no part in its own past */
        for (size_t i = 0; i < areas; i++)
            count[i * w->weeks + k] = weeks_count(w, level, (int)i, k);
    }
    if (!usual_season(count, areas, w->weeks, of_year, a, &season, err))
        return false;
    *out = season.dispersion;
    return true;
}

bool weeks_compare(const struct weeks *w, enum compare_level level, int area, double dispersion,
                   struct arena *a, struct comparison *out, struct err *err)
{
    size_t last = w->weeks - 1;
    int64_t *count = arena_new(a, int64_t, w->weeks + 1);
    struct usual_past past = { count, NULL, w->weeks ? last : 0, dispersion };

    if (!count)
        return err_memory(err, "a stream's weeks");
    *out = (struct comparison){ .month = last };
    if (w->weeks == 0)
        return true;
    for (size_t k = 0; k < w->weeks; k++)
        count[k] = weeks_count(w, level, area, k);
    out->held = true;
    out->observed = count[last];
    out->usual = usual_range(&past, 1, count[last]);
    out->past = last;
    if (last >= 52) {
        out->has_year_ago = true;
        out->year_ago = count[last - 52];
    }
    return true;
}
