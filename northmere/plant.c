/* Which plant where, when and how strong. */
#include "northmere/plant.h"

#include "northmere/incident_draft.h"

#include <assert.h>

enum { STREAM_PLANTS = 5000, STREAM_GROW = 5100, CENTRE_METRES = 700, TRIES = 1000 };

static const struct {
    const char *word;
    bool decoy;
} KIND[PLANT_KINDS] = {
    [PLANT_CLUSTER] = { "emerging cluster", false }, [PLANT_FAINT] = { "faint cluster", false },
    [PLANT_SERIES] = { "repeat series", false },     [PLANT_QUIET] = { "feed gone quiet", false },
    [DECOY_SEASON] = { "seasonal rise", true },      [DECOY_CENTRE] = { "busy centre", true },
    [DECOY_REPORTER] = { "prolific reporter", true },
};

const char *plant_kind_word(enum plant_kind kind)
{
    return KIND[kind].word;
}

/* ---- where ---- */

static double apart(const struct town *t, size_t a, size_t b)
{
    double east = (t->area[a].middle.lon - t->area[b].middle.lon) * 63850;
    double north = (t->area[a].middle.lat - t->area[b].middle.lat) * 111340;

    return east * east + north * north;
}

/* The area and the `more` nearest to it. */
static void take_areas(const struct town *t, struct plant *p, size_t first, size_t more)
{
    p->area[0] = first;
    p->areas = 1;
    while (p->areas <= more) {
        size_t best = t->areas;
        for (size_t a = 0; a < t->areas; a++) {
            bool taken = false;
            for (size_t k = 0; k < p->areas; k++)
                taken |= p->area[k] == a;
            if (!taken && (best == t->areas || apart(t, first, a) < apart(t, first, best)))
                best = a;
        }
        p->area[p->areas++] = best;
    }
}

/* Out of the centre and the open edge, and more than 1.2 km from the other plants'. */
static bool is_free(const struct town *t, const struct plants *all, size_t area)
{
    if (t->area[area].ground == TOWN_CENTRE || t->area[area].ground == TOWN_EDGE)
        return false;
    for (size_t k = 0; k < PLANT_KINDS; k++)
        for (size_t i = 0; k != DECOY_CENTRE && i < all->at[k].areas; i++)
            if (apart(t, area, all->at[k].area[i]) < 1200.0 * 1200)
                return false;
    return true;
}

static size_t choose_area(const struct town *t, const struct plants *all, struct chance *r)
{
    size_t area = 0;

    for (int i = 0; i < TRIES; i++) {
        area = (size_t)chance_below(r, t->areas);
        if (is_free(t, all, area))
            break;
    }
    return area;
}

static size_t choose_postcode(const struct town *t, size_t area, struct chance *r)
{
    const struct town_area *in = &t->area[area];
    const struct town_street *s = &t->street[in->first_street + chance_below(r, in->streets)];

    return s->first_postcode + (size_t)chance_below(r, s->postcodes);
}

static void put(const struct town *t, struct plants *all, struct plant *p, size_t more, struct chance *r)
{
    size_t area = choose_area(t, all, r);

    p->postcode = choose_postcode(t, area, r);
    take_areas(t, p, area, more);
}

/* ---- when and what ---- */

/* Begins `least` to `most` days before it ends, which it does `late` days before the last at most. */
static void put_days(struct plant *p, int least, int most, int late, struct chance *r)
{
    p->to = (struct date){ incident_last_day().days - (int32_t)chance_below(r, (uint64_t)late + 1) };
    p->from = (struct date){ p->to.days - least - (int32_t)chance_below(r, (uint64_t)(most - least) + 1) };
}

static void choose_cluster(const struct town *t, struct plants *all, enum plant_kind kind, struct chance *r)
{
    static const enum incident_what WHAT[] = { INCIDENT_ROBBERY, INCIDENT_VIOLENCE, INCIDENT_VEHICLE,
                                               INCIDENT_DAMAGE, INCIDENT_BICYCLE, INCIDENT_DISORDER };
    struct plant *p = &all->at[kind];

    p->what = WHAT[chance_below(r, COUNT_OF(WHAT))];
    put_days(p, kind == PLANT_FAINT ? 7 : 10, kind == PLANT_FAINT ? 11 : 19, 1, r);
    put(t, all, p, kind == PLANT_FAINT ? 0 : 1 + (size_t)chance_below(r, 2), r);
}

static void choose_quiet(struct plant *p, struct chance *r)
{
    p->feed = chance_below(r, 2) ? FEED_HOUSING : FEED_COUNCIL;
    p->what = INCIDENT_NUISANCE;
    put_days(p, 35, 75, 0, r);
    p->keep = .1 + .15 * chance_unit(r);
}

static void choose_decoys(const struct town *t, struct plants *all, struct chance *r)
{
    struct plant *season = &all->at[DECOY_SEASON], *centre = &all->at[DECOY_CENTRE];
    struct plant *reporter = &all->at[DECOY_REPORTER];

    season->what = INCIDENT_NUISANCE;
    season->to = incident_last_day();
    season->from = (struct date){ season->to.days - 11 }; /* 20 October: incident_season() */
    centre->what = INCIDENT_VIOLENCE;
    centre->from = incident_first_day();
    centre->to = incident_last_day();
    for (size_t a = 0; a < t->areas && centre->areas < PLANT_AREAS_MAX; a++)
        if (t->area[a].ground == TOWN_CENTRE)
            centre->area[centre->areas++] = a;
    centre->postcode = t->street[t->area[centre->area[0]].first_street].first_postcode;
    reporter->feed = FEED_COUNCIL;
    reporter->what = INCIDENT_NUISANCE;
    put_days(reporter, 300, 500, 6, r);
    put(t, all, reporter, 0, r);
}

void plants_choose(const struct town *t, uint64_t seed, struct plants *out)
{
    struct chance r;

    *out = (struct plants){ .seed = seed };
    for (enum plant_kind k = 0; k < PLANT_KINDS; k++) {
        out->at[k].kind = k;
        out->at[k].decoy = KIND[k].decoy;
    }
    chance_open(&r, seed, STREAM_PLANTS);
    choose_cluster(t, out, PLANT_CLUSTER, &r);
    choose_cluster(t, out, PLANT_FAINT, &r);
    struct plant *series = &out->at[PLANT_SERIES];
    series->what = INCIDENT_BURGLARY;
    put_days(series, 15, 27, 5, &r);
    put(t, out, series, 0, &r);
    choose_quiet(&out->at[PLANT_QUIET], &r);
    choose_decoys(t, out, &r);
}

/* ---- into the rows ---- */

static bool is_about(const struct plant *p, const struct incident *e)
{
    bool here = p->areas == 0;

    for (size_t i = 0; i < p->areas && !here; i++)
        here = p->area[i] == e->area;
    return here && e->feed == p->feed && e->what == p->what;
}

static size_t count_between(const struct plant *p, const struct incident_draft *d, struct date from,
                            struct date to)
{
    size_t n = 0;

    for (size_t i = 0; i < d->len; i++)
        n += is_about(p, &d->at[i]) && d->at[i].day.days >= from.days && d->at[i].day.days <= to.days;
    return n;
}

void plants_count(struct plants *p, const struct incident_draft *d)
{
    static const enum plant_kind BY_NATURE[] = { DECOY_SEASON, DECOY_CENTRE };

    for (size_t i = 0; i < COUNT_OF(BY_NATURE); i++) {
        struct plant *of = &p->at[BY_NATURE[i]];
        of->rows = count_between(of, d, of->from, of->to);
    }
}

/* What nature has in such a time there, on average. */
static double usual_rows(const struct plant *p, const struct incident_draft *d)
{
    double all = (double)count_between(p, d, incident_first_day(), incident_last_day());

    return all * (p->to.days - p->from.days + 1) / (double)d->days;
}

static size_t rows_wanted(const struct plant *p, const struct incident_draft *d, struct chance *r)
{
    int days = p->to.days - p->from.days + 1;

    switch (p->kind) {
    case PLANT_CLUSTER:
        return 11 + (size_t)chance_below(r, 8) + (size_t)(1.5 * usual_rows(p, d));
    case PLANT_FAINT:
        return 3 + (size_t)chance_below(r, 3) + (size_t)(.5 * usual_rows(p, d));
    case PLANT_SERIES:
        return 7 + (size_t)chance_below(r, 4);
    case DECOY_REPORTER:
        return (size_t)(days / 7) * (2 + (size_t)chance_below(r, 2));
    case PLANT_QUIET:
    case DECOY_SEASON:
    case DECOY_CENTRE:
    case PLANT_KINDS:
        break;
    }
    return 0;
}

/* What emerges grows: the later of two chances. A series and a reporter go on evenly. */
static struct date draw_day(const struct plant *p, struct chance *r)
{
    uint64_t days = (uint64_t)(p->to.days - p->from.days + 1);
    uint64_t one = chance_below(r, days), two = chance_below(r, days);
    bool emerges = p->kind == PLANT_CLUSTER || p->kind == PLANT_FAINT;

    return (struct date){ p->from.days + (int32_t)(emerges && two > one ? two : one) };
}

static size_t draw_postcode(const struct town *t, const struct plant *p, size_t area, struct chance *r)
{
    const struct town_street *s = &t->street[t->postcode[p->postcode].street];

    if (p->kind == DECOY_REPORTER)
        return p->postcode;
    if (p->kind == PLANT_SERIES && chance_below(r, 10) < 8)
        return s->first_postcode + (size_t)chance_below(r, s->postcodes);
    return choose_postcode(t, area, r);
}

static bool grow_one(struct plant *p, struct incident_draft *d, struct chance *r, struct err *err)
{
    size_t rows = rows_wanted(p, d, r);

    for (size_t i = 0; i < rows; i++) {
        size_t area = p->area[chance_below(r, p->areas)];
        struct incident e = incident_draw(d, p->feed, p->what, draw_day(p, r), area, r);
        incident_put_at(d->town, &e, draw_postcode(d->town, p, area, r), r);
        e.until = e.until.days > p->to.days ? e.day : e.until;
        e.planted = (uint8_t)(1 + p->kind);
        e.reporter = p->kind == DECOY_REPORTER ? 4711 : 0;
        if (!incident_add(d, &e, err))
            return false;
    }
    return true;
}

/* Most of the feed's rows in its time are lost; one team goes on sending. */
static void hush(struct plant *p, struct incident_draft *d, struct chance *r)
{
    size_t kept = 0;

    for (size_t i = 0; i < d->len; i++) {
        const struct incident *e = &d->at[i];
        bool lost = e->feed == p->feed && e->day.days >= p->from.days && chance_unit(r) >= p->keep;
        if (!lost)
            d->at[kept++] = *e;
    }
    p->rows = d->len - kept;
    d->len = kept;
}

bool plants_grow(struct plants *p, struct incident_draft *d, struct err *err)
{
    for (enum plant_kind k = 0; k < PLANT_KINDS; k++) {
        struct chance r;
        chance_open(&r, p->seed, STREAM_GROW + (uint64_t)k);
        if (p->at[k].areas && k != DECOY_CENTRE && !grow_one(&p->at[k], d, &r, err))
            return false;
    }
    struct chance r;
    chance_open(&r, p->seed, STREAM_GROW + PLANT_KINDS);
    hush(&p->at[PLANT_QUIET], d, &r);
    for (size_t i = 0; i < d->len; i++)
        if (d->at[i].planted)
            p->at[d->at[i].planted - 1].rows++;
    return true;
}
