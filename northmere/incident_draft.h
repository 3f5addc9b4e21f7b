/*
 * northmere/incident_draft - what nature and plants share while the incidents are made: the growing list,
 * and how a day, an hour and a place are drawn for one kind of incident.
 */
#ifndef NORTHMERE_INCIDENT_DRAFT_H
#define NORTHMERE_INCIDENT_DRAFT_H

#include "base/chance.h"
#include "northmere/plant.h"

struct incident_draft {
    const struct town *town;
    struct arena *arena;
    struct incident *at;
    size_t len, room;
    struct chance chance;
    int64_t *day_weight[INCIDENT_FEEDS][INCIDENT_WHATS]; /* summed up to each day of the span */
    int64_t *area_weight[INCIDENT_WHATS]; /* summed up to each area */
    size_t days;
};

/* How often and how: one row a kind of incident. */
struct incident_habit {
    const char *code, *police, *council; /* the partner's words for it */
    double per_1000[INCIDENT_FEEDS];     /* rows a year and 1,000 residents; the hospital's: its own */
    int week, hours, season, ground;     /* which profile of incident_habit.c */
    int knife, public_place, under_25, repeat; /* percent; below 0: the partner cannot say */
    int breeds;                          /* percent of incidents that a near repeat follows */
    int spans;                           /* percent found later, with a latest time */
    int hospital;                        /* percent of which the hospital sees somebody */
};
const struct incident_habit *incident_habit(enum incident_what what);
int incident_week(enum incident_what what, int weekday);
int incident_hour(enum incident_what what, int hour);
int incident_season(enum incident_feed feed, enum incident_what what, struct date day);
int incident_ground(enum incident_what what, enum town_ground ground);

bool incident_draft_begin(struct incident_draft *d, struct err *err) MUST_USE;
struct date incident_draw_day(struct incident_draft *d, enum incident_feed feed, enum incident_what what,
                              struct chance *r);
size_t incident_draw_area(struct incident_draft *d, enum incident_what what, struct chance *r);

/* An incident of nature at an hour and a spot of its own in `area`; not yet in the list. */
struct incident incident_draw(struct incident_draft *d, enum incident_feed feed, enum incident_what what,
                              struct date day, size_t area, struct chance *r);
/* Puts it at a postcode of its area: within some 40 m, and inside. */
void incident_put_at(const struct town *t, struct incident *e, size_t postcode, struct chance *r);
bool incident_add(struct incident_draft *d, const struct incident *e, struct err *err) MUST_USE;

#endif
