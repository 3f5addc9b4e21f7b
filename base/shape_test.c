#include "base/chance.h"
#include "base/shape.h"
#include "base/test.h"

static struct shape shape_of(const struct lonlat *point, size_t points, const uint32_t *ring_end,
                             size_t rings)
{
    return (struct shape){ point, ring_end, points, rings, shape_box(point, points) };
}

/* A square from 0 to 4 with a hole from 1 to 3, and an island from 1.5 to 2.5 in it; rings closed
 * and not. */
static const struct lonlat NEST[] = { { 0, 0 },    { 4, 0 },     { 4, 4 },     { 0, 4 },
                                      { 0, 0 },    { 1, 1 },     { 1, 3 },     { 3, 3 },
                                      { 3, 1 },    { 1.5, 1.5 }, { 2.5, 1.5 }, { 2.5, 2.5 },
                                      { 1.5, 2.5 } };
static const uint32_t NEST_END[] = { 5, 9, 13 };

TEST(holes_are_outside_and_islands_in_them_inside)
{
    struct shape s = shape_of(NEST, 13, NEST_END, 3);

    CHECK(shape_has(&s, (struct lonlat){ .5, .5 }) && shape_has(&s, (struct lonlat){ 2, 2 }));
    CHECK(!shape_has(&s, (struct lonlat){ 1.2, 1.2 }) && !shape_has(&s, (struct lonlat){ 2.8, 2 }));
    CHECK(!shape_has(&s, (struct lonlat){ -1, 2 }) && !shape_has(&s, (struct lonlat){ 5, 2 }));
    CHECK(!shape_has(&s, (struct lonlat){ 2, 5 }) && !shape_has(&s, (struct lonlat){ NAN, 2 }));
    CHECK_NEAR(shape_middle(&s).lat, 2, 1e-9);
}

TEST(the_middle_is_the_centroid_by_area)
{
    static const struct lonlat L[] = { { 0, 0 }, { 2, 0 }, { 2, 1 }, { 1, 1 }, { 1, 2 }, { 0, 2 } };
    static const struct lonlat LINE[] = { { 0, 0 }, { 2, 2 } };
    static const uint32_t SIX = 6, TWO = 2;
    struct shape s = shape_of(L, 6, &SIX, 1), line = shape_of(LINE, 2, &TWO, 1);

    CHECK_NEAR(shape_middle(&s).lon, 5 / 6., 1e-12);
    CHECK_NEAR(shape_middle(&s).lat, 5 / 6., 1e-12);
    CHECK(shape_middle(&line).lon == 1);
}

/*
 * A square cut into two along a crooked line: every point inside the square,
 * also on the line and its corners, belongs to exactly one half, whichever way
 * round each half is drawn.
 */
TEST(areas_that_share_an_edge_never_both_claim_a_point_nor_neither)
{
    enum { BENDS = 6 };
    struct chance r;

    chance_open(&r, 3, 0);
    for (int round = 0; round < 300; round++) {
        struct lonlat line[BENDS], left[BENDS + 2], right[BENDS + 2];
        for (int i = 0; i < BENDS; i++)
            line[i] = (struct lonlat){ .2 + .6 * chance_unit(&r), (double)i / (BENDS - 1) };
        for (int i = 0; i < BENDS; i++) {
            left[i] = line[i];
            right[i] = line[BENDS - 1 - i];
        }
        left[BENDS] = (struct lonlat){ 0, 1 };
        left[BENDS + 1] = (struct lonlat){ 0, 0 };
        right[BENDS] = (struct lonlat){ 1, 0 };
        right[BENDS + 1] = (struct lonlat){ 1, 1 };
        static const uint32_t END = BENDS + 2;
        struct shape one = shape_of(left, BENDS + 2, &END, 1),
                     two = shape_of(right, BENDS + 2, &END, 1);
        for (int i = 0; i < 60; i++) {
            struct lonlat a0 = line[i % (BENDS - 1)], b0 = line[i % (BENDS - 1) + 1];
            double along = i < BENDS ? 0 : chance_unit(&r);
            struct lonlat p = { a0.lon + (b0.lon - a0.lon) * along,
                                a0.lat + (b0.lat - a0.lat) * along };
            if (p.lat < 1)
                CHECK(shape_has(&one, p) + shape_has(&two, p) == 1);
        }
    }
}

TEST(a_shape_comes_back_from_its_bytes)
{
    struct shape s = shape_of(NEST, 13, NEST_END, 3), back;
    struct str bytes;

    REQUIRE(shape_pack(&s, a, &bytes, err));
    CHECK(bytes.len == 12 + 3 * 4 + 13 * 16);
    REQUIRE(shape_unpack(bytes, a, &back, err));
    CHECK(back.points == 13 && back.rings == 3);
    CHECK(memcmp(back.point, NEST, sizeof NEST) == 0 &&
          memcmp(back.ring_end, NEST_END, sizeof NEST_END) == 0);
    CHECK(back.box.west == 0 && back.box.north == 4);
}

TEST(bytes_that_are_no_shape_are_refused)
{
    struct shape s = shape_of(NEST, 13, NEST_END, 3), back;
    struct str bytes, again;
    struct chance r;

    REQUIRE(shape_pack(&s, a, &bytes, err));
    for (size_t cut = 0; cut < bytes.len; cut++)
        CHECK(!shape_unpack((struct str){ bytes.at, cut }, a, &back, err));
    char *changed = arena_new(a, char, bytes.len);
    REQUIRE(changed);
    chance_open(&r, 1, 5);
    for (int i = 0; i < 300; i++) {
        memcpy(changed, bytes.at, bytes.len);
        changed[chance_below(&r, 12 + 3 * 4)] ^= (char)(1 << chance_below(&r, 8));
        if (shape_unpack((struct str){ changed, bytes.len }, a, &back, err)) {
            REQUIRE(shape_pack(&back, a, &again, err));
            CHECK_STR(again, ((struct str){ changed, bytes.len }));
        }
    }
    memcpy(changed, bytes.at, bytes.len);
    memset(changed + bytes.len - 8, 0xFF, 8);
    CHECK(!shape_unpack((struct str){ changed, bytes.len }, a, &back, err) &&
          err->kind != ERR_NONE);
}
