/*
 * web/outline - areas' boundaries made light enough for a page: SVG paths and
 * GeoJSON, for all areas of one level together.
 *
 * All points are laid on one grid, the same for every area, a tenth of a unit
 * wide (some three metres in a district). What two areas share is one border
 * (web/border) and loses its points once, those first whose loss is seen least,
 * until the paths fit the room given: no gap and no overlap between neighbours,
 * no area lost. The plane is longitude squeezed by the cosine of the middle
 * latitude: right to a unit or two over a district.
 */
#ifndef WEB_OUTLINE_H
#define WEB_OUTLINE_H

#include "picture/area.h"

#define OUTLINE_WIDE 800 /* units of the picture */

struct outline_frame {
    struct box box;              /* of all points */
    double wide, high;           /* units */
    double per_lon, per_lat;     /* units for a degree */
};
/* The frame of all lists together; wide is 0 when none has an outline. */
struct outline_frame outline_frame(const struct area_list *const *list, size_t lists);

struct outline {
    struct str path;             /* "M1.5 2l3 4-5 6z"; "" without outline */
    struct str rings;            /* [[[[lon,lat],...]]]: coordinates of a MultiPolygon; "" without */
};
/*
 * out    *out: one for each area, by index; all paths together at most `path_bytes` long, or as short as
 *        they can be while each ring is one
 * fails  ERR_LIMIT. cost  O(n log n) for n points; a district's 12,000 take 10 ms (make bench-snapshot)
 */
bool outline_make(const struct area_list *areas, const struct outline_frame *f, size_t path_bytes,
                  struct arena *a, struct outline **out, struct err *err) MUST_USE;

#endif
