#include "web/search.h"

#include "base/test.h"

/* Two wards, three small areas, and a gazetteer by name. */
struct town_of_places {
    struct snapshot shot;
    struct area small[3], ward[2];
    struct shot_place place[8];
};

static void make(struct town_of_places *p)
{
    p->ward[0] = (struct area){ .code = STR("E05000001"), .name = STR("Quayside") };
    p->ward[1] = (struct area){ .code = STR("E05000002"), .name = STR("St. Mary's Hill") };
    p->small[0] = (struct area){ .code = STR("E01000101"), .name = STR("Quay 001A"), .ward = 0 };
    p->small[1] = (struct area){ .code = STR("E01000102"), .name = STR("Hill 001A"), .ward = 1 };
    p->small[2] = (struct area){ .code = STR("E01000103"), .name = STR("Hill 001B"), .ward = 1 };
    p->place[0] = (struct shot_place){ STR("bus station"), { 0, 0 }, 0 };
    p->place[1] = (struct shot_place){ STR("high street"), { 0, 0 }, 0 };
    p->place[2] = (struct shot_place){ STR("high street"), { 0, 0 }, 0 };
    p->place[3] = (struct shot_place){ STR("high street"), { 0, 0 }, 1 };
    p->place[4] = (struct shot_place){ STR("me4 4tr"), { 0, 0 }, 1 };
    p->place[5] = (struct shot_place){ STR("me4 4ts"), { 0, 0 }, 2 };
    p->place[6] = (struct shot_place){ STR("old bus depot"), { 0, 0 }, 2 };
    p->place[7] = (struct shot_place){ STR("omnibus way"), { 0, 0 }, AREA_NONE };
    p->shot.tally.areas.small = (struct area_list){ p->small, COUNT_OF(p->small) };
    p->shot.tally.areas.ward = (struct area_list){ p->ward, COUNT_OF(p->ward) };
    p->shot.place = p->place;
    p->shot.places = COUNT_OF(p->place);
}

static bool find(const char *words, struct arena *a, struct search_found *f, struct err *err)
{
    struct town_of_places p = { 0 };

    make(&p);
    return search_find(&p.shot, str_of(words), a, f, err);
}

TEST(a_postcode_is_found_in_any_spacing_and_case)
{
    static const char *const WRITTEN[] = { "ME4 4TR", "me44tr", " Me4  4tR ", "me4 4tr" };

    for (size_t i = 0; i < COUNT_OF(WRITTEN); i++) {
        struct search_found f;
        REQUIRE(find(WRITTEN[i], a, &f, err));
        REQUIRE(f.hits == 1);
        CHECK(f.hit[0].kind == SEARCH_POSTCODE && f.hit[0].exact && f.hit[0].small == 1 &&
              f.hit[0].ward == 1);
        CHECK_STR(f.hit[0].name, STR("ME4 4TR"));
    }
}

TEST(the_beginning_of_a_postcode_finds_all_that_begin_so)
{
    struct search_found f;

    REQUIRE(find("me4", a, &f, err));
    CHECK(f.hits == 2 && f.hit[0].kind == SEARCH_POSTCODE && !f.hit[0].exact);
}

TEST(a_street_of_one_area_is_one_hit_and_of_two_areas_two)
{
    struct search_found f;

    REQUIRE(find("On or near HIGH STREET", a, &f, err));
    REQUIRE(f.hits == 2);
    CHECK(f.hit[0].small == 0 && f.hit[1].small == 1 && f.hit[0].exact && f.hit[1].exact);
    CHECK_STR(f.hit[0].name, STR("High Street"));
}

TEST(a_word_is_found_where_a_word_of_the_name_begins_and_not_within_one)
{
    struct search_found f;

    REQUIRE(find("bus", a, &f, err));
    REQUIRE(f.hits == 2);
    CHECK_STR(f.hit[0].name, STR("Bus Station"));
    CHECK_STR(f.hit[1].name, STR("Old Bus Depot"));
}

TEST(wards_and_small_areas_are_found_by_name_and_by_code)
{
    struct search_found f;

    REQUIRE(find("st marys", a, &f, err));
    CHECK(f.hits == 1 && f.hit[0].kind == SEARCH_WARD && f.hit[0].ward == 1 && !f.hit[0].exact);
    REQUIRE(find("e01000103", a, &f, err));
    CHECK(f.hits == 1 && f.hit[0].kind == SEARCH_SMALL && f.hit[0].small == 2 && f.hit[0].ward == 1 &&
          f.hit[0].exact);
    REQUIRE(find("Quay", a, &f, err));
    CHECK(f.hits == 2 && f.hit[0].kind == SEARCH_WARD && f.hit[1].kind == SEARCH_SMALL);
}

TEST(a_place_in_no_area_is_found_and_said_to_lie_in_none)
{
    struct search_found f;

    REQUIRE(find("omnibus", a, &f, err));
    CHECK(f.hits == 1 && f.hit[0].small == AREA_NONE && f.hit[0].ward == AREA_NONE);
}

TEST(nothing_is_found_of_nothing_of_stops_and_of_what_is_not_there)
{
    static const char *const NONE[] = { "", "   ", "...", "zz", "<script>", "high street north" };

    for (size_t i = 0; i < COUNT_OF(NONE); i++) {
        struct search_found f;
        REQUIRE(find(NONE[i], a, &f, err));
        CHECK(f.hits == 0 && !f.more);
    }
}

TEST(more_than_fits_is_said)
{
    struct town_of_places p = { 0 };
    struct search_found f;
    struct shot_place *many = arena_new(a, struct shot_place, 2 * SEARCH_HITS_MAX);

    REQUIRE(many);
    make(&p);
    for (size_t i = 0; i < 2 * SEARCH_HITS_MAX; i++) {
        struct buf b = { .arena = a };
        buf_addf(&b, "lane %03zu", i);
        REQUIRE(!b.failed);
        many[i] = (struct shot_place){ { b.at, b.len }, { 0, 0 }, 0 };
    }
    p.shot.place = many;
    p.shot.places = 2 * SEARCH_HITS_MAX;
    REQUIRE(search_find(&p.shot, STR("lane"), a, &f, err));
    CHECK(f.hits == SEARCH_HITS_MAX && f.more);
}
