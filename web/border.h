/*
 * web/border - the borders of many areas as one net, and fewer and fewer of its points.
 *
 * Simplified ring by ring, two neighbours lose different points of the border
 * between them: gaps and overlaps. Here a point is one thing however many rings
 * pass through it. Where rings meet or part is a junction, which stays. Every
 * other point has the same two neighbours in each ring that passes it, and goes
 * from all of them at once: the point with the smallest triangle first
 * (Visvalingam and Whyatt, "Line generalisation by repeated elimination of points",
 * The Cartographic Journal 30(1), 1993), so that what is seen least is lost first.
 *
 * A point stays for the time being when its triangle holds another point of the
 * net, or when its neighbours are neighbours already. So borders that did not
 * cross do not come to, no ring falls to a line, and each keeps its direction.
 *
 * Coordinates are whole numbers on a grid the caller chose; nothing depends on
 * the order in which areas come but which of two equal triangles goes first.
 */
#ifndef WEB_BORDER_H
#define WEB_BORDER_H

#include "base/arena.h"
#include "base/err.h"

#define BORDER_SPOT_MAX (1 << 20) /* of a coordinate, either way: a triangle's area is whole and fits */

struct border_spot {
    int32_t x, y;
};
struct border_ring { /* at least three points, no two that follow each other the same, nor last and first */
    const struct border_spot *at;
    size_t len;
};

struct border; /* the net; lies in the arena it was made in */

/* fails  ERR_LIMIT. cost  O(n log n) for n points */
bool border_make(const struct border_ring *ring, size_t rings, struct arena *a, struct border **out,
                 struct err *err) MUST_USE;

size_t border_goes(const struct border *b); /* how many points can go, one after the other */
/* The first so many whose triangles are no larger than this (twice the area, in squares of the grid). */
size_t border_goes_within(const struct border *b, int64_t twice_area);

/* A ring without the first `gone` points; out has room for all of it. At least three are left. */
size_t border_ring_left(const struct border *b, size_t ring, size_t gone, struct border_spot *out);

#endif
