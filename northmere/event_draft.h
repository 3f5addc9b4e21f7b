/*
 * northmere/event_draft - what nature and plants share while the events are made: the growing list,
 * and how a day, an hour and a place are drawn for one kind of event.
 */
#ifndef NORTHMERE_EVENT_DRAFT_H
#define NORTHMERE_EVENT_DRAFT_H

#include "base/chance.h"
#include "northmere/plant.h"

struct event_draft {
    const struct town *town;
    struct arena *arena;
    struct event *at;
    size_t len, room;
    struct chance chance;
    int64_t *day_weight[EVENT_FEEDS][EVENT_WHATS]; /* summed up to each day of the span */
    int64_t *area_weight[EVENT_WHATS]; /* summed up to each area */
    size_t days;
};

/* How often and how: one row a kind of event. */
struct event_habit {
    const char *code, *police, *council; /* the partner's words for it */
    double per_1000[EVENT_FEEDS];        /* rows a year and 1,000 residents; the hospital's: its own alone */
    int week, hours, season, ground;     /* which profile of event_habit.c */
    int knife, public_place, under_25, repeat; /* percent; below 0: the partner cannot say */
    int breeds;                          /* percent of events that a near repeat follows */
    int spans;                           /* percent found later, with a latest time */
    int hospital;                        /* percent of which the hospital sees somebody */
};
const struct event_habit *event_habit(enum event_what what);
int event_week(enum event_what what, int weekday);
int event_hour(enum event_what what, int hour);
int event_season(enum event_feed feed, enum event_what what, struct date day);
int event_ground(enum event_what what, enum town_ground ground);

bool event_draft_begin(struct event_draft *d, struct err *err) MUST_USE;
struct date event_draw_day(struct event_draft *d, enum event_feed feed, enum event_what what,
                           struct chance *r);
size_t event_draw_area(struct event_draft *d, enum event_what what, struct chance *r);

/* An event of nature at an hour and a spot of its own in `area`; not yet in the list. */
struct event event_draw(struct event_draft *d, enum event_feed feed, enum event_what what, struct date day,
                        size_t area, struct chance *r);
/* Puts it at a postcode of its area: within some 40 m, and inside. */
void event_put_at(const struct town *t, struct event *e, size_t postcode, struct chance *r);
bool event_add(struct event_draft *d, const struct event *e, struct err *err) MUST_USE;

#endif
