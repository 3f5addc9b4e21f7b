/* web/alerts_view - what the list of alerts shows, and nothing else. */
#ifndef WEB_ALERTS_VIEW_H
#define WEB_ALERTS_VIEW_H

#include "web/alert_words.h"
#include "web/show.h"

struct alerts_row {
    struct url url;
    struct str category, place, period, feed;
    struct grouped observed;
    struct str usual;   /* "1 to 4", or why there is none */
    struct str chance;  /* "about once in 3 years" */
    const char *method; /* "a cluster", "a ward against its own past" */
    enum alert_state state;
    const char *state_word;
};

struct alerts_table {
    const char *caption;
    const struct alerts_row *row;
    size_t rows;
};

struct alerts_view {
    struct date date;
    struct alerts_table standing,
        earlier;  /* of the newest run that stands, the least likely first; others */
    bool scanned; /* a run for the day stands */
    struct str looked_for;
    struct url about, csv, json;
};

#endif
