#include "web/border.h"

#include "base/test.h"

/*
 * An invented land of CELLS × CELLS areas. Between two corners a border wavers, but no further than it is
 * from the nearer corner, so none crosses another; and the area in the middle has an island in it.
 */
enum { CELLS = 5, SIDE = 400, STEPS = 12, POINTS = 4 * STEPS, ISLAND = 20, RINGS = CELLS * CELLS + 2 };

struct land {
    struct border_spot spot[RINGS][POINTS];
    struct border_ring ring[RINGS];
};

static int32_t waver(uint32_t seed, int line, int from, int step)
{
    uint32_t h = seed * 2654435761u + (uint32_t)(line * 7919 + from * 104729 + step * 1299709);
    int32_t reach = SIDE / STEPS * (step < STEPS - step ? step : STEPS - step);

    h ^= h >> 15;
    h *= 2246822519u;
    h ^= h >> 13;
    reach = reach > 60 ? 60 : reach;
    return reach > 1 ? (int32_t)(h % (uint32_t)(2 * reach - 1)) - reach + 1 : 0;
}

/* The step-th point of the border that begins at (x, y) and leads east or, across, south. */
static struct border_spot on_border(uint32_t seed, int x, int y, int step, bool across)
{
    int32_t along = SIDE * step / STEPS, off = waver(seed, across ? x + 100 : y, across ? y : x, step);

    return across ? (struct border_spot){ x * SIDE + off, y * SIDE + along }
                  : (struct border_spot){ x * SIDE + along, y * SIDE + off };
}

static void lay_cell(uint32_t seed, int x, int y, struct border_spot *out)
{
    for (int i = 0; i < STEPS; i++) {
        out[i] = on_border(seed, x, y, i, false);
        out[STEPS + i] = on_border(seed, x + 1, y, i, true);
        out[2 * STEPS + i] = on_border(seed, x, y + 1, STEPS - i, false);
        out[3 * STEPS + i] = on_border(seed, x, y, STEPS - i, true);
    }
}

static void lay_land(uint32_t seed, struct land *l)
{
    const int middle = CELLS / 2 * SIDE + SIDE / 2;

    for (int r = 0; r < CELLS * CELLS; r++) {
        lay_cell(seed, r % CELLS, r / CELLS, l->spot[r]);
        l->ring[r] = (struct border_ring){ l->spot[r], POINTS };
    }
    for (int i = 0; i < ISLAND; i++) { /* once as the hole, once as what fills it, from another point on */
        double angle = 6.283185307 * i / ISLAND, far = 70 + 25 * (double)((seed + (uint32_t)i * 7) % 5) / 5;
        struct border_spot s = { middle + (int32_t)(far * cos(angle)), middle + (int32_t)(far * sin(angle)) };

        l->spot[RINGS - 2][ISLAND - 1 - i] = s;
        l->spot[RINGS - 1][(i + 3) % ISLAND] = s;
    }
    l->ring[RINGS - 2] = (struct border_ring){ l->spot[RINGS - 2], ISLAND };
    l->ring[RINGS - 1] = (struct border_ring){ l->spot[RINGS - 1], ISLAND };
}

/* ---- what is asked of it ---- */

struct edge {
    struct border_spot from, to;
};
struct edges {
    struct edge at[RINGS * POINTS];
    size_t len;
};

static bool is_spot(struct border_spot p, struct border_spot q)
{
    return p.x == q.x && p.y == q.y;
}

static int64_t twice_area(const struct border_spot *p, size_t n)
{
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += (int64_t)p[i].x * p[(i + 1) % n].y - (int64_t)p[(i + 1) % n].x * p[i].y;
    return sum;
}

static void add_edges(struct edges *e, const struct border_spot *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        e->at[e->len++] = (struct edge){ p[i], p[(i + 1) % n] };
}

static size_t times(const struct edges *e, struct border_spot from, struct border_spot to)
{
    size_t n = 0;

    for (size_t i = 0; i < e->len; i++)
        n += is_spot(e->at[i].from, from) && is_spot(e->at[i].to, to);
    return n;
}

/* Does only one area lie at the point's border? */
static bool is_outer(const struct edges *whole, struct border_spot s)
{
    for (size_t i = 0; i < whole->len; i++)
        if ((is_spot(whole->at[i].from, s) || is_spot(whole->at[i].to, s)) &&
            times(whole, whole->at[i].to, whole->at[i].from) == 0)
            return true;
    return false;
}

static int side_of(struct edge e, struct border_spot s)
{
    int64_t turn = ((int64_t)e.to.x - e.from.x) * ((int64_t)s.y - e.from.y) -
                   ((int64_t)e.to.y - e.from.y) * ((int64_t)s.x - e.from.x);

    return turn > 0 ? 1 : turn < 0 ? -1 : 0;
}

static bool cross(struct edge e, struct edge f)
{
    return side_of(e, f.from) * side_of(e, f.to) < 0 && side_of(f, e.from) * side_of(f, e.to) < 0;
}

static bool any_cross(const struct edges *e)
{
    for (size_t i = 0; i < e->len; i++)
        for (size_t k = i + 1; k < e->len; k++)
            if (cross(e->at[i], e->at[k]))
                return true;
    return false;
}

/* Each edge is walked once, and once the other way by the neighbour, unless nobody lies beyond it. */
static bool shared(const struct edges *e, const struct edges *whole)
{
    for (size_t i = 0; i < e->len; i++) {
        struct edge one = e->at[i];
        size_t back = times(e, one.to, one.from);

        if (times(e, one.from, one.to) != 1 || back > 1 ||
            (back == 0 && !(is_outer(whole, one.from) && is_outer(whole, one.to))))
            return false;
    }
    return true;
}

TEST_ONCE(borders_that_lose_points_stay_shared_and_cross_nowhere_and_no_area_turns_or_is_lost)
{
    struct land *l = arena_new(a, struct land, 1);
    struct edges *whole = arena_new(a, struct edges, 1), *e = arena_new(a, struct edges, 1);
    struct border_spot left[POINTS];
    struct border *b;

    REQUIRE(l && whole && e);
    for (uint32_t seed = 1; seed <= 6; seed++) {
        lay_land(seed, l);
        whole->len = 0;
        for (size_t r = 0; r < RINGS; r++)
            add_edges(whole, l->ring[r].at, l->ring[r].len);
        REQUIRE(shared(whole, whole) && !any_cross(whole)); /* so the land is one */
        REQUIRE(border_make(l->ring, RINGS, a, &b, err));
        CHECK(border_goes(b) > 400);
        for (size_t part = 0; part <= 4; part++) {
            e->len = 0;
            for (size_t r = 0; r < RINGS; r++) {
                size_t n = border_ring_left(b, r, border_goes(b) * part / 4, left);
                int64_t was = twice_area(l->ring[r].at, l->ring[r].len), is = twice_area(left, n);

                CHECK(n >= 3 && (part > 0 || n == l->ring[r].len));
                CHECK((was > 0) == (is > 0) && is != 0);
                add_edges(e, left, n);
            }
            CHECK(shared(e, whole));
            CHECK(!any_cross(e));
        }
    }
}

TEST_ONCE(areas_keep_their_size_while_only_small_triangles_go)
{
    struct land *l = arena_new(a, struct land, 1);
    struct border_spot left[POINTS];
    struct border *b;

    REQUIRE(l);
    lay_land(9, l);
    REQUIRE(border_make(l->ring, RINGS, a, &b, err));
    for (int64_t limit = 0; limit < 4000; limit = 2 * limit + 50) {
        size_t gone = border_goes_within(b, limit);

        for (size_t r = 0; r < RINGS; r++) {
            size_t n = border_ring_left(b, r, gone, left);
            int64_t off = twice_area(l->ring[r].at, l->ring[r].len) - twice_area(left, n);

            CHECK((off < 0 ? -off : off) <= limit * (int64_t)(l->ring[r].len - n));
        }
    }
}

TEST_ONCE(points_go_one_by_one_and_come_back_in_no_ring)
{
    struct land *l = arena_new(a, struct land, 1);
    struct border_spot left[POINTS];
    struct border *b;
    size_t before = 0;

    REQUIRE(l);
    lay_land(3, l);
    REQUIRE(border_make(l->ring, RINGS, a, &b, err));
    for (size_t gone = 0; gone <= border_goes(b); gone++) {
        size_t n = 0;

        for (size_t r = 0; r < RINGS; r++)
            n += border_ring_left(b, r, gone, left);
        CHECK(gone == 0 || n == before - 1 || n == before - 2); /* from one ring, or from two that share it */
        before = n;
    }
}

static bool lies_in(const struct border_spot *p, size_t n, struct border_spot s)
{
    bool in = false;

    for (size_t i = 0; i < n; i++) {
        struct edge e = { p[i], p[(i + 1) % n] };

        if ((e.from.y > s.y) != (e.to.y > s.y) && (side_of(e, s) > 0) == (e.to.y > e.from.y))
            in = !in;
    }
    return in;
}

TEST(an_island_in_a_bay_is_never_swallowed_by_the_coast)
{
    static const struct border_spot COAST[] = { { 0, 0 },        { 1000, 0 },   { 1000, 1000 }, { 520, 1000 },
                                                { 500, 800 },    { 480, 1000 }, { 0, 1000 } };
    static const struct border_spot ISLE[] = { { 495, 980 }, { 505, 980 }, { 500, 990 } };
    const struct border_ring ring[] = { { COAST, COUNT_OF(COAST) }, { ISLE, COUNT_OF(ISLE) } };
    struct border_spot left[COUNT_OF(COAST)];
    struct border *b;

    REQUIRE(border_make(ring, COUNT_OF(ring), a, &b, err));
    CHECK(border_goes(b) >= 2);
    for (size_t gone = 0; gone <= border_goes(b); gone++) {
        size_t n = border_ring_left(b, 0, gone, left);

        CHECK(gone > 0 || lies_in(left, n, (struct border_spot){ 600, 500 }));
        for (size_t i = 0; i < COUNT_OF(ISLE); i++)
            CHECK(!lies_in(left, n, ISLE[i]));
    }
}

TEST(a_ring_that_meets_itself_or_has_a_spike_is_left_a_ring)
{
    static const struct border_spot EIGHT[] = { { 0, 0 },   { 10, 0 }, { 5, 5 },
                                                { 10, 10 }, { 0, 10 }, { 5, 5 } };
    static const struct border_spot SPIKE[] = { { 0, 0 },  { 10, 0 },  { 10, 10 },
                                                { 5, 20 }, { 10, 10 }, { 0, 10 } };
    static const struct border_spot FLAT[] = { { 0, 0 }, { 5, 0 }, { 10, 0 } };
    const struct border_ring ring[] = { { EIGHT, 6 }, { SPIKE, 6 }, { FLAT, 3 } };
    struct border_spot left[6];
    struct border *b;

    for (size_t i = 0; i < COUNT_OF(ring); i++) {
        REQUIRE(border_make(&ring[i], 1, a, &b, err));
        CHECK(border_ring_left(b, 0, border_goes(b), left) >= 3);
    }
    REQUIRE(border_make(NULL, 0, a, &b, err));
    CHECK(border_goes(b) == 0 && border_goes_within(b, 99) == 0);
}
