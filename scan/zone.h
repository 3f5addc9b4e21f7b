/*
 * scan/zone - the circles that are tried: each centre's places by distance.
 *
 * A zone is a centre and its first k places; one is tried after every place
 * added, as long as the zone holds at most `max_share` of all cases and lies
 * within the greatest radius. Only sites that have a case are listed ("rows",
 * numbered in the sites' order): adding one without changes nothing that is
 * counted, and of equal zones the smaller is the answer. Any site is a centre.
 *
 * Zones of one centre that follow one another form a ring, of few enough that
 * their totals are about equal. What no window shows at a ring's end, with the
 * total its first zone had, no zone inside the ring can show: so a ring costs
 * one comparison, not one per zone. Rings widen with the square root of the
 * total, which keeps what is thereby given away below the counts' own standard
 * deviation at any total; so do the classes of totals that share a bar.
 */
#ifndef SCAN_ZONE_H
#define SCAN_ZONE_H

#include "scan/site.h"

#define SCAN_ROWS_MAX 65536 /* sites with cases: a row's number has 16 bits */

enum { RING_MAX = 16 };     /* zones in a ring: 1, 2, 4, 8 or 16 but for a list's last */

struct ring {
    uint32_t end;           /* in zones.row, exclusive; it starts where the one before ended */
    uint16_t class;         /* of its first zone */
};

struct zones {
    size_t rows, centres;
    uint32_t *site;         /* per row */
    uint32_t *row_cases;    /* per row */
    uint16_t *row;          /* every centre's rows, one list behind the other */
    size_t *start;          /* per centre, and one more: its part of row[] */
    struct ring *ring;      /* `end` counts from the centre's start */
    size_t *ring_start;     /* per centre, and one more */
    uint16_t *class_of;     /* per total of cases, 0 .. most */
    uint32_t *class_least;  /* per class: the least total in it */
    size_t classes;
    uint32_t most;          /* cases a zone may hold */
    double mean;            /* cases a site */
    double spread;          /* a total's root times this: the change that moves the fullest
                               window's expected count by its standard deviation */
};

/*
 * `all` cases, of which the fullest window holds `window_most`.
 *
 * fails  ERR_INPUT more than SCAN_ROWS_MAX sites with cases; ERR_LIMIT the lists do not fit.
 * cost   O(sites * sites within reach).
 */
bool zones_make(const struct sites *sites, uint64_t all, uint64_t window_most, double max_share,
                struct arena *a, struct zones *out, struct err *err) MUST_USE;

#endif
