/* web/alert_past - the months behind an alert: a line, and the same figures as a table. */
#include "brief/words.h"
#include "web/alert_page.h"
#include "web/chart.h"

enum { MONTHS_SHOWN = 24 };

struct past {
    const struct tally *tally;
    const struct stream *stream;
    const int *small; /* the alert's small areas */
    size_t smalls;
    bool has_base; /* a ward: each month has a range of its own */
    struct compare_base base;
    int ward;
    size_t first, months; /* of the tally */
};

static bool find_smalls(const struct snapshot *s, const struct shot_alert *a, struct arena *arena,
                        struct past *p, struct err *err)
{
    const struct area_book *b = &s->tally.areas;
    int *small = arena_new(arena, int, b->small.len + 1);

    if (!small)
        return err_memory(err, "an alert's past");
    for (size_t i = 0; i < a->areas; i++) {
        int at = area_by_code(&b->small, a->area[i]), ward = area_by_code(&b->ward, a->area[i]);

        if (at != AREA_NONE)
            small[p->smalls++] = at;
        for (size_t k = 0; at == AREA_NONE && ward != AREA_NONE && k < b->small.len; k++)
            if (b->small.at[k].ward == ward)
                small[p->smalls++] = (int)k;
        p->ward = at == AREA_NONE ? ward : AREA_NONE;
    }
    p->small = small;
    return true;
}

static int64_t count_of(const struct past *p, size_t month)
{
    int64_t n = 0;

    if (!tally_held(p->tally, p->stream, month))
        return -1;
    for (size_t i = 0; i < p->smalls; i++)
        n += tally_small(p->tally, p->stream, p->small[i], month);
    return n;
}

/* What the ward's own earlier months lead one to expect of it. */
static struct brief_usual usual_of(const struct past *p, size_t month)
{
    struct brief_usual range = { 0 };
    struct comparison c = compare_month(&p->base, p->ward, month);

    if (c.usual.known)
        range = (struct brief_usual){ true, c.usual.low, c.usual.high, c.usual.expected };
    return range;
}

static bool month_words(const struct past *p, size_t month, struct arena *a,
                        struct alert_month *out, struct err *err)
{
    struct buf name = { .arena = a }, count = { .arena = a }, usual = { .arena = a };
    int64_t n = count_of(p, month);
    struct brief_usual range = { 0 };
    enum brief_verdict verdict = BRIEF_UNKNOWN;

    buf_add_month_words(&name, (struct month){ p->tally->first.n + (int32_t)month });
    if (n < 0)
        buf_add_text(&count, "not held");
    else
        buf_add_count(&count, n);
    if (p->has_base && n >= 0) {
        range = usual_of(p, month);
        verdict = brief_judge((struct brief_count){ true, n }, range);
        if (range.known)
            buf_addf(&usual, "%lld to %lld", (long long)range.low, (long long)range.high);
        else
            buf_add_text(&usual, "not enough past");
    }
    out->doubtful = n >= 0 && p->stream->odd[month];
    out->verdict = p->has_base && n >= 0 ? brief_verdict_key(verdict) : "";
    out->verdict_word = brief_verdict_word(verdict);
    return buf_done(&name, "a month", &out->month, err) &&
           buf_done(&count, "a count", &out->count, err) &&
           buf_done(&usual, "a range", &out->usual, err);
}

static struct chart_month point_of(const struct past *p, size_t month, const struct shot_alert *a)
{
    int32_t n = p->tally->first.n + (int32_t)month;
    int64_t count = count_of(p, month);
    struct chart_month point = { .known = count >= 0,
                                 .y = (double)count,
                                 .doubtful = count >= 0 && p->stream->odd[month],
                                 .alert = n >= month_of(a->from).n && n <= month_of(a->to).n };

    if (p->has_base && count >= 0) {
        struct brief_usual range = usual_of(p, month);

        point.has_usual = range.known;
        point.low = (double)range.low;
        point.high = (double)range.high;
        point.verdict = brief_judge((struct brief_count){ true, count }, range);
    }
    return point;
}

static bool draw(const struct past *p, const struct shot_alert *a, struct arena *arena,
                 struct alert_view *v, struct err *err)
{
    struct chart_month *point = arena_new(arena, struct chart_month, p->months + 1);
    struct buf title = { .arena = arena }, wide = { .arena = arena }, narrow = { .arena = arena };
    struct chart c = { .id = "past-wide",
                       .unit = STR("incidents a month"),
                       .months = p->months,
                       .month = point,
                       .first = { p->tally->first.n + (int32_t)p->first } };

    if (!point)
        return err_memory(err, "an alert's past");
    for (size_t i = 0; i < p->months; i++)
        point[i] = point_of(p, p->first + i, a);
    buf_add(&title, v->category);
    buf_add_text(&title, " in these areas by month");
    if (!buf_done(&title, "a chart", &c.title, err))
        return false;
    v->chart_title = c.title;
    chart_add(&wide, &c, CHART_WIDE);
    c.id = "past-narrow";
    chart_add(&narrow, &c, CHART_NARROW);
    return buf_done(&wide, "a chart", &v->chart.text, err) &&
           buf_done(&narrow, "a chart", &v->chart_narrow.text, err);
}

bool alert_fill_past(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                     struct err *err)
{
    const struct tally *t = &rq->shot->tally;
    struct past p = { .tally = t, .stream = alert_stream(rq->shot, a), .ward = AREA_NONE };
    struct alert_month *row;
    size_t end;

    if (!p.stream || !find_smalls(rq->shot, a, rq->arena, &p, err))
        return !p.stream; /* nothing of the feed is in force: there is no past to show */
    end = (size_t)(month_of(a->to).n - t->first.n) + 1;
    end = month_of(a->to).n < t->first.n ? 0 : end > t->months ? t->months : end;
    p.first = end > MONTHS_SHOWN ? end - MONTHS_SHOWN : 0;
    p.months = end - p.first;
    if (p.months == 0 || p.smalls == 0)
        return true;
    p.has_base = p.ward != AREA_NONE && a->areas == 1;
    if (p.has_base && !compare_base(t, p.stream, COMPARE_WARD, rq->arena, &p.base, err))
        return false;
    row = arena_new(rq->arena, struct alert_month, p.months);
    if (!row)
        return err_memory(err, "an alert's past");
    for (size_t i = 0; i < p.months; i++)
        if (!month_words(&p, end - 1 - i, rq->arena, &row[i], err))
            return false;
    v->month = row;
    v->months = p.months;
    v->month_usual = p.has_base;
    return draw(&p, a, rq->arena, v, err);
}
