/* web/snapshot_series - the counts of a snapshot by category, flag and level, and asking them. */
#include "web/snapshot_store.h"

static const struct {
    const char *word, *label;
} FLAG[FLAGS] = {
    [FLAG_ANY] = { "", "All" },
    [FLAG_DOMESTIC] = { "domestic", "Domestic" },
    [FLAG_KNIFE] = { "knife", "Knife or blade" },
    [FLAG_PUBLIC_PLACE] = { "public-place", "Public place" },
    [FLAG_UNDER_25] = { "under-25", "Under 25" },
    [FLAG_REPEAT] = { "repeat", "Repeat" },
    [FLAG_NIGHT] = { "night", "Night, 22:00 to 05:59" },
};

const char *flag_word(enum flag f)
{
    return FLAG[f].word;
}

const char *flag_label(enum flag f)
{
    return FLAG[f].label;
}

/* ---- making ---- */

/* The stream of a category that holds most, the first where two hold as much; NULL when there is none. */
static const struct stream *fullest(const struct tally *t, size_t category)
{
    const struct stream *best = NULL;

    for (size_t i = 0; i < t->streams; i++)
        if (t->stream[i].category == category && (!best || t->stream[i].total > best->total))
            best = &t->stream[i];
    return best;
}

static bool new_stream(const struct tally *t, size_t feed, struct arena *a, struct stream *out,
                       struct err *err)
{
    *out = (struct stream){ .feed = feed, .category = t->categories,
                            .count = arena_new(a, int64_t, (t->areas.small.len + 1) * t->months),
                            .odd = arena_new(a, bool, t->months) };
    return (out->count && out->odd) || err_memory(err, "a snapshot's counts");
}

/* All of the largest feed together, odd where any of it was: what the brief's map counts. */
static bool all_together(const struct tally *t, struct arena *a, struct stream *out, struct err *err)
{
    size_t feed = 0, cells = (t->areas.small.len + 1) * t->months;

    for (size_t i = 1; i < t->feeds; i++)
        if (t->feed[i].rows > t->feed[feed].rows)
            feed = i;
    if (!new_stream(t, feed, a, out, err))
        return false;
    for (size_t i = 0; i < t->streams; i++) {
        const struct stream *s = &t->stream[i];
        if (s->feed != feed)
            continue;
        for (size_t k = 0; k < cells; k++)
            out->count[k] += s->count[k];
        for (size_t m = 0; m < t->months; m++)
            out->odd[m] |= s->odd[m];
        out->total += s->total;
    }
    return true;
}

static bool base_all(const struct tally *t, struct shot_series *s, struct arena *a, struct err *err)
{
    for (int level = 0; level < COMPARE_LEVELS; level++)
        if (!compare_base(t, &s->stream, (enum compare_level)level, a, &s->base[level], err))
            return false;
    s->any = true;
    return true;
}

/* ---- flags ---- */

_Static_assert(FLAG_DOMESTIC == CENSUS_DOMESTIC + 1 && FLAG_NIGHT == CENSUS_NIGHT + 1 &&
               FLAGS == CENSUS_FLAGS + 1, "the flags of pages and of the census stand in one order");

struct flag_counts {
    struct stream of[CENSUS_FLAGS];
    int64_t *said[CENSUS_FLAGS];     /* by month; NULL: the feed never says it */
};

static bool belongs(const struct tally *t, const struct stream *s, const struct census_stream *c)
{
    const struct feed *f = &t->feed[s->feed];

    return c->agency_id == f->agency_id && str_eq(c->kind, f->kind) &&
           (s->category == t->categories || str_eq(c->category, t->category[s->category].code));
}

static bool begin_flags(const struct tally *t, const struct census *c, const struct stream *s,
                        struct arena *a, struct flag_counts *n, struct err *err)
{
    unsigned said = 0;

    for (size_t i = 0; i < c->streams; i++)
        for (size_t k = 0; belongs(t, s, &c->stream[i]) && k < c->stream[i].rows; k++)
            said |= c->stream[i].row[k].said;
    for (unsigned f = 0; f < CENSUS_FLAGS; f++) {
        if (!(said >> f & 1))
            continue;
        if (!new_stream(t, s->feed, a, &n->of[f], err))
            return false;
        n->said[f] = arena_new(a, int64_t, t->months);
        if (!n->said[f])
            return err_memory(err, "a snapshot's counts");
    }
    return true;
}

static void count_flags(const struct tally *t, const struct census_stream *c, struct flag_counts *n)
{
    for (size_t k = 0; k < c->rows; k++) {
        const struct census_row *r = &c->row[k];
        size_t m = (size_t)(r->month - t->first.n);
        for (unsigned f = 0; r->said && m < t->months && f < CENSUS_FLAGS; f++) {
            if (!(r->said >> f & 1))
                continue;
            n->said[f][m]++;
            n->of[f].count[r->area * t->months + m] += r->is >> f & 1;
        }
    }
}

/* A flag left blank on half of a month's rows or more says nothing of the month. */
static bool end_flag(const struct tally *t, const struct shot_series *all, const int64_t *said,
                     struct arena *a, struct shot_series *to, struct err *err)
{
    bool *unsaid = arena_new(a, bool, t->months);

    if (!unsaid)
        return err_memory(err, "a snapshot's counts");
    for (size_t m = 0; m < t->months; m++) {
        int64_t count = compare_count(&all->base[SHOT_WHOLE], 0, m);
        unsaid[m] = count > 0 && said[m] * 2 <= count;
        to->stream.odd[m] = all->stream.odd[m];
    }
    to->stream.unsaid = unsaid;
    return base_all(t, to, a, err);
}

static bool fill_flags(const struct tally *t, const struct census *c, struct shot_series *series,
                       struct arena *a, struct err *err)
{
    struct flag_counts n = { 0 };

    if (!begin_flags(t, c, &series->stream, a, &n, err))
        return false;
    for (size_t i = 0; i < c->streams; i++)
        if (belongs(t, &series->stream, &c->stream[i]))
            count_flags(t, &c->stream[i], &n);
    for (size_t f = 0; f < CENSUS_FLAGS; f++) {
        series[f + 1].stream = n.of[f];
        if (n.said[f] && !end_flag(t, series, n.said[f], a, &series[f + 1], err))
            return false;
    }
    return true;
}

bool snapshot_fill_series(struct snapshot *s, const struct census *c, struct arena *a, struct err *err)
{
    const struct tally *t = &s->tally;
    struct shot_series *series = arena_new(a, struct shot_series, (t->categories + 1) * FLAGS);

    if (!series)
        return err_memory(err, "a snapshot's counts");
    if (!all_together(t, a, &series[0].stream, err) || !base_all(t, &series[0], a, err) ||
        !fill_flags(t, c, series, a, err))
        return false;
    for (size_t k = 0; k < t->categories; k++) {
        const struct stream *full = fullest(t, k);
        struct shot_series *to = &series[(k + 1) * FLAGS];
        if (!full)
            continue;
        to->stream = *full;
        if (!base_all(t, to, a, err) || !fill_flags(t, c, to, a, err))
            return false;
    }
    s->series = series;
    return true;
}

/* ---- asking ---- */

static const struct shot_series *series_of(const struct snapshot *s, struct shot_what what)
{
    bool fits = what.category >= -1 && what.category < (int)s->tally.categories && what.flag < FLAGS;
    size_t at = (size_t)(what.category + 1) * FLAGS + what.flag;

    return fits && s->series && s->series[at].any ? &s->series[at] : NULL;
}

static bool is_area(const struct compare_base *b, int area)
{
    return area >= 0 && (size_t)area < b->areas;
}

struct shot_count snapshot_count(const struct snapshot *s, struct shot_what what, enum shot_level level,
                                 int area, size_t month)
{
    const struct shot_series *of = series_of(s, what);

    if (!of || !is_area(&of->base[level], area) || !tally_held(&s->tally, &of->stream, month))
        return (struct shot_count){ 0 };
    return (struct shot_count){ true, compare_count(&of->base[level], area, month) };
}

struct comparison snapshot_compare(const struct snapshot *s, struct shot_what what, enum shot_level level,
                                   int area, size_t month)
{
    const struct shot_series *of = series_of(s, what);

    if (!of || !is_area(&of->base[level], area) || month >= s->tally.months)
        return (struct comparison){ .month = month };
    return compare_month(&of->base[level], area, month);
}

bool snapshot_held(const struct snapshot *s, struct shot_what what, size_t month)
{
    const struct shot_series *of = series_of(s, what);

    return of && tally_held(&s->tally, &of->stream, month);
}

bool snapshot_sound(const struct snapshot *s, struct shot_what what, size_t month)
{
    const struct shot_series *of = series_of(s, what);

    return of && tally_sound(&s->tally, &of->stream, month);
}

const struct feed *snapshot_feed(const struct snapshot *s, struct shot_what what)
{
    const struct shot_series *of = series_of(s, what);

    return of ? &s->tally.feed[of->stream.feed] : NULL;
}

static double people_of(const struct snapshot *s, enum shot_level level, int area, bool households)
{
    const struct shot_area *of = level == SHOT_WHOLE ? &s->whole : level == SHOT_WARD ? &s->ward[area]
                                                                                       : &s->small[area];

    return households ? of->households : of->residents;
}

static void add_months(const struct snapshot *s, const struct shot_series *of, enum shot_level level,
                       int area, size_t month, struct brief_rate *rate, double people)
{
    size_t wanted = rate->months > 0 ? (size_t)rate->months : 0;
    int64_t n = 0;

    rate->months = 0;
    for (size_t m = month + 1 > wanted ? month + 1 - wanted : 0; m <= month; m++)
        if (tally_held(&s->tally, &of->stream, m)) {
            n += compare_count(&of->base[level], area, m);
            rate->months++;
        }
    rate->known = people > 0 && rate->months > 0;
    if (rate->known)
        rate->per_1000 = (double)n * 1000 / people;
    else
        rate->why_not = STR("not held");
}

struct brief_rate snapshot_rate(const struct snapshot *s, struct shot_what what, enum shot_level level,
                                int area, size_t month, int months)
{
    const struct shot_series *of = series_of(s, what);
    struct str by = what.category < 0 || !of ? STR("residents")
                                             : s->tally.category[what.category].denominator;
    bool households = str_eq(by, STR("households"));
    struct brief_rate rate = { .months = months, .denominator = by };

    if (!of || !is_area(&of->base[level], area) || month >= s->tally.months) {
        rate.months = 0;
        rate.why_not = STR("not held");
    } else if (!households && !str_eq(by, STR("residents"))) {
        rate.why_not = str_eq(by, STR("none")) ? STR("shops, not residents, bear it") : STR("not held");
        rate.denominator = STR("");
    } else
        add_months(s, of, level, area, month, &rate, people_of(s, level, area, households));
    return rate;
}

int snapshot_category(const struct snapshot *s, struct str code)
{
    for (size_t i = 0; i < s->tally.categories; i++)
        if (str_eq(s->tally.category[i].code, code))
            return (int)i;
    return -1;
}

int snapshot_area(const struct snapshot *s, struct str code, enum shot_level *level)
{
    int small = area_by_code(&s->tally.areas.small, code);

    *level = small == AREA_NONE ? SHOT_WARD : SHOT_SMALL;
    return small == AREA_NONE ? area_by_code(&s->tally.areas.ward, code) : small;
}

const struct shot_alert *snapshot_alert(const struct snapshot *s, int64_t id)
{
    for (size_t i = 0; i < s->alerts; i++)
        if (s->alert[i].id == id)
            return &s->alert[i];
    return NULL;
}
