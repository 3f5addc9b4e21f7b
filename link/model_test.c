#include "base/test.h"
#include "link/compare.h"
#include "link/fixture_test.h"
#include "link/settings.h"

static struct link_node test_of(enum link_test_kind kind, uint32_t left, uint32_t right, double threshold)
{
    return (struct link_node){ .kind = NODE_TEST, .test = kind, .left = { .column = left },
                               .right = { .column = right }, .threshold = threshold };
}

TEST(expressions_are_equal_when_column_and_every_step_are)
{
    struct link_expr e = { .column = 1, .steps = 2, .step = { { STEP_LOWER, 0, 0 }, { STEP_SUBSTR, 1, 3 } } };
    struct link_expr o = e;

    CHECK(expr_eq(&e, &o));
    o.step[2].kind = STEP_NICK; /* beyond its steps */
    CHECK(expr_eq(&e, &o));
    o = e;
    o.column = 2;
    CHECK(!expr_eq(&e, &o));
    o = e;
    o.steps = 1;
    CHECK(!expr_eq(&e, &o));
    o = e;
    o.step[0].kind = STEP_UPPER;
    CHECK(!expr_eq(&e, &o));
    o = e;
    o.step[1].a = 2;
    CHECK(!expr_eq(&e, &o));
    o = e;
    o.step[1].b = 4;
    CHECK(!expr_eq(&e, &o));
}

TEST(tests_are_equal_in_what_they_look_at)
{
    struct link_node n = test_of(TEST_JARO, 1, 2, 0.9), o = n;

    CHECK(node_eq(&n, &o));
    o.strict = true;
    CHECK(!node_eq(&n, &o));
    o = test_of(TEST_JARO, 1, 2, 0.8);
    CHECK(!node_eq(&n, &o));
    o = test_of(TEST_JACCARD, 1, 2, 0.9);
    CHECK(!node_eq(&n, &o));
    o = test_of(TEST_JARO, 2, 2, 0.9);
    CHECK(!node_eq(&n, &o));
    o = test_of(TEST_JARO, 1, 1, 0.9);
    CHECK(!node_eq(&n, &o));
    n = test_of(TEST_NULL_LEFT, 1, 7, 0);
    o = test_of(TEST_NULL_LEFT, 1, 8, 0);
    CHECK(node_eq(&n, &o));
    n.test = o.test = TEST_NULL_RIGHT;
    CHECK(!node_eq(&n, &o));
    n = o = test_of(TEST_KM, 1, 1, 5);
    o.left2.column = 3;
    CHECK(!node_eq(&n, &o));
    o = n;
    o.right2.column = 3;
    CHECK(!node_eq(&n, &o));
    n.test = o.test = TEST_NUMBER;
    CHECK(node_eq(&n, &o));
}

TEST(conditions_are_equal_part_by_part_in_their_order)
{
    struct link_node one = test_of(TEST_EQUAL, 1, 1, 0), two = test_of(TEST_EQUAL, 2, 2, 0);
    struct link_node and = { .kind = NODE_AND, .one = &one, .two = &two };
    struct link_node or = { .kind = NODE_OR, .one = &one, .two = &two };
    struct link_node turned = { .kind = NODE_AND, .one = &two, .two = &one };
    struct link_node not = { .kind = NODE_NOT, .one = &one }, not_two = { .kind = NODE_NOT, .one = &two };
    struct link_node always = { .kind = NODE_ALWAYS }, other = { .kind = NODE_ALWAYS };

    CHECK(node_eq(&and, &and) && !node_eq(&and, &or) && !node_eq(&and, &turned));
    CHECK(node_eq(&not, &not) && !node_eq(&not, &not_two) && !node_eq(&not, &one));
    CHECK(node_eq(&always, &other) && !node_eq(&always, &one));
}

TEST(a_model_is_trained_when_nothing_but_null_levels_lacks_numbers)
{
    static struct link_node always = { .kind = NODE_ALWAYS };
    struct link_level level[2] = { { .null = true, .m = NAN, .u = NAN, .when = &always },
                                   { .m = 0.5, .u = 0.25, .when = &always } };
    struct link_comparison c = { .levels = 2, .level = level };
    struct link_model m = { .lambda = 0.1, .comparisons = 1, .comparison = &c };

    CHECK(model_is_trained(&m));
    m.lambda = NAN;
    CHECK(!model_is_trained(&m));
    m.lambda = 0.1;
    level[1].m = NAN;
    CHECK(!model_is_trained(&m));
    level[1].m = 0.5;
    level[1].u = NAN;
    CHECK(!model_is_trained(&m));
}

TEST(a_term_stands_against_the_u_of_plain_equality_or_its_own)
{
    struct link_node name = test_of(TEST_EQUAL, 1, 1, 0), other = test_of(TEST_EQUAL, 2, 2, 0),
                     crossed = test_of(TEST_EQUAL, 1, 2, 0), alike = test_of(TEST_JARO, 1, 1, 0.9);
    struct link_node both = { .kind = NODE_AND, .one = &name, .two = &other };
    struct link_level level[] = { { .null = true, .when = &name, .u = 0.1 }, { .when = &both, .u = 0.2 },
                                  { .when = &other, .u = 0.3 },  { .when = &crossed, .u = 0.4 },
                                  { .when = &name, .u = 0.5 },   { .when = &alike, .u = 0.6 } };
    struct link_comparison c = { .levels = COUNT_OF(level), .level = level };

    level[5].term.column = level[4].term.column = 1;
    CHECK_NEAR(level_term_u(&c, 5), 0.5, 0);
    CHECK_NEAR(level_term_u(&c, 4), 0.5, 0);
    level[5].term_own_u = true;
    CHECK_NEAR(level_term_u(&c, 5), 0.6, 0);
    level[5].term_own_u = false;
    level[5].term.column = 3; /* equality of no level */
    CHECK_NEAR(level_term_u(&c, 5), 0.6, 0);
}

/*
 * Splink 2's records 479 and 481, whose weight it printed (splinktest_splink2_479_vs_481): first names are
 * equal, of a name that 8 of 900 bear, weighed .6; dates of birth are equal, city and e-mail are not.
 */
static const char SPLINK_2[] =
    "{\"probability_two_random_records_match\": 0.3, \"comparisons\": ["
    "{\"output_column_name\": \"first_name\", \"comparison_levels\": ["
    "{\"sql_condition\": \"first_name_l IS NULL OR first_name_r IS NULL\", \"is_null_level\": true},"
    "{\"sql_condition\": \"first_name_l = first_name_r\", \"m_probability\": 0.7, \"u_probability\": 0.1,"
    " \"tf_adjustment_column\": \"first_name\", \"tf_adjustment_weight\": 0.6},"
    "{\"sql_condition\": \"levenshtein(first_name_l, first_name_r) <= 2\", \"m_probability\": 0.2,"
    " \"u_probability\": 0.1},"
    "{\"sql_condition\": \"ELSE\", \"m_probability\": 0.1, \"u_probability\": 0.8}]}"
#define SAME_OR_NOT(name)                                                                            \
    ",{\"output_column_name\": \"" name "\", \"comparison_levels\": ["                               \
    "{\"sql_condition\": \"" name "_l = " name "_r\", \"m_probability\": 0.9, \"u_probability\": 0.1}," \
    "{\"sql_condition\": \"ELSE\", \"m_probability\": 0.1, \"u_probability\": 0.9}]}"
    SAME_OR_NOT("dob") SAME_OR_NOT("city") SAME_OR_NOT("email") "]}";

enum { ROWS = 900, COLUMNS = 4, BEARERS = 8 };

static bool fill(struct arena *a, struct link_table *t, struct err *err)
{
    static const char *const COLUMN[COLUMNS] = { "first_name", "dob", "city", "email" };
    static const char *const PAIR[2 * COLUMNS] = { "Jack", "1976-08-27", "Leicester", "one@example.org",
                                                   "Jack", "1976-08-27", "reiesteL",  "two@example.org" };
    const char **cell = arena_new(a, const char *, (size_t)ROWS * COLUMNS);

    if (!cell)
        return err_memory(err, "a test's table");
    for (size_t i = 0; i < (size_t)ROWS * COLUMNS; i++)
        cell[i] = i < COUNT_OF(PAIR) ? PAIR[i] : "";
    for (size_t row = 2; row < ROWS; row++)
        cell[row * COLUMNS] = row < BEARERS ? "Jack" : "Another";
    return fixture_table(COLUMN, COLUMNS, cell, ROWS, NULL, a, t, err);
}

TEST(splink_2s_pair_has_splink_2s_weight)
{
    struct link_table table;
    struct link_model m;
    struct link_slots slots;
    struct compare *c;
    struct compare_worker *w;
    double level[LINK_COMPARISONS_MAX], term[LINK_COMPARISONS_MAX];

    REQUIRE(settings_read(str_of(SPLINK_2), "m.json", a, &m, err) && fill(a, &table, err));
    REQUIRE(slots_make(&table, &m, 1, a, &slots, err) && compare_make(&slots, &m, a, &c, err));
    REQUIRE(compare_worker_make(c, 1024, a, &w, err) && compare_weigh(c, &m, err));
    uint64_t pattern = compare_pattern(c, w, 0, 1);
    compare_weights(c, pattern, 0, 1, level, term);
    CHECK_NEAR(compare_weight(c, pattern, 0, 1), 0.5101493570766487, 1e-9);
    CHECK_NEAR(exp2(level[0]), 6.999999999999999, 1e-9);
    CHECK_NEAR(exp2(term[0]), 4.272592890212634, 1e-9);
    CHECK_NEAR(exp2(level[1]), 9, 1e-9);
    CHECK_NEAR(exp2(level[2]), 0.11111111111111112, 1e-9);
    CHECK_NEAR(weight_probability(compare_weight(c, pattern, 0, 1)), 0.5874923778509089, 1e-9);
}
