/* web/area_view - what the page of one area shows, and nothing else. */
#ifndef WEB_AREA_VIEW_H
#define WEB_AREA_VIEW_H

#include "web/figure.h"

struct area_option { /* of a select, or a link to the page otherwise */
    struct str value, text;
    bool chosen;
};
struct area_month { /* a line of the chart's table */
    struct month month;
    struct figure_row figure;
    bool held, doubtful, alert;
    struct shown rate, other_rate; /* per 1,000 residents, when two areas are compared */
    bool has_rate, has_other;
};
struct area_small { /* one category as a small chart */
    struct str name;
    struct url url;
    struct html chart;
};
struct area_alert {
    struct str what, when, seen; /* "Robbery", "1 to 30 September 2025", "9 seen, usual 1 to 4" */
    struct url url;
    bool standing;
};
struct area_fact {
    struct str term, words, means;
};
struct area_side { /* one of two areas compared */
    struct str name;
    struct url url;
    struct figure_row figure;
    struct str residents, decile;
};

struct area_view {
    struct str name, code, kind;        /* "Ward", "Small area" */
    struct str category, category_name; /* code, "" for all; "All recorded incidents" */
    struct str answer, caution;         /* the sentence; what must be added to it, or "" */
    struct str whose;            /* "Kent Police": who sent these figures; "" nobody */
    struct html wide, narrow;       /* the trend; "" nothing is held */
    const struct area_month *month; /* the newest first */
    size_t months;
    bool has_alert, has_doubtful;
    const struct figure_row *row; /* by category */
    size_t rows;
    struct month last;
    bool has_last, asked_date;
    struct date date; /* kept by the form when the page stands on another day than the newest */
    const struct area_small *small;
    size_t smalls;
    const struct area_alert *alert;
    size_t alerts;
    const struct area_fact *fact;
    size_t facts;
    struct html map;
    const struct figure_row *part; /* the small areas of a ward */
    size_t parts;
    const struct area_option *choice; /* categories */
    size_t choices;
    const struct area_option *other; /* areas to compare with */
    size_t others;
    bool compared;
    struct str other_name;
    struct area_side side[2];
    size_t sides;
    struct html both_wide, both_narrow;
    struct url here, map_page, alerts_page, trend_csv, categories_csv, parts_csv, json, without;
};

#endif
