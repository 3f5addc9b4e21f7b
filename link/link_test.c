#include "link/link.h"

#include "base/test.h"
#include "link/fixture_test.h"

static const struct link_order ORDER = { .threshold = NAN, .threads = 1, .seed = 1 };

static bool run_with(const struct link_table *t, unsigned threads, struct arena *a, struct link_result *r,
                     struct err *err)
{
    struct link_order order = ORDER;

    order.threads = threads;
    return link_run(t, &order, NULL, a, r, err);
}

static bool same_level(const struct link_level *x, const struct link_level *y)
{
    return x->null == y->null && (x->null || (x->m == y->m && x->u == y->u));
}

static bool same_model(const struct link_model *x, const struct link_model *y)
{
    bool same = x->lambda == y->lambda && x->rules == y->rules && x->comparisons == y->comparisons;

    for (size_t c = 0; same && c < x->comparisons; c++)
        for (size_t l = 0; same && l < x->comparison[c].levels; l++)
            same = same_level(&x->comparison[c].level[l], &y->comparison[c].level[l]);
    return same;
}

static bool same_edges(const struct link_result *x, const struct link_result *y)
{
    bool same = x->edges == y->edges;

    for (size_t i = 0; same && i < x->edges; i++)
        same = x->edge[i].one == y->edge[i].one && x->edge[i].two == y->edge[i].two &&
               x->edge[i].weight == y->edge[i].weight && x->edge[i].rule == y->edge[i].rule;
    return same;
}

TEST_ONCE(one_to_eight_threads_give_the_same_bits) /* eight whole linkages */
{
    struct link_result one, r;
    struct link_table people;

    REQUIRE(fixture_people(3, 800, 1, a, &people, err));
    REQUIRE(run_with(&people, 1, a, &one, err));
    CHECK(one.edges > 10 && one.pair.precision > .9); /* names so few that most people cannot be told apart */
    for (unsigned threads = 2; threads <= 8; threads++) {
        REQUIRE(run_with(&people, threads, a, &r, err));
        CHECK(same_model(&one.model, &r.model) && same_edges(&one, &r));
        CHECK(r.clusters.clusters == one.clusters.clusters);
        CHECK(memcmp(r.clusters.of, one.clusters.of, people.records * sizeof *r.clusters.of) == 0);
        CHECK(memcmp(r.bar, one.bar, sizeof r.bar) == 0 && memcmp(r.level, one.level, sizeof r.level) == 0);
        CHECK(r.expected_recall == one.expected_recall);
    }
}

TEST_ONCE(what_is_counted_adds_up) /* a whole linkage */
{
    uint64_t pairs = 0, truth = 0;
    double expected = 0;
    struct link_result r;
    struct link_table people;

    REQUIRE(fixture_people(4, 800, 1, a, &people, err) && run_with(&people, 2, a, &r, err));
    for (size_t i = 0; i < LINK_BARS; i++) {
        pairs += r.bar[i].pairs;
        truth += r.bar[i].truth;
        expected += r.bar[i].expected;
        CHECK(r.bar[i].expected <= (double)r.bar[i].pairs && r.bar[i].truth <= r.bar[i].pairs);
    }
    CHECK(pairs == r.pairs.pairs && truth >= r.pair.right && truth <= r.pair.there);
    for (size_t c = 0; c < r.model.comparisons; c++) {
        uint64_t at = 0;
        double matches = 0;
        for (size_t l = 0; l < r.model.comparison[c].levels; l++) {
            at += r.level[c][l].pairs;
            matches += r.level[c][l].expected;
        }
        CHECK(at == pairs);
        CHECK_NEAR(matches, expected, 1e-6);
    }
    for (size_t i = 0; i < r.edges; i++)
        CHECK((double)r.edge[i].weight >= r.threshold - 1e-5 && r.edge[i].one < r.edge[i].two);
    CHECK(r.expected_precision > .95 && r.expected_precision <= 1 && r.expected_recall > 0);
}

TEST_ONCE(files_are_linked_with_each_other_and_inside_only_when_asked) /* two whole linkages */
{
    struct link_order order = ORDER;
    struct link_result r;
    struct link_table people;
    size_t inside = 0;

    REQUIRE(fixture_people(5, 900, 3, a, &people, err));
    REQUIRE(link_run(&people, &order, NULL, a, &r, err));
    for (size_t i = 0; i < r.edges; i++)
        CHECK(people.source_of[r.edge[i].one] != people.source_of[r.edge[i].two]);
    order.within = true;
    REQUIRE(link_run(&people, &order, NULL, a, &r, err));
    for (size_t i = 0; i < r.edges; i++)
        inside += people.source_of[r.edge[i].one] == people.source_of[r.edge[i].two];
    CHECK(inside > 0);
}

TEST_ONCE(a_model_that_was_given_is_not_written_to) /* a whole linkage */
{
    struct link_order order = ORDER;
    struct link_model model;
    struct link_result r;
    struct link_table people;

    REQUIRE(fixture_people(6, 400, 1, a, &people, err) && fixture_model(a, &model, err));
    model.lambda = NAN;
    for (size_t c = 0; c < model.comparisons; c++)
        for (size_t l = 0; l < model.comparison[c].levels; l++)
            model.comparison[c].level[l].m = model.comparison[c].level[l].u = NAN;
    order.model = &model;
    REQUIRE(link_run(&people, &order, NULL, a, &r, err));
    CHECK(isnan(model.lambda) && isnan(model.comparison[0].level[1].m));
    CHECK(model_is_trained(&r.model) && !r.proposal);
}

static double ticking(void)
{
    static double now;

    return now += 1;
}

TEST(a_small_linkage_survives_every_refused_allocation)
{
    struct link_order order = ORDER;
    struct link_result r;
    struct link_table people;

    REQUIRE(fixture_people(7, 40, 2, a, &people, err));
    REQUIRE(link_run(&people, &order, ticking, a, &r, err));
    CHECK(r.clusters.clusters <= people.records);
    for (size_t i = 0; i < PHASES; i++)
        CHECK(r.seconds[i] == 1);
}
