#include "link/train_look.h"

#include "base/test.h"
#include "link/fixture_test.h"
#include "link/propose_make.h"

TEST(a_condition_looks_at_the_columns_of_all_its_tests)
{
    struct maker k = { .arena = a };
    const struct link_node *n =
        node_and(&k, node_test(&k, TEST_EQUAL, expr_of(1), expr_of(3), 0),
                 node_or(&k, node_not(&k, node_same(&k, TEST_OSA, expr_of(5), 1)), node_always(&k)));

    REQUIRE(!k.failed);
    CHECK(node_columns(n) == (1u << 1 | 1u << 3 | 1u << 5));
    CHECK(node_columns(node_missing(&k, expr_of(70))) == UINT64_C(1) << 63);
    CHECK(node_columns(NULL) == 0);
}

TEST(a_comparison_is_about_its_first_speaking_level_and_its_setting_is_what_silences_it)
{
    struct maker k = { .arena = a, .comparison = arena_new(a, struct link_comparison, 2) };

    REQUIRE(k.comparison);
    comparison_begin(&k, STR("surname"), "surname");
    level_null(&k, "missing", node_missing(&k, expr_of(2)));
    level_null(&k, "elsewhere", node_same(&k, TEST_EQUAL, expr_of(4), 0));
    level_adjusted(&k, "same", node_same(&k, TEST_EQUAL, expr_of(2), 0), expr_of(2), 1);
    level_add(&k, "changed places", node_test(&k, TEST_EQUAL, expr_of(1), expr_of(2), 0));
    level_null(&k, "never mind", node_same(&k, TEST_EQUAL, expr_of(6), 0));
    level_add(&k, "different", node_always(&k));
    REQUIRE(!k.failed);
    CHECK(comparison_columns(k.comparison) == 1u << 2);
    CHECK(setting_columns(k.comparison) == 1u << 4);
}

TEST(a_rule_looks_at_the_columns_of_its_parts)
{
    const struct link_rule rule = { .parts = 2, .part = { { .column = 3 }, { .column = 0 } } };

    CHECK(rule_columns(&rule) == (1u << 3 | 1u));
}
