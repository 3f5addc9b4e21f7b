#include "link/feature.h"

#include "base/test.h"

TEST(thresholds_stand_from_the_easiest_and_each_once)
{
    static const double MUCH[] = { .9, .7, .9, .88, .7 }, LITTLE[] = { 1, 10, 1, 31.5 };
    struct feature f = { .test = TEST_JARO }, g = { .test = TEST_DAYS };

    for (size_t i = 0; i < COUNT_OF(MUCH); i++)
        REQUIRE(feature_add_step(&f, (struct feature_step){ MUCH[i], false }, a, err));
    REQUIRE(feature_add_step(&f, (struct feature_step){ .9, true }, a, err));
    CHECK(f.steps == 4 && f.step[0].threshold < .8 && f.step[3].strict && !f.step[2].strict);
    for (size_t i = 0; i < COUNT_OF(LITTLE); i++)
        REQUIRE(feature_add_step(&g, (struct feature_step){ LITTLE[i], false }, a, err));
    REQUIRE(feature_add_step(&g, (struct feature_step){ 1, true }, a, err));
    CHECK(g.steps == 4 && g.step[0].threshold > 31 && g.step[3].strict && !g.step[2].strict);
    for (size_t i = 0; i < 4; i++)
        CHECK(feature_find_step(&f, f.step[i]) == i && feature_find_step(&g, g.step[i]) == i);
}

TEST(a_step_is_reached_at_its_threshold_but_a_strict_one_only_beyond)
{
    double number[] = { 0, 100, 131, 132 };
    struct link_slot slot = { .values = 3, .number = number };
    struct link_slots slots = { .slot = &slot, .slots = 1 };
    struct feature f = { .test = TEST_DAYS };

    REQUIRE(feature_add_step(&f, (struct feature_step){ 31, false }, a, err));
    REQUIRE(feature_add_step(&f, (struct feature_step){ 31, true }, a, err));
    CHECK(feature_reach(&f, &slots, &(struct feature_pair){ 1, 2, 0, 0 }) == 1);
    CHECK(feature_reach(&f, &slots, &(struct feature_pair){ 3, 1, 0, 0 }) == 0);
    CHECK(feature_reach(&f, &slots, &(struct feature_pair){ 2, 3, 0, 0 }) == 2);
}

/* Texts one and two as the two results of a slot. */
static size_t reach(enum link_test_kind test, double threshold, bool strict, const char *one, const char *two,
                    struct arena *a, struct err *err)
{
    uint64_t start[] = { 0, 0, strlen(one), strlen(one) + strlen(two) };
    char text[128];
    struct link_slot slot = { .values = 2, .text = text, .start = start };
    struct link_slots slots = { .slot = &slot, .slots = 1 };
    struct feature f = { .test = test };

    (void)snprintf(text, sizeof text, "%s%s", one, two);
    if (!feature_add_step(&f, (struct feature_step){ threshold, strict }, a, err))
        return 9;
    return feature_reach(&f, &slots, &(struct feature_pair){ 1, 2, 0, 0 });
}

TEST(an_edit_distance_is_judged_the_same_by_its_bound_and_by_counting)
{
    static const enum link_test_kind TESTS[] = { TEST_LEVENSHTEIN, TEST_OSA, TEST_DAMERAU };

    for (size_t i = 0; i < COUNT_OF(TESTS); i++) {
        REQUIRE(reach(TESTS[i], 2, false, "kitten", "sitting", a, err) != 9);
        CHECK(reach(TESTS[i], 2, false, "kitten", "sitting", a, err) == 0);
        CHECK(reach(TESTS[i], 3, false, "kitten", "sitting", a, err) == 1);
        CHECK(reach(TESTS[i], 3, true, "kitten", "sitting", a, err) == 0);
        CHECK(reach(TESTS[i], 3.5, true, "kitten", "sitting", a, err) == 1);
        CHECK(reach(TESTS[i], 3.5, false, "kitten", "sitting", a, err) == 1);
        CHECK(reach(TESTS[i], -1, false, "kitten", "sitting", a, err) == 0);
        CHECK(reach(TESTS[i], 1e12, false, "kitten", "sitting", a, err) == 1);
        CHECK(reach(TESTS[i], 0.5, false, "kitten", "kitten", a, err) == 1);
    }
    CHECK(reach(TEST_LEVENSHTEIN, 1, false, "marhta", "martha", a, err) == 0);
    CHECK(reach(TEST_OSA, 1, false, "marhta", "martha", a, err) == 1);
    CHECK(reach(TEST_OSA, 2, false, "ca", "abc", a, err) == 0);
    CHECK(reach(TEST_DAMERAU, 2, false, "ca", "abc", a, err) == 1);
    CHECK(reach(TEST_OSA_POINTS, 1, false, "zo\xc3\xab", "zoe", a, err) == 1);
    CHECK(reach(TEST_OSA, 1, false, "zo\xc3\xab", "zoe", a, err) == 0);
}

TEST(lists_share_what_stands_in_both_each_once)
{
    CHECK(list_shared(STR("a, b;c"), STR("c|x|a ")) == 2);
    CHECK(list_shared(STR("a,a,a"), STR("a")) == 1);
    CHECK(list_shared(STR("a"), STR("a,a,a")) == 1);
    CHECK(list_shared(STR(",;|"), STR(",")) == 0);
    CHECK(list_shared(STR(""), STR("a")) == 0);
    CHECK(list_shared(STR("ab"), STR("a,b")) == 0);
}

TEST(a_text_starts_another_by_whole_bytes_and_counts_in_letters)
{
    CHECK(text_starts(STR("al"), STR("alexander")) == 2);
    CHECK(text_starts(STR("alexander"), STR("al")) == 2);
    CHECK(text_starts(STR("zo\xc3\xab"), STR("zo\xc3\xab-ann")) == 3);
    CHECK(text_starts(STR("al"), STR("el")) == 0);
    CHECK(text_starts(STR("al"), STR("al")) == 2);
}

TEST(the_longest_common_word_counts_not_a_part_of_one)
{
    CHECK(word_shared(STR("maria da silva"), STR("silva-costa")) == 5);
    CHECK(word_shared(STR("maria da silva"), STR("da costa")) == 2);
    CHECK(word_shared(STR("ann"), STR("anna")) == 0);
    CHECK(word_shared(STR("--"), STR("--")) == 0);
    CHECK(word_shared(STR("zo\xc3\xab b"), STR("b zo\xc3\xab")) == 3);
}

TEST(distance_and_share_are_splinks)
{
    double number[] = { 0, 51.5, -0.1, 48.85, 2.35, 80, 100, -4, -2 };
    struct link_slot slot = { .values = 8, .number = number };
    struct link_slots slots = { .slot = &slot, .slots = 1 };
    struct feature km = { .test = TEST_KM }, share = { .test = TEST_NUMBER_SHARE };

    CHECK_NEAR(feature_number(&km, &slots, &(struct feature_pair){ 1, 3, 2, 4 }), 343, 2);
    CHECK_NEAR(feature_number(&km, &slots, &(struct feature_pair){ 1, 1, 2, 2 }), 0, 0.2);
    CHECK_NEAR(feature_number(&share, &slots, &(struct feature_pair){ 5, 6, 0, 0 }), 0.2, 1e-12);
    CHECK_NEAR(feature_number(&share, &slots, &(struct feature_pair){ 6, 5, 0, 0 }), 0.2, 1e-12);
    CHECK_NEAR(feature_number(&share, &slots, &(struct feature_pair){ 7, 8, 0, 0 }), -1, 1e-12);
}
