#include "runs/week.h"

static void add_days(const struct census *c, const struct census_stream *from, struct date last,
                     struct weeks *w)
{
    struct census_rows rows = census_months(c, from, month_of(w->first), month_of(last));

    for (const struct census_row *r = rows.at; r < rows.end; r++) {
        if (r->day < w->first.days || r->day > last.days)
            continue;
        size_t week = (size_t)(r->day - w->first.days) / 7;
        w->whole[week]++;
        if (r->area >= w->smalls)
            continue;
        int ward = c->areas.small.at[r->area].ward;
        if (ward != AREA_NONE)
            w->ward[(size_t)ward * w->weeks + week]++;
    }
}

/* Drops the weeks before the feed's first row, and the one it began in unless on a Monday. */
static void trim(struct weeks *w, size_t by)
{
    for (size_t k = by; k < w->weeks; k++)
        w->whole[k - by] = w->whole[k];
    for (size_t i = 0; i < w->wards; i++)
        for (size_t k = by; k < w->weeks; k++)
            w->ward[i * (w->weeks - by) + k - by] = w->ward[i * w->weeks + k];
    w->weeks -= by;
    w->first.days += (int32_t)by * 7;
}

bool weeks_count_all(const struct census *c, const struct tally *t, const struct stream *s, struct arena *a,
                     struct weeks *out, struct err *err)
{
    const struct feed *f = &t->feed[s->feed];
    const struct census_stream *from = census_find(c, f->agency_id, f->kind, t->category[s->category].code);
    struct weeks w = { .weeks = WEEKS_MAX, .smalls = t->areas.small.len, .wards = t->areas.ward.len };
    struct date sunday = { f->complete_to.days - (date_weekday(f->complete_to) + 1) % 7 };

    w.first.days = sunday.days - WEEKS_MAX * 7 + 1;
    w.whole = arena_new(a, int64_t, w.weeks);
    w.ward = arena_new(a, int64_t, w.wards * w.weeks + 1);
    if (!w.whole || !w.ward)
        return err_memory(err, "a stream's weeks");
    if (from)
        add_days(c, from, sunday, &w);
    if (f->first_day.days > w.first.days) {
        int32_t weeks = (f->first_day.days - w.first.days + 6) / 7;
        trim(&w, weeks < WEEKS_MAX ? (size_t)weeks : WEEKS_MAX);
    }
    *out = w;
    return true;
}

int64_t weeks_count(const struct weeks *w, enum compare_level level, int area, size_t week)
{
    return level == COMPARE_WHOLE ? w->whole[week] : w->ward[(size_t)area * w->weeks + week];
}

bool weeks_dispersion(const struct weeks *w, enum compare_level level, struct arena *a, double *out,
                      struct err *err)
{
    size_t areas = level == COMPARE_WARD ? w->wards : 1;
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
