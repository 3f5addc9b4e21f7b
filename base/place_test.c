#include "base/chance.h"
#include "base/place.h"
#include "base/test.h"

/* Code-Point Open 2014 (Ordnance Survey) with ONS's longitude and latitude, each by OSTN. */
TEST(the_grid_agrees_with_published_postcodes_within_five_metres)
{
    static const struct {
        double easting, northing, lat, lon;
    } POSTCODE[] = {
        { 574571, 168217, 51.386148, 0.507440 }, { 575075, 169394, 51.396566, 0.515255 },
        { 577630, 172188, 51.420870, 0.553342 }, { 575498, 167838, 51.382458, 0.520561 },
        { 576492, 163141, 51.339958, 0.532501 }, { 578888, 168691, 51.389063, 0.569653 },
        { 580548, 164949, 51.354925, 0.591586 }, { 581337, 164028, 51.346401, 0.602436 }
    };

    for (size_t i = 0; i < sizeof POSTCODE / sizeof *POSTCODE; i++) {
        struct lonlat p;
        REQUIRE(place_from_grid(POSTCODE[i].easting, POSTCODE[i].northing, &p));
        CHECK(place_distance_m(p, (struct lonlat){ POSTCODE[i].lon, POSTCODE[i].lat }) < 5);
    }
}

/*
 * The worked example of the Ordnance Survey's guide, annexe C: TG 51409 13177 is
 * 52 39 27.2531 N, 1 43 4.5177 E on the Airy ellipsoid (OSGB36). On WGS84 that
 * point is some 45 m north and 126 m west of the same figures.
 */
TEST(the_ordnance_surveys_worked_example_comes_out_after_its_shift_of_datum)
{
    struct lonlat osgb = { 1 + 43 / 60. + 4.5177 / 3600, 52 + 39 / 60. + 27.2531 / 3600 }, p;

    REQUIRE(place_from_grid(651409.903, 313177.270, &p));
    CHECK_NEAR((p.lat - osgb.lat) * 3600, 1.47, .01);
    CHECK_NEAR((p.lon - osgb.lon) * 3600, -6.73, .01);
    CHECK_NEAR(p.lat, 52.657979, .00005);
    CHECK_NEAR(p.lon, 1.716052, .00005);
}

TEST(a_grid_reference_means_the_middle_of_its_square)
{
    static const struct {
        const char *text;
        double easting, northing;
    } REF[] = { { "TQ 757 684", 575750, 168450 }, { "TQ757684", 575750, 168450 },
                { "tq7568", 575500, 168500 },     { " TQ 75700 68400 ", 575700.5, 168400.5 },
                { "SV 00 00", 500, 500 },         { "TG 51409 13177", 651409.5, 313177.5 },
                { "NN 166 712", 216650, 771250 } };

    for (size_t i = 0; i < sizeof REF / sizeof *REF; i++) {
        struct lonlat got, want;
        REQUIRE(place_from_gridref(str_of(REF[i].text), &got));
        REQUIRE(place_from_grid(REF[i].easting, REF[i].northing, &want));
        CHECK(place_distance_m(got, want) < .01);
    }
}

TEST(what_is_no_grid_reference_is_refused)
{
    static const char *const NO[] = { "",
                                      "TQ",
                                      "T",
                                      "TQ 7",
                                      "TQ 75",
                                      "TQ 757 68",
                                      "TI 757 684",
                                      "IQ 757 684",
                                      "TQ 757 684x",
                                      "TQ757684757684",
                                      "AA 757 684",
                                      "75 684",
                                      "\xC3\x89Q 75 68",
                                      "ZZ 7568",
                                      "TQ-757684" };
    struct lonlat p = { 7, 7 };

    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        CHECK(!place_from_gridref(str_of(NO[i]), &p) && p.lon == 7 && p.lat == 7);
    CHECK(!place_from_grid(-1, 5, &p) && !place_from_grid(5, 1300001, &p) &&
          !place_from_grid(NAN, 5, &p));
    CHECK(!place_from_grid(700001, 5, &p) && !place_from_grid(5, INFINITY, &p) && p.lon == 7);
}

TEST(every_shape_of_postcode_comes_out_in_one_form)
{
    static const struct {
        const char *text, *want;
    } YES[] = { { "ME4 4TR", "ME4 4TR" },   { "me44tr", "ME4 4TR" },  { " ME4  4TR ", "ME4 4TR" },
                { "M1 1AA", "M1 1AA" },     { "M60 1NW", "M60 1NW" }, { "CR2 6XH", "CR2 6XH" },
                { "DN55 1PT", "DN55 1PT" }, { "W1A 1HQ", "W1A 1HQ" }, { "EC1A 1BB", "EC1A 1BB" } };
    static const char *const NO[] = { "",        "ME4",           "ME4 4T",   "ME4 44T",
                                      "4ME 4TR", "ME4 4TR9",      "MEE4 4TR", "ME444 4TR",
                                      "ME4,4TR", "ME4 4\xC3\x89", "M 4TR",    "AAA 1AA",
                                      "ME4-4TR", "44 4TR" };
    char out[PLACE_POSTCODE_MAX] = "before";
    size_t len = 99;

    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        CHECK(!place_postcode(str_of(NO[i]), out, &len) && len == 99 && strcmp(out, "before") == 0);
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++) {
        CHECK(place_postcode(str_of(YES[i].text), out, &len));
        CHECK_STR(((struct str){ out, len }), str_of(YES[i].want));
        CHECK(strlen(out) == len);
    }
}

TEST(distances_are_symmetric_and_right_on_the_sphere)
{
    struct lonlat pole = { 0, 90 }, equator = { 0, 0 }, antipode = { 180, 0 };
    struct chance r;

    CHECK_NEAR(place_distance_m(pole, equator), PLACE_EARTH_KM * 1000 * acos(0), 1);
    CHECK_NEAR(place_distance_m(equator, antipode), PLACE_EARTH_KM * 1000 * acos(-1), 1);
    CHECK(place_distance_m(pole, pole) == 0);
    chance_open(&r, 1, 1);
    for (int i = 0; i < 1000; i++) {
        struct lonlat p = { chance_unit(&r) * 360 - 180, chance_unit(&r) * 180 - 90 };
        struct lonlat q = { chance_unit(&r) * 360 - 180, chance_unit(&r) * 180 - 90 };
        CHECK(place_distance_m(p, q) == place_distance_m(q, p));
        CHECK(place_distance_m(p, q) <=
              place_distance_m(p, equator) + place_distance_m(equator, q) + .01);
    }
}

TEST(places_outside_the_british_isles_are_known_as_slips)
{
    CHECK(place_is_british((struct lonlat){ 0.52, 51.38 }));
    CHECK(place_is_british((struct lonlat){ -7.3, 55 }) &&
          place_is_british((struct lonlat){ -1.2, 60.1 }));
    CHECK(!place_is_british((struct lonlat){ 0, 0 }) &&
          !place_is_british((struct lonlat){ 51.38, 0.52 }));
    CHECK(!place_is_british((struct lonlat){ NAN, 51 }) &&
          !place_is_british((struct lonlat){ 2.35, 48.85 }));
}
