#include "link/train.h"

#include "base/test.h"
#include "link/train_town_test.h"


static bool trained_town(const struct town_order *o, unsigned threads, struct arena *a, struct trained *w,
                         struct err *err)
{
    return town_table(o, a, &w->table, err) && town_train(w, threads, a, err);
}

static const struct link_comparison *comparison_named(const struct link_model *m, const char *name)
{
    for (size_t i = 0; i < m->comparisons; i++)
        if (str_eq(m->comparison[i].name, str_of(name)))
            return &m->comparison[i];
    return NULL;
}

/* The m of the level that says the values are the same. */
static double same_m(const struct link_model *m, const char *name)
{
    const struct link_comparison *c = comparison_named(m, name);

    for (size_t l = 0; c && l < c->levels; l++)
        if (!c->level[l].null)
            return c->level[l].m;
    return NAN;
}

static bool numbers_are_shares(const struct link_model *m)
{
    for (size_t i = 0; i < m->comparisons; i++) {
        double all_m = 0, all_u = 0;
        for (size_t l = 0; l < m->comparison[i].levels; l++) {
            const struct link_level *level = &m->comparison[i].level[l];
            if (level->null)
                continue;
            if (!(level->m > 0 && level->m <= 1 && level->u > 0 && level->u <= 1))
                return false;
            all_m += level->m;
            all_u += level->u;
        }
        if (fabs(all_m - 1) > .005 || fabs(all_u - 1) > 1e-6)
            return false;
    }
    return m->lambda > 0 && m->lambda < 1;
}

TEST_ONCE(how_often_matches_agree_is_learned_without_a_known_match) /* trains on 800 records */
{
    const struct town_order o = {
        .seed = 3, .people = 400, .copies = 1, .home = 1, .wrong = .15, .missing = .05
    };
    struct trained *w = arena_new(a, struct trained, 1);
    size_t called, right;

    REQUIRE(w && trained_town(&o, 2, a, w, err));
    const struct link_model *m = &w->proposal.model;
    CHECK(numbers_are_shares(m));
    CHECK_NEAR(same_m(m, "forename"), .85, .05);
    CHECK_NEAR(same_m(m, "surname"), .85, .05);
    CHECK_NEAR(same_m(m, "dob"), .85, .05);
    CHECK_NEAR(same_m(m, "email"), .85, .05);
    CHECK_NEAR(m->lambda * 800 * 799 / 2 / 400, 1, .06);
    REQUIRE(town_called(w, .95, a, &called, &right, err));
    CHECK(right > 385 && called - right < 5);
}

TEST_ONCE(people_of_one_home_are_not_taken_for_one_person) /* trains on 800 records */
{
    const struct town_order o = {
        .seed = 5, .people = 400, .copies = 1, .home = 4, .wrong = .1, .missing = .1
    };
    struct trained *w = arena_new(a, struct trained, 1);
    size_t called, right;

    REQUIRE(w && trained_town(&o, 2, a, w, err));
    CHECK(numbers_are_shares(&w->proposal.model));
    REQUIRE(town_called(w, .95, a, &called, &right, err));
    CHECK(right > 340);
    CHECK(called - right <= 4);
}

TEST_ONCE(where_nobody_is_twice_nobody_is_found) /* trains on 700 records, in homes and not */
{
    for (size_t home = 1; home <= 3; home += 2) {
        const struct town_order o = { .seed = 7 + home, .people = 700, .home = home, .missing = .05 };
        struct trained *w = arena_new(a, struct trained, 1);
        size_t called, right;
        REQUIRE(w && trained_town(&o, 2, a, w, err));
        CHECK(numbers_are_shares(&w->proposal.model));
        REQUIRE(town_called(w, .95, a, &called, &right, err));
        CHECK(called <= 2);
    }
}

TEST_ONCE(the_same_numbers_are_learned_on_any_number_of_threads) /* trains four times */
{
    const struct town_order o = {
        .seed = 2, .people = 150, .copies = 1, .home = 2, .wrong = .2, .missing = .1
    };
    struct trained *one = arena_new(a, struct trained, 2), *more = one + 1;

    REQUIRE(one && trained_town(&o, 1, a, one, err));
    for (unsigned threads = 2; threads <= 8; threads += 3) {
        REQUIRE(trained_town(&o, threads, a, more, err));
        const struct link_model *m = &one->proposal.model, *n = &more->proposal.model;
        REQUIRE(m->comparisons == n->comparisons && m->rules == n->rules);
        CHECK(m->lambda == n->lambda);
        for (size_t i = 0; i < m->comparisons; i++)
            for (size_t l = 0; l < m->comparison[i].levels; l++) {
                const struct link_level *p = &m->comparison[i].level[l], *q = &n->comparison[i].level[l];
                CHECK(p->null || (p->m == q->m && p->u == q->u));
            }
    }
}

TEST_ONCE(one_person_ten_times_is_one_person) /* trains on ten records, over and over */
{
    const struct town_order o = {
        .seed = 4, .people = 1, .copies = 9, .home = 1, .wrong = .1, .missing = .1
    };
    struct trained *w = arena_new(a, struct trained, 1);
    size_t called, right;

    REQUIRE(w && trained_town(&o, 1, a, w, err));
    CHECK(numbers_are_shares(&w->proposal.model));
    REQUIRE(town_called(w, .95, a, &called, &right, err));
    CHECK(called >= 30);
}

TEST(a_few_records_leave_no_number_unknown)
{
    const struct town_order o = { .seed = 6, .people = 6, .copies = 1, .home = 2, .wrong = .2 };
    struct trained *w = arena_new(a, struct trained, 1);

    REQUIRE(w && trained_town(&o, 1, a, w, err));
    CHECK(model_is_trained(&w->proposal.model));
    CHECK(numbers_are_shares(&w->proposal.model));
}

TEST_ONCE(numbers_that_are_there_stay) /* trains on 300 records */
{
    const struct town_order o = { .seed = 8, .people = 150, .copies = 1, .home = 1, .wrong = .1 };
    struct trained *w = arena_new(a, struct trained, 1);
    struct pairs_order pairs = { .within = true, .threads = 1 };
    struct train_order train = { .pairs = pairs, .seed = 1 };

    REQUIRE(w && trained_town(&o, 1, a, w, err));
    struct link_model *m = &w->proposal.model;
    struct link_level *same = &m->comparison[0].level[1], *other = &m->comparison[1].level[3];
    m->lambda = .0123;
    same->m = .61;
    other->u = .0456;
    other->m = NAN;
    REQUIRE(model_train(m, &w->slots, w->compare, &train, a, &w->report, err));
    CHECK(m->lambda == .0123 && same->m == .61 && other->u == .0456 && !isnan(other->m));
}

static void progress_note(void *with, unsigned done, unsigned of)
{
    unsigned *seen = with;

    if (done == seen[0] + 1 && done <= of)
        seen[0] = done;
    seen[1] = of;
}

TEST_ONCE(who_waits_is_told_of_every_step) /* trains on 40 records */
{
    const struct town_order o = { .seed = 11, .people = 20, .copies = 1, .home = 1, .wrong = .1 };
    struct trained *w = arena_new(a, struct trained, 1);
    unsigned seen[2] = { 0, 0 };
    struct train_order train = { .pairs = { .within = true, .threads = 1 }, .progress = progress_note,
                                 .with = seen };

    REQUIRE(w && trained_town(&o, 1, a, w, err));
    REQUIRE(model_train(&w->proposal.model, &w->slots, w->compare, &train, a, &w->report, err));
    CHECK(seen[1] == w->proposal.model.training_rules + 3 && seen[0] == seen[1]);
}

TEST(one_record_is_nothing_to_learn_from)
{
    const struct town_order o = { .seed = 9, .people = 1, .home = 1 };
    struct trained *w = arena_new(a, struct trained, 1);

    REQUIRE(w && town_table(&o, a, &w->table, err));
    CHECK(!town_train(w, 1, a, err) && err->kind == ERR_INPUT);
}
