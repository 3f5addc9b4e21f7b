/*
 * northmere/incident - what happened in the invented town: some 40,000 incidents
 * and assaults of two years and a month, each to its day, as four partners wrote
 * them down.
 *
 * Rates are those of Medway's police.uk rows of January to October 2025 per
 * 1,000 residents and year (docs/northmere.md has the table), so that the town
 * is about as safe as a real one. When and where follows day of week, hour,
 * month and ground: bars at night, shops by day, homes while people are out.
 * Some places have far more than others; burglary and vehicle crime breed near
 * repeats, as they do, so that not every little cluster is planted; days have
 * moods of their own; fireworks raise nuisance and damage each autumn. A part of
 * the violence reaches the hospital, which also sees some that no one reported.
 *
 * Nothing here stands for a person: what happens is drawn by place, without
 * regard to who lives there. The order of the files is that of time.
 *
 * The span has 25 months, so that the last one has two earlier years' to be held
 * against. The same town, plants and seed give the same bytes on every machine.
 */
#ifndef NORTHMERE_INCIDENT_H
#define NORTHMERE_INCIDENT_H

#include "base/date.h"
#include "northmere/town.h"

enum incident_feed { FEED_POLICE, FEED_COUNCIL, FEED_HOUSING, FEED_HOSPITAL, INCIDENT_FEEDS };

enum incident_what {
    INCIDENT_VIOLENCE,              /* in public */
    INCIDENT_DOMESTIC,              /* violence at home; the same category to a partner */
    INCIDENT_ROBBERY, INCIDENT_WEAPON, INCIDENT_NUISANCE, INCIDENT_BURGLARY, INCIDENT_DAMAGE, INCIDENT_DRUGS,
    INCIDENT_DISORDER, INCIDENT_VEHICLE, INCIDENT_SNATCH, INCIDENT_SHOPLIFTING, INCIDENT_BICYCLE,
    INCIDENT_THEFT, INCIDENT_OTHER,
    INCIDENT_WHATS
};

enum incident_answer { INCIDENT_NO, INCIDENT_YES, INCIDENT_NOT_SAID };

struct incident {
    enum incident_feed feed;
    enum incident_what what;
    struct date day, until;         /* until: the latest it can have been; the same day mostly */
    int16_t minute, until_minute;   /* -1: to the day only */
    uint32_t area, postcode;        /* postcode: the nearest; place: index, or INCIDENT_NO_PLACE */
    uint32_t place;
    uint32_t serial;                /* of the making: settles the order of equal times */
    uint32_t reporter;              /* who reported it, by number: the council's own; 0: not said */
    struct lonlat at;               /* inside the area */
    enum incident_answer knife, public_place, under_25, repeat;
    uint8_t planted;                /* 1 + the plant's index; 0: by nature. Written in no file */
};
#define INCIDENT_NO_PLACE UINT32_MAX

struct incidents {
    struct incident *at;            /* by feed, then time */
    size_t len;
    size_t first[INCIDENT_FEEDS + 1]; /* of each feed; the last is len */
};

struct date incident_first_day(void);  /* 1 October 2023 */
struct date incident_last_day(void);   /* 31 October 2025 */

struct plants;

/*
 * Nature by the town's seed, then the plants: what they add and take away is counted in them.
 * fails  ERR_LIMIT
 */
bool incidents_make(const struct town *t, struct plants *plants, struct arena *a, struct incidents *out,
                    struct err *err) MUST_USE;

const char *incident_what_code(enum incident_what what); /* "violent-crime": as the category is known */
const char *incident_feed_code(enum incident_feed feed);        /* "northmere-police": the agency's code */
const char *incident_feed_file(enum incident_feed feed);        /* "invented-police-incidents.csv" */

/* One partner's file, header first. Never fails one by one: ask buf_done(). */
void incident_write(const struct town *t, const struct incidents *e, enum incident_feed feed, struct buf *b);

#endif
