/* How a day, an hour, an area and a spot are drawn. */
#include "northmere/incident_draft.h"

#include <assert.h>

enum { FIRST_DAY = 19631, LAST_DAY = 20392, STREAM_INCIDENTS = 1000 };

struct date incident_first_day(void)
{
    return (struct date){ FIRST_DAY };
}

struct date incident_last_day(void)
{
    return (struct date){ LAST_DAY };
}

/* ---- weights, summed up, so that a draw is a search ---- */

static bool weigh_days(struct incident_draft *d, enum incident_feed feed, enum incident_what what,
                       const int *mood, struct err *err)
{
    int64_t sum = 0, *summed = arena_new(d->arena, int64_t, d->days);

    if (!summed)
        return err_memory(err, "the incidents");
    for (size_t i = 0; i < d->days; i++) {
        struct date day = { FIRST_DAY + (int32_t)i };
        sum += (int64_t)incident_week(what, date_weekday(day)) * incident_season(feed, what, day) * mood[i];
        summed[i] = sum;
    }
    d->day_weight[feed][what] = summed;
    return true;
}

/* Where many are poor there is more; and some areas have more than others for no reason we know. */
static bool weigh_areas(struct incident_draft *d, enum incident_what what, struct err *err)
{
    int64_t sum = 0;

    d->area_weight[what] = arena_new(d->arena, int64_t, d->town->areas);
    if (!d->area_weight[what])
        return err_memory(err, "the incidents");
    for (size_t i = 0; i < d->town->areas; i++) {
        const struct town_area *area = &d->town->area[i];
        int64_t own = 75 + (int64_t)chance_below(&d->chance, 51), poor = 100 + 8 * (10 - area->decile);
        sum += area->residents * incident_ground(what, area->ground) * own * poor;
        d->area_weight[what][i] = sum;
    }
    return true;
}

bool incident_draft_begin(struct incident_draft *d, struct err *err)
{
    int *mood;

    d->days = LAST_DAY - FIRST_DAY + 1;
    mood = arena_new(d->arena, int, d->days);
    if (!mood)
        return err_memory(err, "the incidents");
    chance_open(&d->chance, d->town->seed, STREAM_INCIDENTS);
    for (size_t i = 0; i < d->days; i++)
        mood[i] = 85 + (int)chance_below(&d->chance, 31);
    for (enum incident_what what = 0; what < INCIDENT_WHATS; what++) {
        if (!weigh_areas(d, what, err))
            return false;
        for (enum incident_feed feed = 0; feed < INCIDENT_FEEDS; feed++)
            if (!weigh_days(d, feed, what, mood, err))
                return false;
    }
    return true;
}

static size_t draw(const int64_t *summed, size_t n, struct chance *r)
{
    int64_t at = (int64_t)chance_below(r, (uint64_t)summed[n - 1]);
    size_t low = 0, high = n - 1;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (summed[middle] > at)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

struct date incident_draw_day(struct incident_draft *d, enum incident_feed feed, enum incident_what what,
                              struct chance *r)
{
    return (struct date){ FIRST_DAY + (int32_t)draw(d->day_weight[feed][what], d->days, r) };
}

size_t incident_draw_area(struct incident_draft *d, enum incident_what what, struct chance *r)
{
    return draw(d->area_weight[what], d->town->areas, r);
}

static int draw_minute(enum incident_what what, struct chance *r)
{
    int all = 0, hour = 0;

    for (int h = 0; h < 24; h++)
        all += incident_hour(what, h);
    int at = (int)chance_below(r, (uint64_t)all);
    while (at >= incident_hour(what, hour))
        at -= incident_hour(what, hour++);
    int minute = (int)chance_below(r, 60);
    /* Half of all times are told to the quarter of an hour, as people tell them. */
    return hour * 60 + (chance_below(r, 2) ? minute : minute / 15 * 15);
}

static bool happens(struct chance *r, int percent)
{
    return (int)chance_below(r, 100) < percent;
}

static enum incident_answer answer(struct chance *r, int percent)
{
    bool unsaid = happens(r, 4), yes = happens(r, percent);

    return percent < 0 || unsaid ? INCIDENT_NOT_SAID : yes ? INCIDENT_YES : INCIDENT_NO;
}

/* ---- where ---- */

static struct lonlat near_to(const struct town *t, size_t area, struct lonlat at, struct chance *r)
{
    double east = (chance_unit(r) - .5) * 80 / 63850, north = (chance_unit(r) - .5) * 80 / 111340;
    struct lonlat p = { floor((at.lon + east) * 1e6 + .5) / 1e6, floor((at.lat + north) * 1e6 + .5) / 1e6 };

    return shape_has(&t->area[area].shape, p) ? p : at;
}

void incident_put_at(const struct town *t, struct incident *e, size_t postcode, struct chance *r)
{
    e->postcode = (uint32_t)postcode;
    e->place = INCIDENT_NO_PLACE;
    e->area = (uint32_t)t->postcode[postcode].area;
    e->at = near_to(t, e->area, t->postcode[postcode].at, r);
}

/* A few streets of an area have the most of it: the square of a chance leans to the first. */
static size_t draw_postcode(const struct town *t, size_t area, struct chance *r)
{
    const struct town_street *first = &t->street[t->area[area].first_street];
    const struct town_street *last = first + t->area[area].streets - 1;
    size_t many = last->first_postcode + last->postcodes - first->first_postcode;
    double u = chance_unit(r);

    return first->first_postcode + (size_t)((double)many * u * u);
}

/* At a public place of the area, if it has one; two in five of what happens outside homes. */
static void put_at_place(const struct town *t, struct incident *e, struct chance *r)
{
    size_t here[16], n = 0;

    for (size_t p = 0; p < t->places && n < COUNT_OF(here); p++)
        if (t->place[p].area == e->area)
            here[n++] = p;
    if (n == 0 || !happens(r, 40))
        return;
    size_t place = here[chance_below(r, n)];
    e->place = (uint32_t)place;
    e->at = near_to(t, e->area, t->place[place].at, r);
}

static void put_until(struct incident *e, struct chance *r)
{
    int later = e->minute + 60 + (int)chance_below(r, 13) * 60;

    e->until = (struct date){ e->day.days + later / 1440 };
    e->until_minute = (int16_t)(later % 1440);
    if (e->until.days > LAST_DAY) {
        e->until = e->day;
        e->until_minute = -1;
    }
}

struct incident incident_draw(struct incident_draft *d, enum incident_feed feed, enum incident_what what,
                              struct date day, size_t area, struct chance *r)
{
    const struct incident_habit *h = incident_habit(what);
    struct incident e = { .feed = feed, .what = what, .day = day, .until = day, .until_minute = -1 };

    e.minute = (int16_t)draw_minute(what, r);
    incident_put_at(d->town, &e, draw_postcode(d->town, area, r), r);
    if (h->public_place > 20)
        put_at_place(d->town, &e, r);
    if (happens(r, h->spans))
        put_until(&e, r);
    e.knife = answer(r, h->knife);
    e.public_place = answer(r, h->public_place);
    e.under_25 = answer(r, h->under_25);
    e.repeat = answer(r, h->repeat);
    return e;
}

bool incident_add(struct incident_draft *d, const struct incident *e, struct err *err)
{
    assert(e->day.days >= FIRST_DAY && e->day.days <= LAST_DAY);
    if (!arena_grow(d->arena, &d->at, &d->room, d->len, d->len + 1, sizeof *d->at))
        return err_memory(err, "the incidents");
    d->at[d->len] = *e;
    d->at[d->len].serial = (uint32_t)d->len;
    d->len++;
    return true;
}
