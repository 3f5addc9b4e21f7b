/*
 * web/outline - areas' boundaries made light enough for a page: SVG paths and
 * GeoJSON, for all areas of one level together.
 *
 * All points are laid on one grid, the same for every area, and points that
 * fall together are left out: a boundary two areas share stays shared, with no
 * gap and no overlap along it. The grid is a tenth of a unit wide (some three
 * metres in a district) and is doubled until the paths fit the room given. The
 * plane is longitude squeezed by the cosine of the middle latitude: right to a
 * unit or two over a district.
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
 * out    *out: one for each area, by index; all paths together at most `path_bytes` long, unless the
 *        grid would have to be wider than 12.8 units
 * fails  ERR_LIMIT. cost  O(points) a try
 */
bool outline_make(const struct area_list *areas, const struct outline_frame *f, size_t path_bytes,
                  struct arena *a, struct outline **out, struct err *err) MUST_USE;

#endif
