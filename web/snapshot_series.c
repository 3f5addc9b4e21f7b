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

static struct stream stream_of(const struct census_counts *n, size_t feed, size_t category, bool *odd)
{
    return (struct stream){ .feed = feed, .category = category, .count = n->small, .ward = n->ward,
                            .whole = n->whole, .odd = odd };
}

/* All of the largest feed together, odd where any of it was: what the brief's map counts. */
static bool all_together(const struct tally *t, const struct census *c, struct arena *a, struct stream *out,
                         struct err *err)
{
    bool *odd = arena_new(a, bool, t->months);
    size_t feed = 0;

    if (!odd)
        return err_memory(err, "a snapshot's counts");
    for (size_t i = 1; i < t->feeds; i++)
        if (t->feed[i].rows > t->feed[feed].rows)
            feed = i;
    const struct census_feed *all = census_feed(c, t->feed[feed].agency_id, t->feed[feed].kind);
    if (!all)
        return err_set(err, ERR_BUG, "a feed of the tally is in no census");
    *out = stream_of(&all->count.all, feed, t->categories, odd);
    for (size_t i = 0; i < t->streams; i++) {
        const struct stream *s = &t->stream[i];
        if (s->feed != feed)
            continue;
        for (size_t m = 0; m < t->months; m++)
            odd[m] |= s->odd[m];
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

/* What the census counted of a series: a stream's figures, or those of all its feed. */
static const struct census_figures *figures_of(const struct tally *t, const struct census *c,
                                               const struct stream *s)
{
    const struct feed *f = &t->feed[s->feed];

    if (s->category == t->categories) {
        const struct census_feed *all = census_feed(c, f->agency_id, f->kind);
        return all ? &all->count : NULL;
    }
    const struct census_stream *one = census_find(c, f->agency_id, f->kind, t->category[s->category].code);
    return one ? &one->count : NULL;
}

/* A flag left blank on half of a month's rows or more says nothing of the month. */
static bool fill_flag(const struct tally *t, const struct shot_series *all, const struct census_counts *n,
                      const int64_t *said, struct arena *a, struct shot_series *to, struct err *err)
{
    bool *unsaid = arena_new(a, bool, t->months);

    if (!unsaid)
        return err_memory(err, "a snapshot's counts");
    for (size_t m = 0; m < t->months; m++) {
        int64_t count = compare_count(&all->base[SHOT_WHOLE], 0, m);
        unsaid[m] = count > 0 && said[m] * 2 <= count;
    }
    to->stream = stream_of(n, all->stream.feed, t->categories, all->stream.odd);
    to->stream.unsaid = unsaid;
    return base_all(t, to, a, err);
}

static bool fill_flags(const struct tally *t, const struct census *c, struct shot_series *series,
                       struct arena *a, struct err *err)
{
    const struct census_figures *n = figures_of(t, c, &series->stream);

    for (size_t f = 0; n && f < CENSUS_FLAGS; f++)
        if (n->flag[f].small &&
            !fill_flag(t, series, &n->flag[f], n->said[f], a, &series[f + 1], err))
            return false;
    return true;
}

bool snapshot_fill_series(struct snapshot *s, const struct census *c, struct arena *a, struct err *err)
{
    const struct tally *t = &s->tally;
    struct shot_series *series = arena_new(a, struct shot_series, (t->categories + 1) * FLAGS);

    if (!series)
        return err_memory(err, "a snapshot's counts");
    if (!all_together(t, c, a, &series[0].stream, err) || !base_all(t, &series[0], a, err) ||
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
