/* Schools and public places: what each needs of its ground, and where it stands. */
#include "northmere/town_draft.h"

#include <assert.h>

enum { SECONDARY = 8, PRIMARY = 30, PLACES_MOST = 40 };

/* ---- schools ---- */

static bool add_school(struct draft *d, size_t area, bool secondary, struct chance *r, struct err *err)
{
    struct town *t = d->town;
    struct town_school *school = &t->school[t->schools];
    const struct town_street *street = &t->street[t->area[area].first_street];

    street += chance_below(r, t->area[area].streets);
    school->secondary = secondary;
    school->area = area;
    school->postcode = street->first_postcode + (size_t)chance_below(r, street->postcodes);
    school->at = t->postcode[school->postcode].at;
    school->pupils = secondary ? draft_whole(r, 750, 1350) : draft_whole(r, 180, 460);
    if (!draft_name(d, "", secondary ? " Academy" : " Primary School", &school->name, err))
        return false;
    t->schools++;
    return true;
}

/* Spread over the town by its areas' order, which is one of wards. */
static bool add_schools(struct draft *d, struct chance *r, struct err *err)
{
    struct town *t = d->town;

    t->school = arena_new(d->arena, struct town_school, SECONDARY + PRIMARY);
    if (!t->school)
        return err_memory(err, "the schools");
    for (size_t i = 0; i < SECONDARY + PRIMARY; i++) {
        bool secondary = i < SECONDARY;
        size_t n = secondary ? i : i - SECONDARY, of = secondary ? SECONDARY : PRIMARY;
        size_t from = t->areas * n / of, to = t->areas * (n + 1) / of;
        if (!add_school(d, from + (size_t)chance_below(r, to - from), secondary, r, err))
            return false;
    }
    return true;
}

/* ---- places ---- */

static const struct {
    enum town_place_kind kind;
    const char *after, *word;
    enum town_ground ground;
    int many;
} WANTED[] = {
    { TOWN_BUS_STATION, " Bus Station", "bus station", TOWN_CENTRE, 1 },
    { TOWN_RAILWAY_STATION, " Railway Station", "railway station", TOWN_CENTRE, 1 },
    { TOWN_HOSPITAL, " Infirmary", "hospital", TOWN_TERRACE, 1 },
    { TOWN_MARKET, " Market Place", "market place", TOWN_CENTRE, 1 },
    { TOWN_SHOPPING_CENTRE, " Arcade", "shopping centre", TOWN_CENTRE, 1 },
    { TOWN_PIER, " Pier", "pier", TOWN_HARBOUR, 1 },
    { TOWN_NIGHT_STREET, " Quay", "street of bars", TOWN_CENTRE, 1 },
    { TOWN_PARK, " Park", "park", TOWN_SUBURB, 6 },
    { TOWN_BRIDGE, " Bridge", "bridge", TOWN_TERRACE, 3 },
    { TOWN_PARADE, " Parade", "parade of shops", TOWN_ESTATE, 8 },
};
static_assert(COUNT_OF(WANTED) == TOWN_PLACE_KINDS, "every kind of place is wanted");

static const char *const GROUND[TOWN_GROUNDS] = {
    [TOWN_CENTRE] = "town centre", [TOWN_HARBOUR] = "harbour", [TOWN_TERRACE] = "terraces",
    [TOWN_ESTATE] = "estate",      [TOWN_SUBURB] = "suburb",   [TOWN_EDGE] = "edge of town",
};

const char *town_ground_word(enum town_ground ground)
{
    return GROUND[ground];
}

const char *town_place_kind_word(enum town_place_kind kind)
{
    return WANTED[kind].word;
}

/* Bridges stand on the southern bank; the river's rows have terraces on both. */
static bool fits(const struct draft *d, size_t area, enum town_place_kind kind)
{
    return d->town->area[area].ground == WANTED[kind].ground &&
           (kind != TOWN_BRIDGE || d->cell_row[area] == DRAFT_RIVER_ROW);
}

/* The n-th of `of` even shares of the fitting areas, so that places of one kind lie apart. */
static size_t choose_area(const struct draft *d, enum town_place_kind kind, int n, int of, struct chance *r)
{
    size_t fit[DRAFT_ROWS * DRAFT_COLUMNS] = { 0 }, many = 0;

    for (size_t a = 0; a < d->town->areas; a++)
        if (fits(d, a, kind))
            fit[many++] = a;
    assert(many >= (size_t)of);
    size_t from = many * (size_t)n / (size_t)of, to = many * (size_t)(n + 1) / (size_t)of;
    return fit[from + chance_below(r, to - from)];
}

static bool add_place(struct draft *d, enum town_place_kind kind, int n, struct chance *r, struct err *err)
{
    struct town_place *place = &d->town->place[d->town->places];
    double u, v;

    place->kind = kind;
    place->area = choose_area(d, kind, n, WANTED[kind].many, r);
    u = draft_between(r, .3, .7);
    v = kind == TOWN_BRIDGE ? .85 : draft_between(r, .3, .7);
    place->at = draft_point(d, place->area, u, v);
    if (!draft_name(d, "", WANTED[kind].after, &place->name, err))
        return false;
    d->town->places++;
    return true;
}

bool draft_places(struct draft *d, struct err *err)
{
    struct chance r;

    chance_open(&r, d->town->seed, DRAFT_PLACES);
    d->town->place = arena_new(d->arena, struct town_place, PLACES_MOST);
    if (!d->town->place)
        return err_memory(err, "the places");
    if (!add_schools(d, &r, err))
        return false;
    for (size_t k = 0; k < COUNT_OF(WANTED); k++) {
        assert(WANTED[k].kind == k);
        for (int n = 0; n < WANTED[k].many; n++)
            if (!add_place(d, WANTED[k].kind, n, &r, err))
                return false;
    }
    return true;
}
