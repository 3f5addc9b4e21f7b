/* Any text as a grid reference, any two numbers as an easting and northing: a place on earth, or no place. */
#include "base/place.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct lonlat p;
    double metres[2];

    if (place_from_gridref((struct str){ (const char *)at, len }, &p) &&
        !(p.lon > -20 && p.lon < 15 && p.lat > 45 && p.lat < 65))
        abort();
    if (len >= sizeof metres) {
        memcpy(metres, at, sizeof metres);
        if (place_from_grid(metres[0], metres[1], &p) && !(fabs(p.lon) <= 180 && fabs(p.lat) <= 90))
            abort();
    }
    return 0;
}
