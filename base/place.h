/*
 * base/place - where on earth: longitude and latitude, the Ordnance Survey's
 * National Grid, the shape of a UK postcode, and distances.
 *
 * Longitude and latitude are WGS84 degrees. The grid (OSGB36, Airy 1830) is
 * turned into them by the seven-parameter Helmert transform of the Ordnance
 * Survey's "A guide to coordinate systems in Great Britain" (2018), sections
 * 6.6 and annexe B and C: right to about five metres, which is finer than any
 * place we scan by. No grid file is needed.
 */
#ifndef BASE_PLACE_H
#define BASE_PLACE_H

#include "base/buf.h"

struct lonlat {
    double lon, lat; /* degrees, WGS84 */
};

#define PLACE_EARTH_KM 6367.0 /* the sphere of the scan: see scan/window.h */

/* In the British Isles' box, 9 W to 2 E and 49.5 to 61 N: else it is a slip (0,0; swapped; feet). */
bool place_is_british(struct lonlat p);

/* Metres along the sphere (haversine). */
double place_distance_m(struct lonlat a, struct lonlat b);

/* Metres east and north of the grid's false origin -> WGS84. false outside 0..700 km by 0..1,300 km. */
bool place_from_grid(double easting_m, double northing_m, struct lonlat *out) MUST_USE;

/* "TQ 757 684", "TQ757684", "TQ7568": two letters and 2 to 5 digits twice; the square's middle. */
bool place_from_gridref(struct str s, struct lonlat *out) MUST_USE;

/*
 * A UK postcode in its one form, "ME4 4TR": letters raised, one space before
 * the last three. `out` holds at least PLACE_POSTCODE_MAX bytes.
 * false when it has not the shape of one (BS 7666).
 */
#define PLACE_POSTCODE_MAX 9
bool place_postcode(struct str s, char out[PLACE_POSTCODE_MAX], size_t *len) MUST_USE;

#endif
