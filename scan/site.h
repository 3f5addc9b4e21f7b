/*
 * scan/site - the distinct points of a study, and how far apart they are.
 *
 * Places at one point are one site: they enter a zone together. Sites stand in
 * the order of their coordinates (plane: x, then y; sphere: latitude, then
 * longitude), which settles every tie and makes the result independent of the
 * order places were given in.
 *
 * Distance squared is compared, of the straight line: on the sphere the chord,
 * in radii, between points of a unit sphere, which orders points as the arc
 * does. Reported radii are arcs, 2 R asin(chord / 2 R) with R = 6,367 km.
 */
#ifndef SCAN_SITE_H
#define SCAN_SITE_H

#include "scan/scan.h"

struct sites {
    size_t count;
    double (*at)[3];          /* plane: x, y, 0; sphere: a unit vector */
    double *band;             /* what the sites are ordered by first, rising */
    uint32_t *cases;          /* per site, on all steps */
    uint32_t *of_place;       /* per place: its site */
    uint32_t *start;          /* site s holds place[start[s] .. start[s + 1]) */
    uint32_t *place;          /* places by site, each site's in rising number */
    enum scan_geometry geometry;
    double reach2;            /* the largest distance squared a zone may have; INFINITY: none */
    double band_reach;        /* no site further than this in `band` is within it */
};

/* fails  ERR_INPUT a coordinate is no number or no degree on earth; ERR_LIMIT. */
bool sites_make(const struct scan_cases *cases, enum scan_geometry geometry, double max_radius,
                struct arena *a, struct sites *out, struct err *err) MUST_USE;

double sites_distance2(const struct sites *s, size_t a, size_t b);
double sites_radius(const struct sites *s, double distance2); /* in km, or the plane's unit */

/* A site and its distance from some centre. */
struct near {
    double distance2;
    uint32_t site;
};

/* By distance, then by the site's order. */
bool near_before(struct near a, struct near b);

/*
 * Orders near[count], given with rising sites, by near_before(). `scratch` holds
 * as many. A radix sort by the distance rounded to 32 bits, mended where that
 * rounding was too coarse: O(count).
 */
void near_sort(struct near *near, size_t count, struct near *scratch);

#endif
