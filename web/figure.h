/*
 * web/figure - a line of figures as every table of the site shows it: the
 * count, its usual range, the verdict, the past as a sparkline, a year ago,
 * twelve months, the rate and the rank.
 *
 * A count is never shown without its usual range or the words that there is
 * not enough past; what is not held is said, never 0.
 */
#ifndef WEB_FIGURE_H
#define WEB_FIGURE_H

#include "web/snapshot.h"
#include "web/url.h"

struct figure_count {
    bool known;
    struct grouped n;
};
struct figure_row {
    struct str name, code; /* the priority, or the area; its code, for CSV and JSON */
    struct str whose;      /* the feed, where two send figures of the same name; "" */
    struct url url;        /* where the name leads; "" nowhere */
    struct date to;
    struct str complete_to; /* "31 Oct 2025"; "" not shown */
    bool week;              /* the count is of a week, not a month */
    struct figure_count count, year_ago, twelve;
    struct figure_count low, high; /* the usual range */
    enum brief_verdict verdict;
    struct html spark;
    bool twelve_short; /* fewer than 12 months are held */
    int months_held;
    struct shown rate; /* per 1,000 */
    bool has_rate;
    struct str rate_of; /* "residents", "households, 6 months"; why there is none */
    struct str rank;    /* "2 of 13", "" not ranked */
};

struct figure_count figure_count(struct brief_count c);
/* The row's words and picture. fails ERR_LIMIT. */
bool figure_row(const struct brief_row *from, struct arena *a, struct figure_row *out,
                struct err *err) MUST_USE;

/* Which area: its level and index; index 0 for the whole. */
struct figure_area {
    enum shot_level level;
    int index;
};
/* The last month held of these counts; false when none is. */
bool figure_last_month(const struct snapshot *s, struct shot_what what, size_t *month);
/* A month's count of an area beside its own past, as a brief's row; the series in the arena. fails
 * ERR_LIMIT. */
bool figure_brief_row(const struct snapshot *s, struct shot_what what, struct figure_area area,
                      size_t month, struct arena *a, struct brief_row *out,
                      struct err *err) MUST_USE;

/* The same rows for a spreadsheet and for a program; what is not known is empty, or null. */
void figure_csv(struct buf *b, const char *of, const struct figure_row *row, size_t rows);
struct json_out;
void figure_json(struct json_out *j, const struct figure_row *row, size_t rows);

#endif
