/* web/map_view - what the page "Map" shows, and nothing else: counts of areas, never a person or a record. */
#ifndef WEB_MAP_VIEW_H
#define WEB_MAP_VIEW_H

#include "web/show.h"

struct map_view_option { /* of one <select> */
    struct str value, text;
    bool chosen, barred; /* barred: this feed cannot say it */
};
struct map_view_select {
    const char *name, *label;
    const struct map_view_option *option;
    size_t options;
};
struct map_view_month {
    struct url url; /* when it is held */
    struct month month;
    struct str word; /* "Jan" */
    bool held, current;
};
struct map_view_year {
    int year;
    const struct map_view_month *month;
    size_t months;
};
struct map_view_key {
    struct html picture;
    struct str text;
};
struct map_view_row {
    struct url area;
    struct html key;
    struct str code, name, said;
    const char *look; /* how it is painted, for the script */
    bool pointed_out;
    struct str count, usual, rate; /* with the words of what is not known */
    const char *verdict, *verdict_word;
};
struct map_view_alert {
    struct url url;
    int number;
    struct str text, lon, lat, radius_m; /* degrees and metres as the script reads them */
};
struct map_view {
    struct str title, lead, caption, counted_of;
    struct url self, plain, csv, json, outlines, alerts_page; /* plain: the map as it opens */
    struct str attribution;
    bool as_of;
    struct date date;
    struct str at;
    const struct map_view_select *select;
    size_t selects;
    const struct map_view_year *year; /* the newest first */
    size_t years;
    struct html picture, patterns;
    bool has_picture;
    struct str legend_title;
    const struct map_view_key *key;
    size_t keys;
    const struct str *note; /* what must be known to read it */
    size_t notes;
    struct str level_label, rate_label;
    const struct map_view_row *row;
    size_t rows;
    struct map_view_row whole;
    const struct map_view_alert *alert;
    size_t alerts, alerts_more;
    struct str barred; /* why a filter cannot be had, or "" */
};

#endif
