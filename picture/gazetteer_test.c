#include "picture/gazetteer.h"

#include "base/test.h"

static void check_fold(struct test *t, struct arena *a, struct err *err, const char *words,
                       const char *want)
{
    struct str got;

    if (gazetteer_fold(str_of(words), a, &got, err))
        CHECK_STR(got, str_of(want));
}

TEST(gazetteer_folds_case_stops_spaces_and_police_uks_lead_in)
{
    static const char *const PAIR[][2] = {
        { "High Street", "high street" },
        { "  HIGH   STREET.", "high street" },
        { "On or near High Street", "high street" },
        { "St. Mary's Road", "st marys road" },
        { "A2/M2 (junction 1)", "a2 m2 junction 1" },
        { "ME4 4TR", "me4 4tr" },
        { "...", "" },
        { "", "" },
        { "Caf\xC3\xA9 Rouge", "caf\xC3\xA9 rouge" },
        { "on or near", "on or near" },
    };
    for (size_t i = 0; i < COUNT_OF(PAIR); i++)
        check_fold(t, a, err, PAIR[i][0], PAIR[i][1]);
}

TEST(gazetteer_folded_twice_is_as_folded_once)
{
    static const char *const WORDS[] = { "On or near On or near X", "A  b-C", "'", "St. Mary's", "9 9" };
    for (size_t i = 1; i < COUNT_OF(WORDS); i++) {
        struct str once, twice;
        REQUIRE(gazetteer_fold(str_of(WORDS[i]), a, &once, err));
        REQUIRE(gazetteer_fold(once, a, &twice, err));
        CHECK_STR(once, twice);
    }
}

static struct area small[] = { { .code = { "E1", 2 } }, { .code = { "E2", 2 } }, { .code = { "E3", 2 } } };
static const struct area_book BOOK = { .small = { small, 3 } };

#define PLACE(text, code) { { "" text, sizeof(text) - 1 }, { .5, 51.4 }, { "" code, sizeof(code) - 1 } }
static struct gazetteer_entry place[] = {
    PLACE("a2", "E1"),
    PLACE("church lane", "E1"),         /* two of that name in two areas */
    PLACE("church lane", "E2"),
    PLACE("high street", "E2"),
    PLACE("high street rainham", "E3"),
    PLACE("me4 4tr", "E1"),
    PLACE("park road", "E3"),           /* two of that name in one area */
    PLACE("park road", "E3"),
    PLACE("rainham", "E3"),
};
static const struct gazetteer GAZETTEER = { place, COUNT_OF(place) };

static int found(const char *words)
{
    struct lonlat point;

    return gazetteer_area(&GAZETTEER, &BOOK, str_of(words), &point);
}

TEST(gazetteer_name_that_is_longest_wins)
{
    CHECK(found("outside the bank in high street rainham at night") == 2);
    CHECK(found("high street") == 1);
    CHECK(found("rainham") == 2);
}

TEST(gazetteer_names_are_whole_words)
{
    CHECK(found("highstreet") == AREA_NONE);
    CHECK(found("the high streets") == AREA_NONE);
    CHECK(found("nothigh street") == AREA_NONE);
    CHECK(found("my high street flat") == 1);
}

TEST(gazetteer_name_of_places_in_several_areas_says_nothing)
{
    CHECK(found("church lane") == AREA_NONE);
    CHECK(found("church lane rainham") == 2); /* but what else stands there may */
    CHECK(found("park road") == 2);           /* and two places in one area are one answer */
}

TEST(gazetteer_finds_a_postcode_in_words_and_by_itself)
{
    const struct gazetteer_entry *e = gazetteer_postcode(&GAZETTEER, STR("ME4 4TR"));
    CHECK(found("outside me4 4tr") == 0);
    CHECK(e && str_eq(e->area_code, STR("E1")));
    CHECK(!gazetteer_postcode(&GAZETTEER, STR("ME4 4TS")));
    CHECK(!gazetteer_postcode(&GAZETTEER, STR("ME4 4TR and more")));
}

TEST(gazetteer_says_nothing_of_words_it_does_not_know)
{
    CHECK(found("") == AREA_NONE);
    CHECK(found("somewhere") == AREA_NONE);
    CHECK(found("a2") == AREA_NONE); /* too short a name: it stands in too many sentences */
}
