/* web/brief_view - what the page "Brief" shows, and nothing else: brief/brief.h in words and links.
 */
#ifndef WEB_BRIEF_VIEW_H
#define WEB_BRIEF_VIEW_H

#include "web/figure.h"

struct brief_blank_view { /* what the meeting fills in: a line to write on where it is "" */
    struct str known;
};
struct brief_thing_view {
    size_t nr;
    struct str priority, place;
    bool ongoing;
    struct grouped observed;
    struct str when, usual;    /* "11 days, 20 to 30 Oct 2025"; "usual 1 to 4" */
    struct str chance, reason; /* whole sentences */
    struct html spark;
    const struct str *evidence;
    size_t evidences;
    struct str can, cannot; /* "6 of 9 at night"; "under 25, repeat" */
    struct brief_blank_view already_there, decision, owner, due;
    struct str record;
    struct url alert, map;
};
struct brief_named_view {   /* an area outside its usual range */
    struct str name, words; /* "9 (usual 1 to 4)" */
    struct url url;
};
struct brief_late_view {
    struct str agency, words;
};
struct brief_priority_view { /* one priority by area */
    struct str id, priority, feed, whose, can,
        cannot; /* whose: the feed where two share the priority */
    size_t above, below, unknown;
    struct url areas, map;
    const struct figure_row *row;
    size_t rows;
};
struct brief_day_view {
    struct date date;
    bool current;
};
struct brief_pair_view { /* a term and what is said of it */
    struct str term, words;
};
struct brief_run_view {
    int64_t id;
    struct str method, parameters, command;
    bool stale;
};
struct brief_feed_view {
    struct str agency, kind, complete_to; /* "" nothing received yet */
    struct grouped rows;
    const struct str *notice;
    size_t notices;
};

struct brief_view {
    struct str partnership, weekday, marking, version;
    struct date date, data_to;
    const struct str *stale;
    size_t stales;
    struct str head; /* "Three things to decide" */
    const struct brief_thing_view *thing;
    size_t things;
    struct str looked;
    struct html map;
    struct str map_of;
    bool seen_above, seen_usual, seen_below, seen_unknown;
    const struct brief_named_view *above, *below;
    size_t aboves, belows, above_more, below_more;
    const struct brief_late_view *late;
    size_t lates, late_more;
    bool has_feeds;
    struct str overdue_none, panels_none; /* said when there is no line */
    const struct str *overdue, *panel;
    size_t overdues, panels;
    const struct figure_row *row;
    size_t rows;
    struct str row_cannot; /* what no row can say */
    const struct brief_priority_view *priority;
    size_t priorities;
    const struct brief_feed_view *feed;
    size_t feeds;
    const struct str *note;
    size_t notes;
    const struct brief_pair_view *source;
    const struct brief_run_view *run;
    size_t sources, runs;
    struct str command;
    bool newest;
    const struct brief_day_view *day;
    size_t days;
    struct url here, map_page, data_page, alerts_page, areas_page, html_file, csv_file, json_file;
};

#endif
