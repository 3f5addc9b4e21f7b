/* gather_rows - a row per priority: of the whole partnership, then of each ward. */
#include "brief/gathering.h"

/* ---- position among the force's districts ---- */

struct districts {
    double *residents;   /* per district; NAN: not held */
    int own;             /* the one most of our small areas lie in; AREA_NONE */
    double *sum;         /* [category * districts + district]: figures of the last 12 months */
    int64_t *days;       /* the same: days they cover */
};

static int own_district(const struct tally *t)
{
    int best = AREA_NONE;
    size_t most = 0;

    for (size_t d = 0; d < t->areas.district.len; d++) {
        size_t n = 0;
        if (!t->areas.district.at[d].has_shape)
            continue;
        for (size_t i = 0; i < t->areas.small.len; i++)
            n += shape_has(&t->areas.district.at[d].shape, t->areas.small.at[i].middle);
        if (n > most) {
            most = n;
            best = (int)d;
        }
    }
    return best;
}

static size_t category_index(const struct tally *t, struct str code)
{
    size_t i = 0;

    while (i < t->categories && !str_eq(t->category[i].code, code))
        i++;
    return i;
}

static bool read_figures(struct gathering *g, struct districts *d, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    const struct tally *t = &g->tally;
    struct month last = { month_of((struct date){ g->brief->date.days + 1 }).n - 1 };
    struct date from = month_first((struct month){ last.n - 11 }), to = month_last(last);
    struct sql_figure_list_out row;
    enum row r;

    if (!sql_figure_list_begin(&q, g->txn, err))
        return false;
    while ((r = sql_figure_list_next(&q, &row, err)) == ROW_SOME) {
        size_t category = category_index(t, row.measure);
        int district = area_by_code(&t->areas.district, row.area_code);
        if (category == t->categories || district == AREA_NONE || row.from_day < from.days ||
            row.to_day > to.days)
            continue;
        size_t at = category * t->areas.district.len + (size_t)district;
        d->sum[at] += row.value;
        d->days[at] += row.to_day - row.from_day + 1;
    }
    return r == ROW_NONE;
}

static bool read_districts(struct gathering *g, struct districts *d, struct err *err)
{
    const struct tally *t = &g->tally;
    size_t cells = t->categories * t->areas.district.len + 1;

    *d = (struct districts){ .own = own_district(t), .sum = arena_new(g->arena, double, cells),
                             .days = arena_new(g->arena, int64_t, cells) };
    if (!d->sum || !d->days)
        return err_memory(err, "the brief");
    return area_facts_read(g->txn, &t->areas.district, STR("residents"), g->arena, &d->residents, err) &&
           read_figures(g, d, err);
}

/* 1 is the highest rate of residents; only when all districts' figures cover the same time. */
static struct brief_rank rank_of(const struct gathering *g, const struct districts *d, size_t category)
{
    size_t n = g->tally.areas.district.len, base = category * n;
    struct brief_rank rank = { .known = n > 1 && d->own != AREA_NONE, .rank = 1, .of = (int)n };

    for (size_t i = 0; i < n; i++)
        rank.known = rank.known && d->residents[i] > 0 && d->days[base + i] > 0 &&
                     d->days[base + i] == d->days[base + (size_t)d->own];
    if (!rank.known)
        return (struct brief_rank){ 0 };
    double own = d->sum[base + (size_t)d->own] / d->residents[d->own];
    for (size_t i = 0; i < n; i++)
        rank.rank += (int)i != d->own && d->sum[base + i] / d->residents[i] > own;
    return rank;
}

/* ---- rates ---- */

static double people_of(const struct gathering *g, const double *fact, int ward)
{
    double n = 0;

    for (size_t i = 0; i < g->tally.areas.small.len; i++)
        if (ward == AREA_NONE || g->tally.areas.small.at[i].ward == ward)
            n += fact[i]; /* one that is not held makes the sum not a number */
    return n;
}

static struct brief_rate rate_of(const struct gathering *g, const struct category *c, int ward,
                                 const struct comparison *compared)
{
    struct brief_rate rate = { .months = compared->twelve_held, .denominator = c->denominator };
    const double *fact = str_eq(c->denominator, STR("households")) ? g->households : g->residents;

    if (!str_eq(c->denominator, STR("households")) && !str_eq(c->denominator, STR("residents"))) {
        rate.why_not = str_eq(c->denominator, STR("none")) ? STR("shops, not residents, bear it")
                                                           : STR("not held");
        rate.denominator = STR("");
        return rate;
    }
    double people = people_of(g, fact, ward);
    rate.known = people > 0 && compared->twelve_held > 0;
    if (rate.known)
        rate.per_1000 = (double)compared->twelve * 1000 / people;
    else
        rate.why_not = STR("not held");
    return rate;
}

/* ---- splits ---- */

/* A flag the feed leaves blank on more than half of its rows says nothing of the rest. */
static void put_splits(struct gathering *g, const struct stream *s, struct brief_row *row)
{
    struct census_span span = {
        .first = month_of(row->period.from), .last = month_of(row->period.to),
        .by_day = row->period.kind == BRIEF_WEEK, .first_day = row->period.from, .last_day = row->period.to
    };
    struct brief_splits n = gather_splits(g, s, &span);

    for (int k = 0; k < BRIEF_SPLITS; k++)
        if (n.said[k] * 2 > n.count)
            row->split[k] = brief_known(n.is[k]);
}

/* ---- one row ---- */

struct row_maker {
    struct gathering *g;
    const struct stream *stream;
    enum compare_level level;
    struct compare_base base;
    struct weeks weeks;      /* of feeds known to the day */
    double week_dispersion;
};

static bool begin_rows(struct row_maker *m, struct err *err)
{
    struct gathering *g = m->g;

    if (!compare_base(&g->tally, m->stream, m->level, g->arena, &m->base, err))
        return false;
    if (!g->tally.feed[m->stream->feed].by_day)
        return true;
    return weeks_count_all(g->census, &g->tally, m->stream, g->arena, &m->weeks, err) &&
           weeks_dispersion(&m->weeks, m->level, g->arena, &m->week_dispersion, err);
}

static bool week_series(struct row_maker *m, int area, struct brief_series *out, struct err *err)
{
    const struct weeks *w = &m->weeks;
    size_t periods = w->weeks > GATHER_PERIODS ? GATHER_PERIODS : w->weeks, from = w->weeks - periods;
    int64_t *count = arena_new(m->g->arena, int64_t, periods + 1);

    if (!count)
        return err_memory(err, "the brief");
    for (size_t k = 0; k < periods; k++)
        count[k] = weeks_count(w, m->level, area, from + k);
    struct date first = { w->first.days + (int32_t)from * 7 };
    struct date last = { w->first.days + (int32_t)(w->weeks - 1) * 7 };
    *out = (struct brief_series){ count, NULL, periods,
                                  { BRIEF_WEEK, first, { first.days + 6 } },
                                  { BRIEF_WEEK, last, { last.days + 6 } } };
    return true;
}

static bool month_series(struct row_maker *m, int area, size_t last, struct brief_series *out,
                         struct err *err)
{
    const struct tally *t = &m->g->tally;
    size_t periods = last + 1 > GATHER_PERIODS ? GATHER_PERIODS : last + 1, from = last + 1 - periods;
    int64_t *count = arena_new(m->g->arena, int64_t, periods + 1);
    bool *doubtful = arena_new(m->g->arena, bool, periods + 1);

    if (!count || !doubtful)
        return err_memory(err, "the brief");
    for (size_t k = 0; k < periods; k++) {
        count[k] = tally_held(t, m->stream, from + k) ? compare_count(&m->base, area, from + k) : -1;
        doubtful[k] = m->stream->odd[from + k];
    }
    struct month first = { t->first.n + (int)from }, end = { t->first.n + (int)last };
    *out = (struct brief_series){ count, doubtful, periods, brief_months(first, first),
                                  brief_months(end, end) };
    return true;
}

/* The last complete week or month of one area, beside its own past. */
static bool fill_period(struct row_maker *m, int area, struct brief_row *row, struct comparison *c,
                        struct err *err)
{
    const struct tally *t = &m->g->tally;
    const struct feed *f = &t->feed[m->stream->feed];
    int last = f->last.n - t->first.n;

    if (f->by_day && m->weeks.weeks) {
        if (!weeks_compare(&m->weeks, m->level, area, m->week_dispersion, m->g->arena, c, err))
            return false;
        struct date monday = { m->weeks.first.days + (int32_t)(m->weeks.weeks - 1) * 7 };
        row->period = (struct brief_period){ BRIEF_WEEK, monday, { monday.days + 6 } };
        if (last >= 0)
            c->twelve = compare_twelve(&m->base, area, (size_t)last, &c->twelve_held);
        return week_series(m, area, &row->series, err);
    }
    *c = last >= 0 ? compare_month(&m->base, area, (size_t)last) : (struct comparison){ 0 };
    row->period = brief_months(f->last, f->last);
    return last < 0 || month_series(m, area, (size_t)last, &row->series, err);
}

static bool fill_row(struct row_maker *m, int area, struct brief_row *row, struct err *err)
{
    struct gathering *g = m->g;
    const struct feed *f = &g->tally.feed[m->stream->feed];
    const struct category *category = &g->tally.category[m->stream->category];
    int ward = m->level == COMPARE_WARD ? area : AREA_NONE;
    struct comparison c;

    *row = (struct brief_row){ .priority = category->label, .complete_to = f->complete_to,
                               .level = ward == AREA_NONE ? BRIEF_WHOLE : BRIEF_AREA };
    row->area = ward == AREA_NONE ? STR("Whole partnership") : g->tally.areas.ward.at[ward].name;
    row->area_code = ward == AREA_NONE ? STR("") : g->tally.areas.ward.at[ward].code;
    buf_add(&g->words, f->agency_name);
    buf_add_text(&g->words, ", ");
    buf_add(&g->words, gather_feed_name(f));
    if (!gather_words(g, &row->feed, err) || !fill_period(m, area, row, &c, err))
        return false;
    if (c.held)
        row->count = brief_known(c.observed);
    row->usual = brief_usual_of(&c.usual);
    row->verdict = brief_judge(row->count, row->usual);
    if (c.has_year_ago)
        row->year_ago = brief_known(c.year_ago);
    if (c.twelve_held)
        row->twelve = brief_known(c.twelve);
    row->months_held = c.twelve_held;
    row->rate = rate_of(g, category, ward, &c);
    return true;
}

/* ---- all rows ---- */

static bool in_brief(const struct gathering *g, const struct stream *s)
{
    return g->tally.category[s->category].priority > 0;
}

static bool whole_rows(struct gathering *g, struct brief_row *row, size_t *rows, struct err *err)
{
    struct districts d;

    if (!read_districts(g, &d, err))
        return false;
    for (size_t i = 0; i < g->tally.streams; i++) {
        struct row_maker m = { .g = g, .stream = &g->tally.stream[i], .level = COMPARE_WHOLE };
        if (!in_brief(g, m.stream))
            continue;
        struct brief_row *to = &row[(*rows)++];
        if (!begin_rows(&m, err) || !fill_row(&m, 0, to, err))
            return false;
        put_splits(g, m.stream, to);
        to->rank = rank_of(g, &d, m.stream->category);
    }
    return true;
}

static bool ward_rows(struct gathering *g, struct brief_row *row, size_t *rows, struct err *err)
{
    for (size_t i = 0; i < g->tally.streams; i++) {
        struct row_maker m = { .g = g, .stream = &g->tally.stream[i], .level = COMPARE_WARD };
        if (!in_brief(g, m.stream))
            continue;
        if (!begin_rows(&m, err))
            return false;
        for (size_t w = 0; w < g->tally.areas.ward.len; w++)
            if (!fill_row(&m, (int)w, &row[(*rows)++], err))
                return false;
    }
    return true;
}

bool gather_rows(struct gathering *g, struct err *err)
{
    size_t room = g->tally.streams * (g->tally.areas.ward.len + 1), rows = 0;
    struct brief_row *row = arena_new(g->arena, struct brief_row, room + 1);

    if (!row)
        return err_memory(err, "the brief");
    if (!whole_rows(g, row, &rows, err) || !ward_rows(g, row, &rows, err))
        return false;
    g->brief->row = row;
    g->brief->rows = rows;
    return true;
}
