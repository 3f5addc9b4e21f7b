#include "link/random_pairs.h"

#include "base/test.h"
#include "link/fixture_test.h"

#include <string.h>

struct people {
    struct link_table table;
    struct link_model model;
    struct link_slots slots;
    struct compare *compare;
};

static bool people_open(struct people *p, size_t rows, size_t sources, struct arena *a, struct err *err)
{
    return fixture_people(1, rows, sources, a, &p->table, err) && fixture_model(a, &p->model, err) &&
           slots_make(&p->table, &p->model, 1, a, &p->slots, err) &&
           compare_make(&p->slots, &p->model, a, &p->compare, err);
}

static bool draw(const struct people *p, unsigned threads, uint64_t budget, bool across, struct arena *a,
                 struct random_pairs *out, struct err *err)
{
    const struct random_pairs_order o = {
        .pairs = { .within = !across, .across = across, .threads = threads },
        .seed = 3,
        .budget = budget,
        .enough = 100
    };

    return random_pairs_draw(&p->table, p->compare, &p->model, &o, a, out, err);
}

static uint64_t counted(const struct random_pairs *r)
{
    uint64_t pairs = 0;

    for (size_t i = 0; i < r->patterns.patterns; i++)
        pairs += r->patterns.at[i].pairs;
    return pairs;
}

TEST(where_there_are_few_pairs_all_are_taken)
{
    struct people p;
    struct random_pairs r;

    REQUIRE(people_open(&p, 40, 1, a, err) && draw(&p, 1, 1000, false, a, &r, err));
    CHECK(r.all && r.pairs == 40 * 39 / 2 && counted(&r) == r.pairs);
}

TEST_ONCE(the_same_pairs_are_drawn_on_any_number_of_threads) /* draws 200,000 pairs four times */
{
    struct people p;
    struct random_pairs one, more;

    REQUIRE(people_open(&p, 2000, 1, a, err) && draw(&p, 1, 200000, false, a, &one, err));
    CHECK(!one.all && one.pairs > 100000 && counted(&one) == one.pairs);
    for (unsigned threads = 2; threads <= 8; threads *= 2) {
        REQUIRE(draw(&p, threads, 200000, false, a, &more, err));
        REQUIRE(more.patterns.patterns == one.patterns.patterns);
        CHECK(memcmp(more.patterns.at, one.patterns.at, one.patterns.patterns * sizeof *one.patterns.at) ==
              0);
    }
}

TEST(only_pairs_that_may_be_compared_are_drawn)
{
    struct people p;
    struct random_pairs within, across;

    REQUIRE(people_open(&p, 60, 3, a, err));
    REQUIRE(draw(&p, 1, 100000, false, a, &within, err) && draw(&p, 1, 100000, true, a, &across, err));
    CHECK(within.pairs + across.pairs == 60 * 59 / 2);
    CHECK(within.pairs > 0 && across.pairs > within.pairs);
}

TEST(no_two_records_to_compare_is_said)
{
    struct people p;
    struct random_pairs r;

    REQUIRE(people_open(&p, 20, 1, a, err));
    CHECK(!draw(&p, 1, 1000, true, a, &r, err) && err->kind == ERR_INPUT);
}
