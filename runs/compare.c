#include "runs/compare.h"

#include <assert.h>

int64_t compare_count(const struct compare_base *b, int area, size_t month)
{
    return b->count[(size_t)area * b->tally->stride + month];
}

static int month_number(const struct tally *t, size_t month)
{
    return month_of_year((struct month){ t->first.n + (int32_t)month });
}

static size_t areas_of(const struct tally *t, enum compare_level level)
{
    return level == COMPARE_WARD ? t->areas.ward.len : level == COMPARE_SMALL ? t->areas.small.len : 1;
}

/* Rows without a place are in the whole's counts and in no ward's. */
static void sum_smalls(const struct tally *t, const struct stream *s, enum compare_level level,
                       int64_t *count)
{
    for (size_t i = 0; i <= t->areas.small.len; i++) {
        int to = level == COMPARE_WHOLE ? 0 : i < t->areas.small.len ? t->areas.small.at[i].ward : AREA_NONE;
        for (size_t m = 0; to != AREA_NONE && m < t->months; m++)
            count[(size_t)to * t->stride + m] += s->count[i * t->stride + m];
    }
}

/* What the stream brings along, or the sums of its small areas. */
static const int64_t *counts_at(const struct tally *t, const struct stream *s, enum compare_level level,
                                struct arena *a)
{
    const int64_t *held = level == COMPARE_SMALL ? s->count : level == COMPARE_WARD ? s->ward : s->whole;
    int64_t *count;

    assert(s->count);
    if (held)
        return held;
    count = arena_new(a, int64_t, areas_of(t, level) * t->stride + 1);
    if (count)
        sum_smalls(t, s, level, count);
    return count;
}

bool compare_base(const struct tally *t, const struct stream *s, enum compare_level level,
                  struct arena *a, struct compare_base *out, struct err *err)
{
    struct compare_base b = { .tally = t, .stream = s, .level = level, .areas = areas_of(t, level),
                              .count = counts_at(t, s, level, a) };
    int last = t->feed[s->feed].last.n - t->first.n;
    int *of_year = arena_new(a, int, t->stride);

    if (!b.count || !of_year)
        return err_memory(err, "a stream's past");
    for (size_t m = 0; m < t->months; m++) {
        bool past = (int)m < last && (int)m + COMPARE_PAST_MONTHS + 12 >= last;
        of_year[m] = past && tally_sound(t, s, m) ? month_number(t, m) : 0;
    }
    if (!usual_season(b.count, b.areas, t->stride, of_year, a, &b.season, err))
        return false;
    *out = b;
    return true;
}

int64_t compare_twelve(const struct compare_base *b, int area, size_t month, int *held)
{
    int64_t n = 0;

    *held = 0;
    for (size_t m = month >= 11 ? month - 11 : 0; m <= month; m++)
        if (tally_held(b->tally, b->stream, m)) {
            n += compare_count(b, area, m);
            (*held)++;
        }
    return n;
}

struct comparison compare_month(const struct compare_base *b, int area, size_t month)
{
    const struct tally *t = b->tally;
    struct comparison c = { .month = month, .held = tally_held(t, b->stream, month) };
    int64_t count[COMPARE_PAST_MONTHS];
    double exposure[COMPARE_PAST_MONTHS];
    size_t from = month > COMPARE_PAST_MONTHS ? month - COMPARE_PAST_MONTHS : 0;

    c.observed = c.held ? compare_count(b, area, month) : 0;
    for (size_t m = from; m < month; m++) {
        if (!tally_sound(t, b->stream, m))
            continue;
        count[c.past] = compare_count(b, area, m);
        exposure[c.past++] = b->season.factor[month_number(t, m) - 1];
    }
    struct usual_past past = { count, exposure, c.past, b->season.dispersion };
    c.usual = usual_range(&past, b->season.factor[month_number(t, month) - 1], c.observed);
    if (month >= 12 && tally_sound(t, b->stream, month - 12)) {
        c.has_year_ago = true;
        c.year_ago = compare_count(b, area, month - 12);
    }
    c.twelve = compare_twelve(b, area, month, &c.twelve_held);
    return c;
}
