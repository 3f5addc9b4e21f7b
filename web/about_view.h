/* web/about_view - what the page "About" shows, and nothing else. */
#ifndef WEB_ABOUT_VIEW_H
#define WEB_ABOUT_VIEW_H

#include "web/show.h"

struct about_category { /* one kind of incident that is held */
    struct str label;
    struct str whose;       /* "Kent Police", "Northmere Police, Northmere Homes" */
    bool discovered;        /* found by police looking: left out of alerts */
    struct str denominator; /* "residents", or "" for no rate */
};
struct about_feed {
    struct str agency, kind;
    bool received;
    struct date complete_to;
    struct grouped rows;
};
struct about_record { /* of one way of finding alerts */
    const char *method;
    int64_t alerts, right, not_right, acted_on, dismissed, watched, open;
};
struct about_source {
    struct str name, licence, attribution;
};

struct about_view {
    struct str partnership, version, looked_for;
    bool invented;
    struct date date;
    const struct about_category *category;
    size_t categories;
    size_t discovered;        /* how many of them are left out of alerts */
    bool looks_at_discovered; /* the run was told to look at them all the same */
    struct str missing;       /* kinds of incident of which nothing is held: "Drugs; Other theft" */
    const struct about_feed *feed;
    size_t feeds;
    bool has_run; /* the settings of the newest standing run are known */
    struct shown false_alarms_a_year;
    int64_t streams, series;
    const struct about_record *record;
    size_t records;
    int64_t reviewed; /* alerts found right or false, over all ways */
    const struct str *note;
    size_t notes;
    const struct about_source *source;
    size_t sources;
};

#endif
