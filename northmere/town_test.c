#include "base/chance.h"
#include "base/hash.h"
#include "base/test.h"
#include "northmere/town.h"

enum { SEEDS = 6 };

static void hash_point(struct hash *h, struct lonlat p)
{
    hash_add_int(h, (int64_t)floor(p.lon * 1e6 + .5));
    hash_add_int(h, (int64_t)floor(p.lat * 1e6 + .5));
}

static struct digest digest_of(const struct town *t)
{
    struct hash h;

    hash_begin(&h);
    for (size_t i = 0; i < t->areas; i++) {
        hash_add_str(&h, t->area[i].name);
        hash_add_int(&h, t->area[i].residents * 100 + t->area[i].decile);
        for (size_t k = 0; k < t->area[i].shape.points; k++)
            hash_point(&h, t->area[i].shape.point[k]);
    }
    for (size_t i = 0; i < t->postcodes; i++) {
        hash_add_str(&h, t->postcode[i].text);
        hash_add_str(&h, t->street[t->postcode[i].street].name);
        hash_point(&h, t->postcode[i].at);
        hash_add_int(&h, t->postcode[i].households);
    }
    for (size_t i = 0; i < t->schools; i++)
        hash_add_str(&h, t->school[i].name);
    for (size_t i = 0; i < t->places; i++) {
        hash_add_str(&h, t->place[i].name);
        hash_point(&h, t->place[i].at);
    }
    return hash_end(&h);
}

/* Each allocation of making a town is refused here; the other tests ask what it is like, once. */
TEST(a_town_is_made_whole_or_not_at_all)
{
    struct town town = { .seed = 99 };

    if (town_make(7, 1, a, &town, err))
        CHECK(town.seed == 7 && town.areas);
    else
        REQUIRE(town.seed == 99 && err->kind == ERR_LIMIT);
}

TEST_ONCE(one_seed_makes_the_same_town_each_time_and_another_seed_another)
{
    struct town one, again, other;

    REQUIRE(town_make(7, 1, a, &one, err) && town_make(7, 1, a, &again, err) &&
            town_make(8, 1, a, &other, err));
    struct digest d = digest_of(&one), same = digest_of(&again), not_same = digest_of(&other);
    CHECK(memcmp(&d, &same, sizeof d) == 0);
    CHECK(memcmp(&d, &not_same, sizeof d) != 0);
}

/* The bytes are the same on every machine: this is one town's, pinned. */
TEST_ONCE(town_42_is_the_same_on_every_machine)
{
    struct town town;
    struct buf b = { .arena = a };

    REQUIRE(town_make(42, 1, a, &town, err));
    buf_add_digest(&b, digest_of(&town));
    REQUIRE(b.len == 64);
    CHECK_STR(((struct str){ b.at, 16 }), STR("c8425c100ddfafc3"));
}

TEST_ONCE(a_town_has_twelve_wards_about_ninety_areas_and_as_many_people_as_such_a_town)
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct town town;
        int64_t residents = 0, households = 0, homes = 0;
        REQUIRE(town_make(seed, 1, a, &town, err));
        CHECK(town.wards == TOWN_WARDS && town.areas >= 85 && town.areas <= 95);
        CHECK(town.schools == 38 && town.streets > 700 && town.postcodes > 3000);
        for (size_t i = 0; i < town.areas; i++) {
            CHECK(town.area[i].residents >= 1000 && town.area[i].residents <= 2250);
            CHECK(town.area[i].households > 300 && town.area[i].decile >= 1 && town.area[i].decile <= 10);
            residents += town.area[i].residents;
            households += town.area[i].households;
        }
        for (size_t i = 0; i < town.postcodes; i++)
            homes += town.postcode[i].households;
        CHECK(residents == town.residents && residents > 120000 && residents < 180000);
        CHECK(households == town.households && homes == households);
    }
}

/* ---- the map ---- */

TEST_ONCE(every_point_lies_in_the_area_it_names_and_every_area_in_its_ward)
{
    struct town town;

    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        REQUIRE(town_make(seed, 1, a, &town, err));
        for (size_t i = 0; i < town.streets; i++) {
            const struct shape *s = &town.area[town.street[i].area].shape;
            CHECK(shape_has(s, town.street[i].from) && shape_has(s, town.street[i].to));
        }
        for (size_t i = 0; i < town.postcodes; i++) {
            CHECK(shape_has(&town.area[town.postcode[i].area].shape, town.postcode[i].at));
            CHECK(town.street[town.postcode[i].street].area == town.postcode[i].area);
        }
        for (size_t i = 0; i < town.schools; i++)
            CHECK(shape_has(&town.area[town.school[i].area].shape, town.school[i].at));
        for (size_t i = 0; i < town.places; i++)
            CHECK(shape_has(&town.area[town.place[i].area].shape, town.place[i].at));
        for (size_t i = 0; i < town.areas; i++) {
            CHECK(shape_has(&town.area[i].shape, town.area[i].middle));
            CHECK(shape_has(&town.ward[town.area[i].ward].shape, town.area[i].middle));
        }
    }
}

TEST_ONCE(areas_and_wards_tile_the_land_without_overlap)
{
    struct chance r;

    chance_open(&r, 1, 0);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct town town;
        size_t land = 0;
        REQUIRE(town_make(seed, 1, a, &town, err));
        for (int n = 0; n < 20000; n++) {
            struct lonlat p = { town.box.west + (town.box.east - town.box.west) * chance_unit(&r),
                                town.box.south + (town.box.north - town.box.south) * chance_unit(&r) };
            size_t areas = 0, wards = 0, area = 0, ward = 0;
            for (size_t i = 0; i < town.areas; i++)
                if (shape_has(&town.area[i].shape, p)) {
                    areas++;
                    area = i;
                }
            for (size_t i = 0; i < town.wards; i++)
                if (shape_has(&town.ward[i].shape, p)) {
                    wards++;
                    ward = i;
                }
            CHECK(areas <= 1 && wards == areas);
            CHECK(!areas || town.area[area].ward == ward);
            land += areas;
        }
        CHECK(land > 12000 && land < 18000); /* sea and river lie in the box too */
    }
}

static double doubled_area(const struct shape *s)
{
    double sum = 0;

    for (size_t i = 0, before = s->points - 1; i < s->points; before = i++) {
        struct lonlat p = s->point[before], q = s->point[i];
        sum += (p.lon - s->box.west) * (q.lat - s->box.south);
        sum -= (q.lon - s->box.west) * (p.lat - s->box.south);
    }
    return sum;
}

TEST_ONCE(outlines_run_against_the_clock_and_a_ward_is_as_large_as_its_areas)
{
    struct town town;

    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        double ward[TOWN_WARDS] = { 0 };
        REQUIRE(town_make(seed, 1, a, &town, err));
        for (size_t i = 0; i < town.areas; i++) {
            CHECK(doubled_area(&town.area[i].shape) > 0);
            ward[town.area[i].ward] += doubled_area(&town.area[i].shape);
        }
        for (size_t i = 0; i < town.wards; i++)
            CHECK_NEAR(doubled_area(&town.ward[i].shape) / ward[i], 1, 1e-9);
    }
}

/* A ray of the mid-stream meets land on either side, and none in the river's bed. */
TEST_ONCE(the_river_runs_between_areas_and_the_coast_along_them)
{
    struct town town;

    REQUIRE(town_make(3, 1, a, &town, err));
    for (size_t k = 0; k < town.river_points; k++)
        for (size_t i = 0; i < town.areas; i++)
            CHECK(!shape_has(&town.area[i].shape, town.river[k]));
    for (size_t k = 0; k < town.coast_points; k++) {
        bool drawn = false;
        for (size_t i = 0; i < town.areas && !drawn; i++)
            for (size_t n = 0; n < town.area[i].shape.points && !drawn; n++)
                drawn = memcmp(&town.area[i].shape.point[n], &town.coast[k], sizeof town.coast[k]) == 0;
        CHECK(drawn);
    }
}

/* ---- nobody can take it for a real place ---- */

TEST_ONCE(northmere_lies_in_the_open_sea_where_every_door_still_takes_it)
{
    /* The nearest land, all round: from Northumberland to Norfolk, and the continent. */
    static const struct lonlat LAND[] = {
        { -1.54, 55.33 }, { -1.36, 54.90 }, { -0.61, 54.49 }, { -0.39, 54.29 }, { -0.08, 54.12 },
        { .12, 53.58 },   { 1.30, 52.93 },  { -2.00, 55.80 }, { 4.75, 53.18 },  { 8.0, 54.7 },
    };
    struct town town;

    REQUIRE(town_make(5, 1, a, &town, err));
    struct lonlat corner[] = { { town.box.west, town.box.south }, { town.box.west, town.box.north },
                               { town.box.east, town.box.south }, { town.box.east, town.box.north } };
    for (size_t c = 0; c < COUNT_OF(corner); c++) {
        CHECK(place_is_british(corner[c]));
        for (size_t i = 0; i < COUNT_OF(LAND); i++)
            CHECK(place_distance_m(corner[c], LAND[i]) > 100000);
    }
}

static int order_texts(const void *a, const void *b)
{
    return str_order(*(const struct str *)a, *(const struct str *)b);
}

static bool all_differ(struct str *text, size_t n)
{
    qsort(text, n, sizeof *text, order_texts);
    for (size_t i = 1; i < n; i++)
        if (str_eq(text[i - 1], text[i]))
            return false;
    return true;
}

static struct str *texts(struct arena *a, size_t n)
{
    return arena_new(a, struct str, n);
}

static void check_postcodes(struct test *t, const struct town *town, struct arena *a)
{
    struct str *text = texts(a, town->postcodes);

    if (!text)
        return;
    for (size_t i = 0; i < town->postcodes; i++) {
        char one_form[PLACE_POSTCODE_MAX];
        size_t len;
        text[i] = town->postcode[i].text;
        REQUIRE(place_postcode(text[i], one_form, &len));
        CHECK_STR(text[i], ((struct str){ one_form, len }));
        CHECK(town_postcode_is_invented(text[i]));
        CHECK(town->postcode[i].households > 0 && town->postcode[i].first_number > 0);
    }
    CHECK(all_differ(text, town->postcodes));
}

TEST_ONCE(every_postcode_is_well_formed_unique_and_never_a_real_one)
{
    struct town town;

    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        REQUIRE(town_make(seed, 1, a, &town, err));
        check_postcodes(t, &town, a);
    }
    CHECK(!town_postcode_is_invented(STR("ME4 4TR")) && !town_postcode_is_invented(STR("NM4 4TC")));
    CHECK(!town_postcode_is_invented(STR("NM4 4CT")) && !town_postcode_is_invented(STR("NE4 4CC")));
}

TEST_ONCE(a_town_for_a_million_persons_has_postcodes_enough)
{
    struct town town;
    int64_t homes = 0;

    REQUIRE(town_make(1, TOWN_SCALE_MAX, a, &town, err));
    for (size_t i = 0; i < town.postcodes; i++)
        homes += town.postcode[i].households;
    CHECK(town.postcodes > 20000 && homes > 350000);
    CHECK(town.residents < 180000);
    check_postcodes(t, &town, a);
}

TEST_ONCE(codes_and_names_are_unique_and_no_code_looks_like_the_statistics_offices)
{
    struct town town;

    REQUIRE(town_make(11, 1, a, &town, err));
    struct str *text = texts(a, town.streets + town.areas);
    if (!text)
        return;
    for (size_t i = 0; i < town.areas; i++) {
        CHECK(town.area[i].code.len == 6 && str_starts(town.area[i].code, STR("NMA")));
        text[i] = town.area[i].code;
    }
    CHECK(all_differ(text, town.areas));
    for (size_t i = 0; i < town.streets; i++)
        text[i] = town.street[i].name;
    CHECK(all_differ(text, town.streets));
    for (size_t i = 0; i < town.places; i++)
        text[i] = town.place[i].name;
    for (size_t i = 0; i < town.schools; i++)
        text[town.places + i] = town.school[i].name;
    CHECK(all_differ(text, town.places + town.schools));
    for (size_t i = 0; i < town.wards; i++)
        text[i] = town.ward[i].name;
    CHECK(all_differ(text, town.wards));
}

TEST_ONCE(a_street_numbers_its_homes_one_after_the_other_over_its_postcodes)
{
    struct town town;

    REQUIRE(town_make(2, 1, a, &town, err));
    for (size_t s = 0; s < town.streets; s++) {
        int64_t next = 1;
        size_t first = town.street[s].first_postcode;
        CHECK(town.street[s].postcodes > 0);
        for (size_t p = first; p < first + town.street[s].postcodes; p++) {
            CHECK(town.postcode[p].street == s && town.postcode[p].first_number == next);
            next += town.postcode[p].households;
        }
    }
}

TEST_ONCE(a_scale_outside_its_range_is_refused)
{
    struct town town;

    CHECK(!town_make(1, .04, a, &town, err) && err->kind == ERR_INPUT);
    CHECK(!town_make(1, 171, a, &town, err) && !town_make(1, NAN, a, &town, err));
    CHECK(town_make(1, TOWN_SCALE_MIN, a, &town, err));
}
