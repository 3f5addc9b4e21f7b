/*
 * web/chart - counts by month as a picture made here: a line over the band of
 * the usual range, with what must be known about a month marked on it.
 *
 * It starts at 0, so that a small change looks small. A month not held leaves
 * a gap that says so; one in which the feed was quiet or doubled is hollow; one
 * above or below its own usual range is a triangle that points up or down, in a
 * colour beside its shape; one that an alert was raised about has a dotted line.
 * Each picture bears its title and its figures in words, and every page puts
 * the same figures in a table below it. Class names only: web/part.h.
 *
 * Edward Tufte, The Visual Display of Quantitative Information, 2nd ed., 2001,
 * ch. 2 and 6: labels at the data, no ink that says nothing.
 */
#ifndef WEB_CHART_H
#define WEB_CHART_H

#include "brief/brief.h"
#include "web/show.h"

struct chart_month {
    bool known; /* false: not held, and `y` means nothing */
    double y;
    bool doubtful; /* the feed was quiet or doubled then */
    bool has_usual;
    double low, high; /* both ends are usual */
    enum brief_verdict verdict;
    bool alert; /* an alert was raised about this month */
};

enum chart_size {
    CHART_WIDE,   /* a page's width: all its months, each marked and labelled */
    CHART_NARROW, /* a phone's: the last CHART_NARROW_MONTHS */
    CHART_SMALL,  /* one of many: a line, its band and its last figure */
};
#define CHART_NARROW_MONTHS 13

struct chart {
    const char *id;   /* ours, of a page but once */
    struct str title; /* "Robbery in Quayside by month" */
    struct str unit;  /* "incidents a month" */
    struct month first;
    size_t months;
    const struct chart_month *month;
    const struct chart_month *other; /* a second series of as many months, or NULL: a dashed line */
    struct str name, other_name;     /* at the lines' ends, when there are two */
    double top;   /* of the scale, at least: the same for charts that are compared */
    int decimals; /* of the figures */
};

/* Adds one <svg>; nothing without a month. O(months). */
void chart_add(struct buf *b, const struct chart *c, enum chart_size size);

/* The greatest figure or end of a range in it. */
double chart_top(const struct chart *c);

/* The step of an axis from 0 to `top` with at most `most` steps: 1, 2 or 5 times a power of ten. */
double chart_step(double top, int most, bool whole_numbers);

#endif
