#include "scan/site.h"

#include "base/place.h"

#define RADIANS (0x1.921fb54442d18p+1 / 180)
#define SLACK   (1 + 1e-12) /* a place at just the greatest distance is inside */

struct point {
    double first, second; /* in the order of comparison */
    uint32_t place;
};

static int by_coordinates(const void *left, const void *right)
{
    const struct point *a = left, *b = right;

    if (a->first < b->first || a->first > b->first)
        return a->first < b->first ? -1 : 1;
    if (a->second < b->second || a->second > b->second)
        return a->second < b->second ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static bool check_coordinates(const struct scan_cases *c, enum scan_geometry geometry,
                              struct err *err)
{
    for (size_t p = 0; p < c->places; p++) {
        if (!isfinite(c->x[p]) || !isfinite(c->y[p]))
            return err_set(err, ERR_INPUT, "place %zu has a coordinate that is no number", p + 1);
        if (geometry == SCAN_SPHERE && (fabs(c->y[p]) > 90 || fabs(c->x[p]) > 360))
            return err_set(err, ERR_INPUT,
                           "place %zu is not on the sphere: latitude lies within 90 degrees of "
                           "the equator; are latitude and longitude exchanged, or is this a "
                           "plane (--geometry plane)",
                           p + 1);
    }
    return true;
}

static void put(struct sites *s, size_t site, struct point p)
{
    double *at = s->at[site];

    s->band[site] = p.first;
    if (s->geometry == SCAN_PLANE) {
        at[0] = p.first;
        at[1] = p.second;
        at[2] = 0;
        return;
    }
    double lat = p.first * RADIANS, lon = p.second * RADIANS;
    at[0] = cos(lat) * cos(lon);
    at[1] = cos(lat) * sin(lon);
    at[2] = sin(lat);
}

/* How far a zone may reach, as a squared straight line and along the band. */
static void reach(struct sites *s, double max_radius)
{
    double line = max_radius;

    s->reach2 = s->band_reach = (double)INFINITY;
    if (max_radius <= 0)
        return;
    if (s->geometry == SCAN_SPHERE) {
        double arc = max_radius / PLACE_EARTH_KM;
        if (arc >= 180 * RADIANS)
            return;
        line = 2 * sin(arc / 2);
        s->band_reach = arc / RADIANS * SLACK;
    } else {
        s->band_reach = max_radius * SLACK;
    }
    s->reach2 = line * line * SLACK;
}

static void number(const struct scan_cases *c, const struct point *point, struct sites *s)
{
    for (size_t i = 0; i < c->places; i++) {
        bool same = i > 0 && point[i].first <= point[i - 1].first &&
                    point[i].second <= point[i - 1].second;
        if (!same) {
            s->start[s->count] = (uint32_t)i;
            put(s, s->count++, point[i]);
        }
        s->of_place[point[i].place] = (uint32_t)(s->count - 1);
        s->place[i] = point[i].place;
    }
    s->start[s->count] = (uint32_t)c->places;
    for (size_t i = 0; i < c->cases; i++)
        s->cases[s->of_place[c->place[i]]]++;
}

bool sites_make(const struct scan_cases *cases, enum scan_geometry geometry, double max_radius,
                struct arena *a, struct sites *out, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct sites s = { .geometry = geometry };
    size_t n = cases->places;
    struct point *point;

    if (!check_coordinates(cases, geometry, err))
        return false;
    arena_open_in(&scratch, a, a->cap);
    point = arena_new(&scratch, struct point, n);
    s.at = arena_alloc(a, n, sizeof *s.at, _Alignof(double));
    s.band = arena_new(a, double, n);
    s.cases = arena_new(a, uint32_t, n);
    s.of_place = arena_new(a, uint32_t, n);
    s.start = arena_new(a, uint32_t, n + 1);
    s.place = arena_new(a, uint32_t, n);
    if (!point || !s.at || !s.band || !s.cases || !s.of_place || !s.start || !s.place)
        return err_memory(err, "the scan's places");
    for (size_t p = 0; p < n; p++) {
        bool plane = geometry == SCAN_PLANE;
        /* Adding 0 turns -0 into 0, so that both are one point. */
        double x = cases->x[p] + 0.0, y = cases->y[p] + 0.0;
        point[p] = (struct point){ plane ? x : y, plane ? y : x, (uint32_t)p };
    }
    qsort(point, n, sizeof *point, by_coordinates);
    number(cases, point, &s);
    reach(&s, max_radius);
    *out = s;
    return true;
}

double sites_distance2(const struct sites *s, size_t a, size_t b)
{
    double x = s->at[a][0] - s->at[b][0], y = s->at[a][1] - s->at[b][1];
    double z = s->at[a][2] - s->at[b][2];

    return x * x + y * y + z * z;
}

double sites_radius(const struct sites *s, double distance2)
{
    double line = sqrt(distance2);

    if (s->geometry == SCAN_PLANE)
        return line;
    return 2 * PLACE_EARTH_KM * asin(line >= 2 ? 1 : line / 2);
}

bool near_before(struct near a, struct near b)
{
    if (a.distance2 < b.distance2 || a.distance2 > b.distance2)
        return a.distance2 < b.distance2;
    return a.site < b.site;
}

/* Rounds to a float's bits, which rise with a number that is not negative. */
static uint32_t coarse(double distance2)
{
    float f = (float)distance2;
    uint32_t bits;

    memcpy(&bits, &f, sizeof bits);
    return bits;
}

enum { RADIX_BITS = 11, RADIX = 1 << RADIX_BITS };

static void radix_pass(const struct near *from, struct near *to, size_t count, int shift)
{
    uint32_t place[RADIX] = { 0 }, sum = 0;

    for (size_t i = 0; i < count; i++)
        place[coarse(from[i].distance2) >> shift & (RADIX - 1)]++;
    for (size_t i = 0; i < RADIX; i++) {
        uint32_t here = place[i];
        place[i] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++)
        to[place[coarse(from[i].distance2) >> shift & (RADIX - 1)]++] = from[i];
}

void near_sort(struct near *near, size_t count, struct near *scratch)
{
    enum { FEW = 64 };

    if (count > FEW) {
        radix_pass(near, scratch, count, 0);
        radix_pass(scratch, near, count, RADIX_BITS);
        radix_pass(near, scratch, count, 2 * RADIX_BITS);
        memcpy(near, scratch, count * sizeof *near);
    }
    for (size_t i = 1; i < count; i++) {
        struct near moving = near[i];
        size_t j = i;
        for (; j > 0 && near_before(moving, near[j - 1]); j--)
            near[j] = near[j - 1];
        near[j] = moving;
    }
}
