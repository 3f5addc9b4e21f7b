#include "base/test.h"
#include "intake/cas.h"

#define CANARY "Zebediah"

TEST(a_case_file_is_read_as_satscan_writes_it)
{
    struct cas cas;

    REQUIRE(cas_read(STR("L0\t1\t2023/1/23\r\n\r\nL1 0 2023-01-05\n  L0   3 2023/12/31"), "x.cas", a, &cas,
                     err));
    REQUIRE(cas.rows == 3);
    CHECK(cas.cases == 4 && cas.precision == CAS_DAY);
    CHECK_STR(cas.row[0].id, STR("L0"));
    CHECK_STR(cas.row[1].id, STR("L1"));
    CHECK(cas.row[1].count == 0);
    CHECK(cas.row[2].count == 3);
    CHECK(cas.row[2].date.days - cas.row[0].date.days == 342);
}

TEST(months_and_years_keep_their_precision)
{
    struct cas cas;

    REQUIRE(cas_read(STR("a 1 2023/2\na 1 2023-11\n"), "x.cas", a, &cas, err));
    CHECK(cas.precision == CAS_MONTH);
    CHECK(cas.row[0].date.days == month_first((struct month){ 2023 * 12 + 1 }).days);
    REQUIRE(cas_read(STR("a 1 1973\nb 2 1991"), "x.cas", a, &cas, err));
    CHECK(cas.precision == CAS_YEAR && cas.rows == 2);
}

static const struct {
    const char *text;
    const char *says;
} BAD_CASES[] = {
    { "", "nothing in it" },
    { "\n \n", "nothing in it" },
    { CANARY " 1\n", "line 1 has 2 columns" },
    { CANARY " 1 2023/1/1 7\n", "line 1 has 4 columns" },
    { "a 1 2023/1/1\n" CANARY " -1 2023/1/1\n", "line 2, column 2: found dash, 1 digit" },
    { "a 1.5 2023/1/1\n", "line 1, column 2" },
    { "a 1 " CANARY "\n", "line 1, column 3: found 8 letters" },
    { "a 1 31/1/2023\n", "line 1, column 3" },
    { "a 1 2023/2/29\n", "line 1, column 3" },
    { "a 1 2023/1/1\na 1 2023/2\n", "another precision" },
    { "a 1000000000 2023\na 1 2023\n", "more cases" },
    { "a\xFF 1 2023\n", "no UTF-8" },
};

TEST(a_wrong_case_file_is_refused_by_line_column_and_shape_and_shows_no_value)
{
    for (size_t i = 0; i < COUNT_OF(BAD_CASES); i++) {
        struct cas cas;
        struct err why = { 0 };
        CHECK(!cas_read(str_of(BAD_CASES[i].text), "x.cas", a, &cas, &why));
        CHECK(strstr(why.say, BAD_CASES[i].says) != NULL);
        CHECK(strstr(why.say, CANARY) == NULL && strstr(why.say, "x.cas") != NULL);
    }
}

TEST(a_coordinates_file_is_read_and_the_same_place_twice_is_one)
{
    struct geo geo;

    REQUIRE(geo_read(STR("10001\t40.75037\t-73.99674\r\nb 1 2\nb 1.0 2\n"), "x.geo", a, &geo, err));
    REQUIRE(geo.rows == 2);
    CHECK(geo.row[0].first == 40.75037 && geo.row[0].second == -73.99674);
}

TEST(a_place_with_two_coordinates_or_none_is_refused)
{
    static const char *const BAD[] = { "", "b 1 2\nb 1 3\n", "b 1\n", "b 1 2 3\n",
                                       "b 1 " CANARY "\n",   "b nan 2\n" };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct geo geo;
        struct err why = { 0 };
        CHECK(!geo_read(str_of(BAD[i]), "x.geo", a, &geo, &why));
        CHECK(strstr(why.say, "x.geo") != NULL && strstr(why.say, CANARY) == NULL);
    }
}

TEST(ten_thousand_places_are_told_apart)
{
    struct buf b = { .arena = a };
    struct geo geo;
    struct str text;

    for (int i = 0; i < 10000; i++)
        buf_addf(&b, "P%d %d %d\n", i, i, -i);
    REQUIRE(buf_done(&b, "a test", &text, err) && geo_read(text, "x.geo", a, &geo, err));
    CHECK(geo.rows == 10000 && geo.row[9999].second == -9999);
}
