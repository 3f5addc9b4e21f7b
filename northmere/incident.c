/* Nature: each feed's own incidents, near repeats, what the hospital sees, who reports. */
#include "northmere/incident.h"

#include "northmere/incident_draft.h"

enum { STREAM_NATURE = 2000, STREAM_REPEATS = 3000, STREAM_HOSPITAL = 4000, REPORTERS = 700,
       REPEAT_DAYS = 14 };

/* As many as the rate gives, to the nearest whole: their days and places are what varies. */
static bool add_stream(struct incident_draft *d, enum incident_feed feed, enum incident_what what,
                       struct err *err)
{
    double rate = incident_habit(what)->per_1000[feed] * (double)d->town->residents / 1000 / 365.25;
    size_t n = (size_t)floor(rate * (double)d->days + .5);
    struct chance r;

    chance_open(&r, d->town->seed, STREAM_NATURE + (uint64_t)feed * 100 + what);
    for (size_t i = 0; i < n; i++) {
        struct date day = incident_draw_day(d, feed, what, &r);
        struct incident e = incident_draw(d, feed, what, day, incident_draw_area(d, what, &r), &r);
        if (feed == FEED_COUNCIL) {
            double u = chance_unit(&r);
            e.reporter = 1 + (uint32_t)(REPORTERS * u * u);
        }
        if (!incident_add(d, &e, err))
            return false;
    }
    return true;
}

/* The next one, within a fortnight, in the same street or the one beside it; and so on. */
static bool add_near_repeats(struct incident_draft *d, struct err *err)
{
    const struct town *t = d->town;
    struct chance r;

    chance_open(&r, t->seed, STREAM_REPEATS);
    for (size_t i = 0; i < d->len; i++) {
        struct incident of = d->at[i];
        if (of.feed != FEED_POLICE || (int)chance_below(&r, 100) >= incident_habit(of.what)->breeds)
            continue;
        struct date day = { of.day.days + 1 + (int32_t)chance_below(&r, REPEAT_DAYS) };
        const struct town_street *s = &t->street[t->postcode[of.postcode].street];
        if (day.days > incident_last_day().days)
            continue;
        struct incident e = incident_draw(d, of.feed, of.what, day, of.area, &r);
        incident_put_at(t, &e, s->first_postcode + (size_t)chance_below(&r, s->postcodes), &r);
        e.repeat = INCIDENT_YES;
        if (!incident_add(d, &e, err))
            return false;
    }
    return true;
}

/* Of what the police know, the hospital sees a part; it comes as one more incident, of the same hour. */
static bool add_hospital(struct incident_draft *d, struct err *err)
{
    size_t known = d->len;
    struct chance r;

    chance_open(&r, d->town->seed, STREAM_HOSPITAL);
    for (size_t i = 0; i < known; i++) {
        struct incident e = d->at[i];
        if (e.feed != FEED_POLICE || (int)chance_below(&r, 100) >= incident_habit(e.what)->hospital)
            continue;
        e.feed = FEED_HOSPITAL;
        if (!incident_add(d, &e, err))
            return false;
    }
    for (enum incident_what what = 0; what < INCIDENT_WHATS; what++)
        if (!add_stream(d, FEED_HOSPITAL, what, err))
            return false;
    return true;
}

static int order_incidents(const void *x, const void *y)
{
    const struct incident *a = x, *b = y;

    if (a->feed != b->feed)
        return a->feed < b->feed ? -1 : 1;
    if (a->day.days != b->day.days)
        return a->day.days < b->day.days ? -1 : 1;
    if (a->minute != b->minute)
        return a->minute < b->minute ? -1 : 1;
    return a->serial < b->serial ? -1 : a->serial > b->serial;
}

static bool grow(struct incident_draft *d, struct plants *plants, struct err *err)
{
    for (enum incident_feed feed = 0; feed < FEED_HOSPITAL; feed++)
        for (enum incident_what what = 0; what < INCIDENT_WHATS; what++)
            if (!add_stream(d, feed, what, err))
                return false;
    if (!add_near_repeats(d, err))
        return false;
    plants_count(plants, d);
    return add_hospital(d, err) && plants_grow(plants, d, err);
}

bool incidents_make(const struct town *t, struct plants *plants, struct arena *a, struct incidents *out,
                    struct err *err)
{
    struct incident_draft d = { .town = t, .arena = a };

    if (!incident_draft_begin(&d, err) || !grow(&d, plants, err))
        return false;
    if (d.len)
        qsort(d.at, d.len, sizeof *d.at, order_incidents);
    *out = (struct incidents){ .at = d.at, .len = d.len };
    for (size_t i = 0, feed = 0; feed <= INCIDENT_FEEDS; feed++) {
        while (i < d.len && d.at[i].feed < feed)
            i++;
        out->first[feed] = i;
    }
    return true;
}
