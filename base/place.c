#include "base/place.h"

#include "base/number.h"

static const double PI = 3.14159265358979323846;

static double radians(double degrees)
{
    return degrees * PI / 180;
}

bool place_is_british(struct lonlat p)
{
    return p.lon >= -9 && p.lon <= 2 && p.lat >= 49.5 && p.lat <= 61;
}

double place_distance_m(struct lonlat a, struct lonlat b)
{
    double dlat = sin(radians(b.lat - a.lat) / 2), dlon = sin(radians(b.lon - a.lon) / 2);
    double h = dlat * dlat + cos(radians(a.lat)) * cos(radians(b.lat)) * dlon * dlon;

    return 2 * PLACE_EARTH_KM * 1000 * asin(sqrt(fmin(1, h)));
}

struct ellipsoid {
    double a, b; /* semi-axes, m */
};
static const struct ellipsoid AIRY = { 6377563.396, 6356256.909 };
static const struct ellipsoid WGS84 = { 6378137.000, 6356752.3141 };

struct radian_place {
    double lat, lon;
};

/* The transverse Mercator of the National Grid, undone: OS guide, annexe C.2. */
static struct radian_place unproject(double easting, double northing)
{
    const double f0 = 0.9996012717, lat0 = radians(49), lon0 = radians(-2);
    const double e0 = 400000, n0 = -100000, a = AIRY.a, b = AIRY.b;
    const double e2 = 1 - (b * b) / (a * a), n = (a - b) / (a + b);
    double lat = lat0, m = 0;

    for (int i = 0; i < 20; i++) {
        lat += (northing - n0 - m) / (a * f0);
        double d = lat - lat0, s = lat + lat0;
        m = b * f0 * ((1 + n + 1.25 * n * n + 1.25 * n * n * n) * d -
                      (3 * n + 3 * n * n + 2.625 * n * n * n) * sin(d) * cos(s) +
                      (1.875 * n * n + 1.875 * n * n * n) * sin(2 * d) * cos(2 * s) -
                      35.0 / 24 * n * n * n * sin(3 * d) * cos(3 * s));
        if (fabs(northing - n0 - m) < 1e-5)
            break;
    }
    double s = sin(lat), t = tan(lat), c = 1 / cos(lat), t2 = t * t, t4 = t2 * t2;
    double nu = a * f0 / sqrt(1 - e2 * s * s);
    double rho = a * f0 * (1 - e2) * pow(1 - e2 * s * s, -1.5), eta2 = nu / rho - 1;
    double d = easting - e0, d2 = d * d;
    double seven = t / (2 * rho * nu), eight = t / (24 * rho * pow(nu, 3)) *
                   (5 + 3 * t2 + eta2 - 9 * t2 * eta2);
    double nine = t / (720 * rho * pow(nu, 5)) * (61 + 90 * t2 + 45 * t4);
    double ten = c / nu, eleven = c / (6 * pow(nu, 3)) * (nu / rho + 2 * t2);
    double twelve = c / (120 * pow(nu, 5)) * (5 + 28 * t2 + 24 * t4);
    double twelve_a = c / (5040 * pow(nu, 7)) * (61 + 662 * t2 + 1320 * t4 + 720 * t4 * t2);

    return (struct radian_place){ lat - seven * d2 + eight * d2 * d2 - nine * d2 * d2 * d2,
                                  lon0 + ten * d - eleven * d * d2 + twelve * d * d2 * d2 -
                                      twelve_a * d * d2 * d2 * d2 };
}

/* OSGB36 -> WGS84: through space, by Helmert's seven parameters (OS guide, 6.6, signs reversed). */
static struct lonlat shift_datum(struct radian_place p)
{
    const double tx = 446.448, ty = -125.157, tz = 542.060, s = 1 - 20.4894e-6;
    const double rx = radians(0.1502 / 3600), ry = radians(0.2470 / 3600), rz = radians(0.8421 / 3600);
    double e2 = 1 - AIRY.b * AIRY.b / (AIRY.a * AIRY.a);
    double nu = AIRY.a / sqrt(1 - e2 * sin(p.lat) * sin(p.lat));
    double x = nu * cos(p.lat) * cos(p.lon), y = nu * cos(p.lat) * sin(p.lon);
    double z = (1 - e2) * nu * sin(p.lat);
    double x2 = tx + s * x - rz * y + ry * z, y2 = ty + rz * x + s * y - rx * z;
    double z2 = tz - ry * x + rx * y + s * z;
    double f2 = 1 - WGS84.b * WGS84.b / (WGS84.a * WGS84.a), across = sqrt(x2 * x2 + y2 * y2);
    double lat = atan2(z2, across * (1 - f2));

    for (int i = 0; i < 8; i++) {
        double v = WGS84.a / sqrt(1 - f2 * sin(lat) * sin(lat));
        lat = atan2(z2 + f2 * v * sin(lat), across);
    }
    return (struct lonlat){ atan2(y2, x2) * 180 / PI, lat * 180 / PI };
}

bool place_from_grid(double easting_m, double northing_m, struct lonlat *out)
{
    if (!(easting_m >= 0 && easting_m <= 700000 && northing_m >= 0 && northing_m <= 1300000))
        return false;
    *out = shift_datum(unproject(easting_m, northing_m));
    return true;
}

static int grid_letter(char c)
{
    int n = c >= 'a' && c <= 'z' ? c - 'a' : c >= 'A' && c <= 'Z' ? c - 'A' : -1;

    return n < 0 || n == 8 ? -1 : n > 8 ? n - 1 : n; /* I is not used */
}

bool place_from_gridref(struct str s, struct lonlat *out)
{
    char digit[12];
    size_t n = 0;
    double unit = 100000, east = 0, north = 0;

    s = str_trim(s);
    if (s.len < 4)
        return false;
    int one = grid_letter(s.at[0]), two = grid_letter(s.at[1]);
    if (one < 0 || two < 0)
        return false;
    for (size_t i = 2; i < s.len; i++) {
        if (s.at[i] == ' ')
            continue;
        if (s.at[i] < '0' || s.at[i] > '9' || n == 10)
            return false;
        digit[n++] = s.at[i];
    }
    if (n < 4 || n % 2)
        return false;
    size_t half = n / 2;
    for (size_t i = 0; i < half; i++) {
        unit /= 10;
        east += unit * (digit[i] - '0');
        north += unit * (digit[half + i] - '0');
    }
    /* 500 km squares from S V in the south-west, 100 km squares inside them from the north-west. */
    int column = (one % 5) * 5 + two % 5 - 10, row = (4 - one / 5) * 5 + (4 - two / 5) - 5;
    if (column < 0 || row < 0)
        return false;
    return place_from_grid(column * 100000 + east + unit / 2, row * 100000 + north + unit / 2, out);
}

static bool is_letter(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_figure(char c)
{
    return c >= '0' && c <= '9';
}

/* The outward code: A9, A99, AA9, AA99, A9A, AA9A. */
static bool is_outward(const char *at, size_t len)
{
    size_t letters = len > 1 && is_letter(at[1]) ? 2 : 1;

    if (len < 2 || len > 4 || !is_letter(at[0]) || letters >= len || !is_figure(at[letters]))
        return false;
    if (len == letters + 1)
        return true;
    return len == letters + 2 && (is_figure(at[len - 1]) || is_letter(at[len - 1]));
}

bool place_postcode(struct str s, char out[PLACE_POSTCODE_MAX], size_t *len)
{
    char tight[8] = "";
    size_t n = 0;

    s = str_trim(s);
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] == ' ')
            continue;
        if (n == 7)
            return false;
        tight[n++] = s.at[i] >= 'a' && s.at[i] <= 'z' ? (char)(s.at[i] - 'a' + 'A') : s.at[i];
    }
    if (n < 5 || !is_outward(tight, n - 3) || !is_figure(tight[n - 3]) ||
        !is_letter(tight[n - 2]) || !is_letter(tight[n - 1]))
        return false;
    memcpy(out, tight, n - 3);
    out[n - 3] = ' ';
    memcpy(out + n - 2, tight + n - 3, 3);
    *len = n + 1;
    out[n + 1] = 0;
    return true;
}
