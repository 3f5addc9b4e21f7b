/* Who lives where, in numbers: residents, households, deprivation; then streets and postcodes. */
#include "northmere/town_draft.h"

#include <assert.h>

enum { RESIDENTS_A_POSTCODE = 38, STREETS_LEAST = 7, STREETS_MOST = 13, LETTERS = 6, UNITS = 36,
       SECTORS = 10, DISTRICTS = 99 };

/* By enum town_ground: who lives in an area of some kind, and how it fares before chance. */
static const struct {
    int64_t residents_low, residents_high;
    double persons_a_home, deprived;
} LIFE[TOWN_GROUNDS] = {
    [TOWN_CENTRE] = { 1000, 1400, 1.7, .55 },  [TOWN_HARBOUR] = { 1350, 1850, 1.9, .75 },
    [TOWN_TERRACE] = { 1600, 2250, 2.3, .62 }, [TOWN_ESTATE] = { 1500, 2150, 2.5, .85 },
    [TOWN_SUBURB] = { 1400, 1950, 2.45, .3 },  [TOWN_EDGE] = { 1050, 1650, 2.4, .2 },
};

/* ---- residents and deprivation ---- */

static void settle(struct draft *d)
{
    struct town *t = d->town;
    struct chance r;

    chance_open(&r, t->seed, DRAFT_PEOPLE);
    for (size_t a = 0; a < t->areas; a++) {
        struct town_area *area = &t->area[a];
        double size = LIFE[area->ground].persons_a_home * draft_between(&r, .92, 1.08);
        area->residents = draft_whole(&r, LIFE[area->ground].residents_low,
                                      LIFE[area->ground].residents_high);
        area->households = (int64_t)floor((double)area->residents / size + .5);
        t->residents += area->residents;
        t->households += area->households;
    }
}

static bool are_near(struct lonlat a, struct lonlat b)
{
    double east = (a.lon - b.lon) * 63850, north = (a.lat - b.lat) * 111340;

    return east * east + north * north < 1500.0 * 1500;
}

/* Half an area's own lot, half its neighbours': so it runs together. Ranked into tenths. */
static bool rank_deprivation(struct draft *d, struct err *err)
{
    struct town *t = d->town;
    double *own = arena_new(d->arena, double, t->areas), *score = arena_new(d->arena, double, t->areas);
    struct chance r;

    if (!own || !score)
        return err_memory(err, "the areas");
    chance_open(&r, t->seed, DRAFT_PEOPLE + 100);
    for (size_t a = 0; a < t->areas; a++)
        own[a] = LIFE[t->area[a].ground].deprived + draft_between(&r, -.2, .2);
    for (size_t a = 0; a < t->areas; a++) {
        double sum = 0, near = 0;
        for (size_t b = 0; b < t->areas; b++)
            if (are_near(t->area[a].middle, t->area[b].middle)) {
                sum += own[b];
                near++;
            }
        score[a] = .5 * own[a] + .5 * sum / near;
    }
    for (size_t a = 0; a < t->areas; a++) {
        size_t worse = 0;
        for (size_t b = 0; b < t->areas; b++)
            worse += score[b] > score[a] || (b < a && !(score[b] < score[a]));
        t->area[a].decile = (int)(worse * 10 / t->areas) + 1;
    }
    return true;
}

/* ---- streets ---- */

static bool lay_streets(struct draft *d, struct err *err)
{
    struct town *t = d->town;
    struct chance r;

    t->street = arena_new(d->arena, struct town_street, t->areas * STREETS_MOST);
    if (!t->street)
        return err_memory(err, "the streets");
    chance_open(&r, t->seed, DRAFT_STREETS);
    for (size_t a = 0; a < t->areas; a++) {
        struct town_area *area = &t->area[a];
        area->first_street = t->streets;
        area->streets = (size_t)draft_whole(&r, STREETS_LEAST, STREETS_MOST);
        for (size_t s = 0; s < area->streets; s++) {
            struct town_street *street = &t->street[t->streets++];
            double at = .18 + .64 * ((double)s + draft_between(&r, .2, .8)) / (double)area->streets;
            double near = draft_between(&r, .16, .4), far = draft_between(&r, .55, .84);
            bool along = s % 2 == 0;
            street->area = a;
            street->from = draft_point(d, a, along ? near : at, along ? at : near);
            street->to = draft_point(d, a, along ? far : at, along ? at : far);
        }
    }
    return true;
}

/* ---- postcodes ---- */

static const char INWARD[] = "CIKMOV";
static_assert(sizeof INWARD == LETTERS + 1 && LETTERS * LETTERS == UNITS, "the letters no inward code has");

/* Postcode n: districts and sectors in order, units of a sector in an order of its own. */
static void add_postcode(uint64_t seed, size_t n, struct buf *b)
{
    size_t sector = n / UNITS, step = 1;
    struct chance r;

    chance_open(&r, seed, ((uint64_t)DRAFT_POSTCODES << 32) + sector);
    size_t from = (size_t)chance_below(&r, UNITS);
    static const size_t STEP[] = { 5, 7, 11, 13, 17, 19 }; /* prime to 36: each unit comes once */
    step = STEP[chance_below(&r, COUNT_OF(STEP))];
    size_t unit = (from + n % UNITS * step) % UNITS;
    assert(sector / SECTORS < DISTRICTS);
    buf_addf(b, "NM%zu %zu%c%c", sector / SECTORS + 1, sector % SECTORS, INWARD[unit / LETTERS],
             INWARD[unit % LETTERS]);
}

bool town_postcode_is_invented(struct str postcode)
{
    return str_starts(postcode, STR("NM")) && postcode.len >= 7 &&
           strchr(INWARD, postcode.at[postcode.len - 1]) && strchr(INWARD, postcode.at[postcode.len - 2]);
}

/* The `n`-th of `parts` equal shares of `whole`; they sum to it. */
static int64_t share_of(int64_t whole, size_t parts, size_t n)
{
    int64_t all = (int64_t)parts, i = (int64_t)n;

    return whole * (i + 1) / all - whole * i / all;
}

static double crowd_of(const struct draft *d)
{
    return d->scale > 25 ? d->scale / 25 : 1;
}

static size_t postcodes_of(const struct draft *d, const struct town_area *area)
{
    double many = (double)area->residents / RESIDENTS_A_POSTCODE * crowd_of(d);

    return many < (double)area->streets ? area->streets : (size_t)many;
}

static struct lonlat along(const struct town_street *s, double t)
{
    return (struct lonlat){ draft_round(s->from.lon + t * (s->to.lon - s->from.lon)),
                            draft_round(s->from.lat + t * (s->to.lat - s->from.lat)) };
}

static void add_postcodes_of(struct draft *d, size_t a, struct buf *texts)
{
    struct town *t = d->town;
    const struct town_area *area = &t->area[a];
    size_t many = postcodes_of(d, area), done = 0;
    int64_t homes = (int64_t)((double)area->households * crowd_of(d));

    for (size_t s = 0; s < area->streets; s++) {
        struct town_street *street = &t->street[area->first_street + s];
        int64_t number = 1;
        street->first_postcode = t->postcodes;
        street->postcodes = (size_t)share_of((int64_t)many, area->streets, s);
        for (size_t p = 0; p < street->postcodes; p++, done++) {
            struct town_postcode *postcode = &t->postcode[t->postcodes];
            size_t before = texts->len;
            add_postcode(t->seed, t->postcodes++, texts);
            postcode->text.len = texts->len - before;
            postcode->street = area->first_street + s;
            postcode->area = a;
            postcode->at = along(street, ((double)p + .5) / (double)street->postcodes);
            postcode->first_number = number;
            postcode->households = share_of(homes, many, done);
            number += postcode->households;
        }
    }
}

static bool lay_postcodes(struct draft *d, struct err *err)
{
    struct town *t = d->town;
    struct buf texts = { .arena = d->arena };
    struct str rest;
    size_t most = 0;

    for (size_t a = 0; a < t->areas; a++)
        most += postcodes_of(d, &t->area[a]);
    assert(most <= (size_t)UNITS * SECTORS * DISTRICTS);
    t->postcode = arena_new(d->arena, struct town_postcode, most);
    if (!t->postcode)
        return err_memory(err, "the postcodes");
    for (size_t a = 0; a < t->areas; a++)
        add_postcodes_of(d, a, &texts);
    if (!buf_done(&texts, "the postcodes", &rest, err))
        return false;
    for (size_t p = 0; p < t->postcodes; p++) {
        t->postcode[p].text.at = rest.at;
        rest = str_from(rest, t->postcode[p].text.len);
    }
    return true;
}

bool draft_homes(struct draft *d, struct err *err)
{
    settle(d);
    return rank_deprivation(d, err) && lay_streets(d, err) && lay_postcodes(d, err);
}
