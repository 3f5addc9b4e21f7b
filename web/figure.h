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

#include "brief/brief.h"
#include "web/url.h"

struct figure_count {
    bool known;
    struct grouped n;
};
struct figure_row {
    struct str name;        /* the priority, or the area */
    struct url url;         /* where the name leads; "" nowhere */
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

#endif
