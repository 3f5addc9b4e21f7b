/*
 * base/shape - an area's outline on the map: polygons with holes, and whether
 * a point lies inside.
 *
 * Coordinates are longitude and latitude in degrees (GeoJSON, RFC 7946). All
 * rings of all polygons lie in one array; a point is inside when a ray from it
 * crosses the rings an odd number of times, so holes and islands need no
 * special case. A point exactly on an edge belongs to one side of it, always
 * the same one, so that areas that share an edge never both claim it.
 */
#ifndef BASE_SHAPE_H
#define BASE_SHAPE_H

#include "base/place.h"

struct box {
    double west, south, east, north;
};

struct shape {
    const struct lonlat *point; /* every ring's points, each ring closed or not */
    const uint32_t *ring_end;   /* ring r is point[ring_end[r - 1] .. ring_end[r]) */
    size_t points, rings;
    struct box box;
};

bool shape_has(const struct shape *s, struct lonlat p); /* O(points), O(1) outside the box */
struct lonlat shape_middle(const struct shape *s);      /* centroid by area; may lie outside */
struct box shape_box(const struct lonlat *point, size_t n);

/*
 * A shape as bytes, for the store, and back: magic "SHP1", rings, points as
 * little-endian doubles.
 *
 * fails  ERR_INPUT when the bytes are not such a shape; ERR_LIMIT.
 */
bool shape_pack(const struct shape *s, struct arena *a, struct str *out, struct err *err) MUST_USE;
bool shape_unpack(struct str bytes, struct arena *a, struct shape *out, struct err *err) MUST_USE;

#endif
