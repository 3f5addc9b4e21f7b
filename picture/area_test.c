#include "picture/area.h"

#include "picture/fixture_test.h"
#include "picture/receive.h"

/* Two squares side by side, 1/100 degree wide, with corners only. */
static struct area_book two_squares(struct arena *a)
{
    struct area_book b = { 0 };
    struct lonlat *p = arena_new(a, struct lonlat, 8);
    uint32_t *end = arena_new(a, uint32_t, 1);

    b.small.at = arena_new(a, struct area, 2);
    if (!p || !end || !b.small.at)
        return (struct area_book){ 0 };
    *end = 4;
    b.small.len = 2;
    for (int i = 0; i < 2; i++) {
        double west = .5 + .01 * i;
        struct lonlat *q = p + 4 * i;
        q[0] = (struct lonlat){ west, 51.38 };
        q[1] = (struct lonlat){ west + .01, 51.38 };
        q[2] = (struct lonlat){ west + .01, 51.39 };
        q[3] = (struct lonlat){ west, 51.39 };
        b.small.at[i] = (struct area){ .code = str_of(town_code(i)), .has_shape = true,
                                       .shape = { q, end, 4, 1, shape_box(q, 4) } };
    }
    return b;
}

TEST(area_holds_the_points_inside_its_outline)
{
    struct area_book b = two_squares(a);
    bool outside = true;
    REQUIRE(b.small.len == 2);
    CHECK(area_at(&b, (struct lonlat){ .505, 51.385 }, 0, &outside) == 0 && !outside);
    CHECK(area_at(&b, (struct lonlat){ .515, 51.385 }, 0, &outside) == 1 && !outside);
}

TEST(area_just_outside_is_that_whose_outline_is_nearest_within_reach)
{
    struct area_book b = two_squares(a);
    struct lonlat below = { .505, 51.3795 }; /* 56 m south of the first; its corners are 350 m off */
    struct lonlat nearer_second = { .5101, 51.3795 };
    bool outside = false;
    REQUIRE(b.small.len == 2);
    CHECK(area_at(&b, below, 100, &outside) == 0 && outside);
    CHECK(area_at(&b, below, 50, &outside) == AREA_NONE && !outside);
    CHECK(area_at(&b, nearer_second, 100, &outside) == 1 && outside);
    CHECK(area_at(&b, (struct lonlat){ .6, 51.6 }, 1000, &outside) == AREA_NONE);
}

TEST(area_codes_are_found_in_their_order_and_others_are_not)
{
    struct area_book b = two_squares(a);
    REQUIRE(b.small.len == 2);
    for (int i = 0; i < 2; i++)
        CHECK(area_by_code(&b.small, str_of(town_code(i))) == i);
    CHECK(area_by_code(&b.small, STR("E01000100")) == AREA_NONE);
    CHECK(area_by_code(&b.small, STR("E01000103")) == AREA_NONE);
    CHECK(area_by_code(&b.small, STR("")) == AREA_NONE);
    CHECK(area_by_code(&b.ward, STR("E01000101")) == AREA_NONE);
    CHECK(area_level_known(STR("ward")) && !area_level_known(STR("parish")));
}

TEST_ONCE(area_book_keeps_the_newest_vintage_apart_from_older_ones) /* an import beneath: seconds */
{
    struct town town _cleanup_(town_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct area_book b;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(txn_begin(&txn, town.f.store, TXN_READ, STR("tester"), town.now, err));
    REQUIRE(area_book_read(&txn, a, &b, err));
    CHECK(b.small.len == TOWN_AREAS && b.older.len == TOWN_AREAS && b.ward.len == TOWN_SIDE);
    for (size_t i = 0; i < b.small.len; i++) {
        CHECK(b.small.at[i].vintage == 2021);
        CHECK(i == 0 || str_order(b.small.at[i - 1].code, b.small.at[i].code) < 0);
        CHECK(i == 0 || str_order(b.older.at[i - 1].code, b.older.at[i].code) < 0);
        CHECK(b.small.at[i].ward == town_ward((int)i)); /* by its middle: no look-up is held */
        CHECK_NEAR(b.small.at[i].middle.lon, town_middle((int)i).lon, 1e-6);
    }
}

TEST_ONCE(area_ward_of_a_look_up_comes_before_the_one_its_middle_lies_in) /* imports beneath */
{
    struct town town _cleanup_(town_close) = { 0 };
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct import_outcome out;
    struct area_book b;
    double *residents;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "ons", KIND_AREA_FACTS,
                        STR("LSOA21CD,WD25CD,residents\nE01000101,E05000003,1500\nE01000102,E05999999,900\n"),
                        &out, err));
    REQUIRE(town_import(&town, "ons", KIND_AREA_FACTS, STR("LSOA21CD,residents\nE01000101,1600\n"), &out,
                        err));
    REQUIRE(txn_begin(&txn, town.f.store, TXN_READ, STR("tester"), town.now, err));
    REQUIRE(area_book_read(&txn, a, &b, err));
    CHECK(b.small.at[0].ward == 2);
    CHECK(b.small.at[1].ward == 1); /* its look-up names no ward that is held */
    REQUIRE(area_facts_read(&txn, &b.small, STR("residents"), a, &residents, err));
    CHECK_NEAR(residents[0], 1600, 1e-9); /* the newest row wins */
    CHECK_NEAR(residents[1], 900, 1e-9);
    CHECK(isnan(residents[2]));
}

/* ---- placing rows, through an import ---- */

static bool placed(struct town *town, const char *code, struct lonlat p, struct import_outcome *out,
                   struct err *err)
{
    struct buf b = { .arena = town->arena };

    town_crime_header(&b);
    town_crime(&b, town_month(2025, 10), code, &p, "Robbery");
    return town_import(town, "police", KIND_POLICE_UK, town_text(&b), out, err);
}

/* How many incidents in force does this area hold? area -1: none at all. */
static int64_t held_by(struct town *town, int area, struct err *err)
{
    struct txn txn _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_incident_months_out row;
    int64_t n = 0;

    if (!txn_begin(&txn, town->f.store, TXN_READ, STR("tester"), town->now, err) ||
        !sql_incident_months_begin(&q, &txn, &(struct sql_incident_months_in){ .last_month = INT32_MAX },
                                   err))
        return -1;
    while (sql_incident_months_next(&q, &row, err) == ROW_SOME)
        if (area < 0 ? !row.area_code.at
                     : row.area_code.at && str_eq(row.area_code, str_of(town_code(area))))
            n += row.count;
    return n;
}

TEST_ONCE(area_code_of_the_newest_vintage_is_trusted_before_the_point) /* imports beneath */
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(placed(&town, town_code(0), town_middle(8), &out, err));
    CHECK(out.rows_kept == 1 && out.placed_by_point == 0);
    CHECK(held_by(&town, 0, err) == 1);
}

TEST_ONCE(area_code_of_an_older_vintage_is_placed_by_the_point) /* imports beneath */
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct lonlat outside = { .52, 51.3795 }; /* 56 m south of all outlines */
    REQUIRE(town_open(&town, a, err));
    REQUIRE(placed(&town, "E01000905", town_middle(4), &out, err));
    CHECK(out.rows_kept == 1 && out.placed_by_point == 1 && out.placed_outside == 0);
    CHECK(held_by(&town, 4, err) == 1);
    REQUIRE(placed(&town, "E01000905", outside, &out, err));
    CHECK(out.rows_kept == 1 && out.placed_by_point == 1 && out.placed_outside == 1);
    REQUIRE(placed(&town, "E01000905", (struct lonlat){ .9, 51.6 }, &out, err));
    CHECK(out.rows_kept == 0 && out.rows_elsewhere == 1);
}

TEST_ONCE(area_of_a_neighbours_code_is_elsewhere_though_its_point_lies_in_ours) /* imports beneath */
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(placed(&town, "E01999999", town_middle(4), &out, err));
    CHECK(out.rows_elsewhere == 1 && out.rows_kept == 0);
    REQUIRE(placed(&town, "", town_middle(4), &out, err)); /* as police.uk's rows without a place */
    CHECK(out.rows_elsewhere == 1 && out.rows_kept == 0);
}

TEST_ONCE(area_of_a_partners_row_is_found_by_point_postcode_or_not_at_all) /* imports beneath */
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "ons", KIND_PLACES,
                        STR("postcode,lon,lat\nME4 4TR,0.525,51.395\nME4 9ZZ,0.9,51.6\n"), &out, err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS,
                        STR("id,date,category,lon,lat,postcode,LSOA21CD\n"
                            "1,2025-10-01,robbery,0.505,51.383,,\n"          /* a point in area 0 */
                            "2,2025-10-01,robbery,,,ME4 4TR,\n"              /* a postcode in area 8 */
                            "3,2025-10-01,robbery,,,ME4 9ZZ,\n"              /* a postcode elsewhere */
                            "4,2025-10-01,robbery,,,ME1 1AA,\n"              /* one nobody knows */
                            "5,2025-10-01,robbery,0.52,51.3795,,\n"          /* 56 m outside */
                            "6,2025-10-01,robbery,0.52,51.3795,,E01999999\n" /* and with a neighbour's code */
                            "7,2025-10-01,robbery,,,,E01999999\n"            /* a neighbour's */
                            "8,2025-10-01,robbery,,,,E01000905\n"            /* ours of 2011, no point */
                            "9,2025-10-01,robbery,0.9,51.6,,\n"), &out, err));
    CHECK(out.rows_kept == 4 && out.rows_elsewhere == 4 && out.rows_refused == 1);
    CHECK(out.faults.len == 1 && out.faults.at[0].row == 5 && out.faults.at[0].column == 5);
    CHECK(out.without_place == 1 && out.placed_outside == 1);
    CHECK(held_by(&town, 0, err) == 1 && held_by(&town, 8, err) == 1);
}

TEST_ONCE(area_of_a_corrected_postcode_is_the_newer_one) /* imports beneath */
{
    struct town town _cleanup_(town_close) = { 0 };
    struct import_outcome out;
    struct str event = STR("date,category,postcode\n2025-10-01,robbery,ME4 4TR\n");
    REQUIRE(town_open(&town, a, err));
    REQUIRE(town_import(&town, "ons", KIND_PLACES, STR("postcode,lon,lat\nME4 4TR,0.505,51.383\n"), &out,
                        err));
    REQUIRE(town_import(&town, "ons", KIND_PLACES, STR("postcode,lon,lat\nME4 4TR,0.525,51.395\n"), &out,
                        err));
    REQUIRE(town_import(&town, "housing", KIND_INCIDENTS, event, &out, err));
    CHECK(held_by(&town, 8, err) == 1);
}
