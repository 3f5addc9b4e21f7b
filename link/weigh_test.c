#include "base/test.h"
#include "link/compare.h"
#include "link/fixture_test.h"

struct weighing {
    struct link_table table;
    struct link_model model;
    struct link_slots slots;
    struct compare *compare;
    struct compare_worker *worker;
};

static bool weighing_open(struct weighing *w, struct arena *a, struct err *err)
{
    return fixture_people(5, 40, 1, a, &w->table, err) && fixture_model(a, &w->model, err) &&
           slots_make(&w->table, &w->model, 1, a, &w->slots, err) &&
           compare_make(&w->slots, &w->model, a, &w->compare, err) &&
           compare_worker_make(w->compare, 1024, a, &w->worker, err);
}

/* How often the record's value of an expression stands among the records that have one; 0: it has none. */
static double plain_share(const struct weighing *w, const struct link_expr *e, uint32_t record)
{
    size_t slot = slot_find(&w->slots, e);
    uint32_t mine = slot_of(&w->slots, slot, record);
    double same = 0, there = 0;

    for (uint32_t r = 0; r < w->table.records; r++) {
        uint32_t other = slot_of(&w->slots, slot, r);
        there += other != 0;
        same += mine != 0 && other == mine;
    }
    return there > 0 ? same / there : 0;
}

static double plain_term(const struct weighing *w, const struct link_comparison *c, size_t level,
                         uint32_t one, uint32_t two)
{
    const struct link_level *l = &c->level[level];
    double first = plain_share(w, &l->term, one), second = plain_share(w, &l->term, two), share;

    if (!l->adjusted || l->null || l->when->kind == NODE_ALWAYS || (first <= 0 && second <= 0))
        return 0;
    share = fmax(first, second);
    return l->term_weight * log2(level_term_u(c, level) / fmax(share, l->term_floor));
}

static double plain_weight(const struct weighing *w, uint32_t one, uint32_t two)
{
    double weight = log2(w->model.lambda) - log2(1 - w->model.lambda);

    for (size_t i = 0; i < w->model.comparisons; i++) {
        const struct link_comparison *c = &w->model.comparison[i];
        unsigned level = plain_level(&w->slots, c, one, two);
        if (!c->level[level].null)
            weight += log2(c->level[level].m) - log2(c->level[level].u) + plain_term(w, c, level, one, two);
    }
    return weight;
}

static void check_weights(struct test *t, const struct weighing *w)
{
    double level[LINK_COMPARISONS_MAX], term[LINK_COMPARISONS_MAX];

    for (uint32_t one = 0; one < w->table.records; one++)
        for (uint32_t two = one + 1; two < w->table.records; two++) {
            uint64_t pattern = compare_pattern(w->compare, w->worker, one, two);
            double weight = compare_weight(w->compare, pattern, one, two),
                   sum = log2(w->model.lambda / (1 - w->model.lambda));
            CHECK_NEAR(weight, plain_weight(w, one, two), 1e-9);
            compare_weights(w->compare, pattern, one, two, level, term);
            for (size_t i = 0; i < w->model.comparisons; i++)
                sum += level[i] + term[i];
            CHECK_NEAR(weight, sum, 1e-12);
            CHECK_NEAR(weight, compare_weight(w->compare, pattern, two, one), 0);
        }
}

TEST(many_pairs_are_weighed_as_each_alone_to_the_last_bit)
{
    enum { PAIRS = 40 * 39 / 2 };
    struct weighing w;
    struct pair pair[PAIRS];
    uint64_t pattern[PAIRS];
    double weight[PAIRS + 1];
    size_t n = 0;

    REQUIRE(weighing_open(&w, a, err) && compare_weigh(w.compare, &w.model, err));
    for (uint32_t one = 0; one < 40; one++)
        for (uint32_t two = one + 1; two < 40; two++)
            pair[n++] = (struct pair){ one, two };
    compare_patterns(w.compare, w.worker, pair, n, pattern);
    weight[PAIRS] = 7;
    compare_batch_weights(w.compare, pair, n, pattern, weight);
    for (size_t i = 0; i < n; i++)
        CHECK_NEAR(weight[i], compare_weight(w.compare, pattern[i], pair[i].one, pair[i].two), 0);
    CHECK_NEAR(weight[PAIRS], 7, 0);
}

TEST(a_weight_is_the_prior_and_what_each_level_and_term_adds)
{
    struct weighing w;

    REQUIRE(weighing_open(&w, a, err) && compare_weigh(w.compare, &w.model, err));
    check_weights(t, &w);
}

TEST(terms_have_their_share_their_floor_and_the_more_common_of_two_values)
{
    struct weighing w;

    REQUIRE(fixture_people(5, 40, 1, a, &w.table, err) && fixture_model(a, &w.model, err));
    struct link_level *level = w.model.comparison[PEOPLE_SURNAME].level;
    level[1].term_weight = 0.5;
    level[2].adjusted = true; /* alike, not equal: two values */
    level[2].term = level[1].term;
    level[2].term_weight = 1.5;
    level[2].term_floor = 0.05;
    level[4].adjusted = true; /* all others: never */
    level[4].term = level[1].term;
    level[4].term_weight = 1;
    REQUIRE(slots_make(&w.table, &w.model, 1, a, &w.slots, err));
    REQUIRE(compare_make(&w.slots, &w.model, a, &w.compare, err));
    REQUIRE(compare_worker_make(w.compare, 1024, a, &w.worker, err));
    REQUIRE(compare_weigh(w.compare, &w.model, err));
    check_weights(t, &w);
}

TEST(a_compiled_model_is_weighed_again_with_new_numbers)
{
    struct weighing w;

    REQUIRE(weighing_open(&w, a, err) && compare_weigh(w.compare, &w.model, err));
    w.model.lambda = 0.25;
    w.model.comparison[0].level[1].m = 0.875;
    w.model.comparison[2].level[4].u = 0.0625;
    w.model.comparison[1].level[1].term_weight = 0.25;
    REQUIRE(compare_weigh(w.compare, &w.model, err));
    check_weights(t, &w);
}

TEST(counts_beyond_the_table_of_logarithms_are_worked_out)
{
    static const char *const COLUMN[] = { "forename", "surname", "born", "postcode", "town" };
    enum { ROWS = 1500 };
    const char **cell = arena_new(a, const char *, (size_t)ROWS * PEOPLE_COLUMNS);
    struct weighing w;

    REQUIRE(cell);
    for (size_t i = 0; i < (size_t)ROWS * PEOPLE_COLUMNS; i++)
        cell[i] = i % PEOPLE_COLUMNS == PEOPLE_SURNAME && i / PEOPLE_COLUMNS >= 2 && i % 7 < 6 ? "lee" : "";
    cell[PEOPLE_FORENAME] = cell[PEOPLE_COLUMNS + PEOPLE_FORENAME] = "ann";
    cell[PEOPLE_SURNAME] = cell[PEOPLE_COLUMNS + PEOPLE_SURNAME] = "lee";
    REQUIRE(fixture_table(COLUMN, PEOPLE_COLUMNS, cell, ROWS, NULL, a, &w.table, err));
    REQUIRE(fixture_model(a, &w.model, err) && slots_make(&w.table, &w.model, 1, a, &w.slots, err));
    REQUIRE(compare_make(&w.slots, &w.model, a, &w.compare, err));
    REQUIRE(compare_worker_make(w.compare, 1024, a, &w.worker, err));
    REQUIRE(compare_weigh(w.compare, &w.model, err));
    uint64_t pattern = compare_pattern(w.compare, w.worker, 0, 1);
    CHECK_NEAR(compare_weight(w.compare, pattern, 0, 1), plain_weight(&w, 0, 1), 1e-9);
}

TEST(numbers_that_are_not_known_or_cannot_be_are_refused)
{
    static const double WRONG[] = { NAN, -0.1, 1.5, INFINITY };
    struct weighing w;

    REQUIRE(weighing_open(&w, a, err));
    struct link_level *level = w.model.comparison[0].level;
    for (size_t i = 0; i < COUNT_OF(WRONG); i++) {
        w.model.lambda = WRONG[i];
        CHECK(!compare_weigh(w.compare, &w.model, err) && err->kind == ERR_INPUT);
        w.model.lambda = 0.5;
        level[2].m = WRONG[i];
        CHECK(!compare_weigh(w.compare, &w.model, err) && err->kind == ERR_INPUT);
        level[2].m = 0.5;
        level[2].u = WRONG[i];
        CHECK(!compare_weigh(w.compare, &w.model, err) && err->kind == ERR_INPUT);
        level[2].u = 0.5;
        level[0].m = level[0].u = WRONG[i]; /* a null level has none */
        CHECK(compare_weigh(w.compare, &w.model, err));
    }
    w.model.lambda = 1;
    CHECK(!compare_weigh(w.compare, &w.model, err));
    w.model.lambda = 0;
    CHECK(!compare_weigh(w.compare, &w.model, err));
    w.model.lambda = 0.5;
    level[1].term_weight = NAN;
    CHECK(!compare_weigh(w.compare, &w.model, err));
    level[1].term_weight = 1;
    level[1].term_floor = -1;
    CHECK(!compare_weigh(w.compare, &w.model, err));
}

TEST(an_m_or_u_of_nothing_counts_as_splinks_least_and_stays_finite)
{
    struct weighing w;
    double level[LINK_COMPARISONS_MAX], term[LINK_COMPARISONS_MAX];

    REQUIRE(weighing_open(&w, a, err));
    w.model.comparison[0].level[4].m = 0;
    w.model.comparison[0].level[1].u = 0;
    REQUIRE(compare_weigh(w.compare, &w.model, err));
    compare_weights(w.compare, 4, 0, 1, level, term);
    CHECK_NEAR(level[0], log2(1e-300 / w.model.comparison[0].level[4].u), 1e-9);
    compare_weights(w.compare, 1, 0, 1, level, term);
    CHECK_NEAR(level[0], log2(w.model.comparison[0].level[1].m / 1e-300), 1e-9);
    CHECK(isfinite(term[0]));
}

TEST(weights_and_probabilities_are_each_others_inverse_up_to_the_ends)
{
    CHECK_NEAR(weight_probability(0), 0.5, 0);
    CHECK_NEAR(weight_probability(1e6), 1, 0);
    CHECK_NEAR(weight_probability(-1e6), 0, 0);
    CHECK_NEAR(weight_probability(INFINITY), 1, 0);
    CHECK_NEAR(weight_probability(-INFINITY), 0, 0);
    CHECK(weight_probability(-1000) > 0 && weight_probability(-1000) < 1e-300);
    CHECK(isinf(probability_weight(1)) && probability_weight(1) > 0);
    CHECK(isinf(probability_weight(0)) && probability_weight(0) < 0);
    CHECK_NEAR(probability_weight(0.5), 0, 0);
    for (double w = -50; w <= 50; w += 0.37) {
        CHECK_NEAR(weight_probability(w) + weight_probability(-w), 1, 1e-15);
        CHECK(w > 30 || fabs(probability_weight(weight_probability(w)) - w) < 1e-6);
    }
}
