#include "link/em.h"

#include "base/chance.h"
#include "base/test.h"

#include <string.h>

/* A table of patterns written down: `k` comparisons of 4 bits each. */
static bool patterns_of(const struct pattern_count *at, size_t n, struct arena *a, struct patterns *out,
                        struct err *err)
{
    struct pattern_tally t = { .arena = a };

    for (size_t i = 0; i < n; i++)
        if (!tally_add(&t, at[i].pattern, at[i].pairs, err))
            return false;
    return patterns_join(&t, 1, a, out, err);
}

static struct em_comparison comparison_of(size_t i, size_t levels)
{
    struct em_comparison c = { .shift = (unsigned)(4 * i), .bits = 4, .levels = levels };

    for (size_t l = 0; l < LINK_LEVELS_MAX; l++)
        c.m[l] = c.u[l] = NAN;
    return c;
}

static struct em em_of(size_t comparisons, size_t levels)
{
    struct em e = { .comparisons = comparisons, .lambda = NAN };

    for (size_t i = 0; i < comparisons; i++)
        e.comparison[i] = comparison_of(i, levels);
    return e;
}

/*
 * splinktest_known_params_comparison_vectors.csv (data/known/link), counted: 4,000 pairs
 * made with lambda .5 and, for agreement, m .7 .9 .95 and u .1 .025 .2. Level 0 agrees.
 */
static const struct pattern_count known[] = {
    { 0x111, 1407 }, { 0x011, 408 }, { 0x101, 63 }, { 0x001, 522 },
    { 0x110, 163 },  { 0x010, 172 }, { 0x100, 67 }, { 0x000, 1198 },
};
static const double known_m[] = { .7, .9, .95 }, known_u[] = { .1, .025, .2 };

TEST(the_parameters_published_with_the_known_answers_are_recovered)
{
    struct em *e = arena_new(a, struct em, 1);
    struct patterns p;

    REQUIRE(e != NULL && patterns_of(known, COUNT_OF(known), a, &p, err));
    *e = em_of(3, 2);
    e->tolerance = 1e-12;
    e->rounds_max = 5000;
    REQUIRE(em_fit(e, &p, a, err));
    CHECK(e->converged && e->told_apart);
    CHECK_NEAR(e->lambda, .5, .002);
    for (size_t i = 0; i < 3; i++) {
        CHECK_NEAR(e->comparison[i].m[0], known_m[i], .002);
        CHECK_NEAR(e->comparison[i].u[0], known_u[i], .002);
    }
}

TEST(posteriors_are_the_published_ones_with_the_published_parameters)
{
    struct em *e = arena_new(a, struct em, 1);
    REQUIRE(e != NULL);
    *e = em_of(3, 2);

    for (size_t i = 0; i < 3; i++) {
        struct em_comparison *c = &e->comparison[i];
        c->m[0] = known_m[i], c->m[1] = 1 - known_m[i];
        c->u[0] = known_u[i], c->u[1] = 1 - known_u[i];
    }
    e->lambda = .5;
    CHECK_NEAR(em_posterior(e, 0x111), 0.0021321961620469083, 1e-12);
    CHECK_NEAR(em_posterior(e, 0x101), 0.4285714285714287, 1e-12);
    CHECK_NEAR(em_posterior(e, 0x110), 0.04294478527607363, 1e-12);
    CHECK_NEAR(em_posterior(e, 0x000), 0.9991652754590986, 1e-12);
}

/* So many pairs drawn from a known model of `k` comparisons with three levels, the last of them unlike. */
static bool drawn(size_t pairs, size_t k, double lambda, const double (*m)[3], const double (*u)[3],
                  struct arena *a, struct patterns *out, struct err *err)
{
    struct pattern_tally t = { .arena = a };
    struct chance r;

    chance_open(&r, 11, 3);
    for (size_t i = 0; i < pairs; i++) {
        bool match = chance_unit(&r) < lambda;
        uint64_t pattern = 0;
        for (size_t c = 0; c < k; c++) {
            const double *share = match ? m[c] : u[c];
            double x = chance_unit(&r);
            pattern |= (uint64_t)(x < share[0] ? 0 : x < share[0] + share[1] ? 1 : 2) << (4 * c);
        }
        if (!tally_add(&t, pattern, 1, err))
            return false;
    }
    return patterns_join(&t, 1, a, out, err);
}

static const double made_m[4][3] = { { .8, .15, .05 }, { .7, .1, .2 }, { .9, .06, .04 }, { .6, .3, .1 } };
static const double made_u[4][3] = { { .02, .08, .9 }, { .01, .04, .95 }, { .05, .05, .9 }, { .1, .2, .7 } };

TEST_ONCE(what_was_drawn_from_a_model_gives_the_model_back) /* 100,000 draws */
{
    static const double lambda[] = { .9, .3, .05 };

    for (size_t n = 0; n < COUNT_OF(lambda); n++) {
        struct em *e = arena_new(a, struct em, 1);
        struct patterns p;
        REQUIRE(e != NULL && drawn(100000, 4, lambda[n], made_m, made_u, a, &p, err));
        *e = em_of(4, 3);
        REQUIRE(em_fit(e, &p, a, err));
        CHECK(e->told_apart);
        CHECK_NEAR(e->lambda, lambda[n], .02);
        for (size_t i = 0; i < 4; i++)
            for (size_t l = 0; l < 3; l++) {
                CHECK_NEAR(e->comparison[i].m[l], made_m[i][l], .05);
                CHECK_NEAR(e->comparison[i].u[l], made_u[i][l], .05);
            }
    }
}

TEST(more_rounds_never_make_the_data_less_likely)
{
    double before = -INFINITY;
    struct patterns p;

    REQUIRE(drawn(2000, 4, .3, made_m, made_u, a, &p, err));
    for (unsigned rounds = 1; rounds < 40; rounds++) {
        struct em *e = arena_new(a, struct em, 1);
        REQUIRE(e != NULL);
        *e = em_of(4, 3);
        e->rounds_max = rounds;
        e->starts = 1;
        REQUIRE(em_fit(e, &p, a, err));
        CHECK(e->likelihood >= before - 1e-7);
        before = e->likelihood;
    }
}

TEST(fixed_numbers_stay_and_the_free_ones_share_what_they_leave)
{
    struct em *e = arena_new(a, struct em, 1);
    struct patterns p;

    REQUIRE(e != NULL && drawn(3000, 4, .3, made_m, made_u, a, &p, err));
    *e = em_of(4, 3);
    e->lambda = .25;
    e->fix_lambda = true;
    e->comparison[0].m[1] = .25;
    e->comparison[0].fix_m[1] = true;
    for (size_t l = 0; l < 3; l++) {
        e->comparison[1].u[l] = made_u[1][l];
        e->comparison[1].fix_u[l] = true;
    }
    REQUIRE(em_fit(e, &p, a, err));
    CHECK_NEAR(e->lambda, .25, 0);
    CHECK_NEAR(e->comparison[0].m[1], .25, 0);
    CHECK_NEAR(e->comparison[0].m[0] + e->comparison[0].m[2], .75, 1e-12);
    for (size_t l = 0; l < 3; l++)
        CHECK_NEAR(e->comparison[1].u[l], made_u[1][l], 0);
}

TEST(shares_add_up_to_one_whatever_the_pairs)
{
    struct chance r;

    chance_open(&r, 2, 9);
    for (size_t round = 0; round < 40; round++) {
        struct em *e = arena_new(a, struct em, 1);
        struct pattern_tally tally = { .arena = a };
        struct patterns p;
        for (size_t i = 0; i < 1 + chance_below(&r, 30); i++)
            REQUIRE(tally_add(&tally,
                              chance_below(&r, 3) | chance_below(&r, 3) << 4 | chance_below(&r, 2) << 8,
                              1 + chance_below(&r, 1000), err));
        REQUIRE(e != NULL && patterns_join(&tally, 1, a, &p, err));
        *e = em_of(3, 3);
        REQUIRE(em_fit(e, &p, a, err));
        CHECK(e->lambda >= 0 && e->lambda <= 1);
        for (size_t i = 0; i < 3; i++) {
            const struct em_comparison *c = &e->comparison[i];
            CHECK_NEAR(c->m[0] + c->m[1] + c->m[2], 1, 1e-9);
            CHECK_NEAR(c->u[0] + c->u[1] + c->u[2], 1, 1e-9);
        }
    }
}

TEST(a_null_level_carries_no_evidence_and_a_comparison_left_out_learns_nothing)
{
    struct em *e = arena_new(a, struct em, 2);
    struct patterns p;

    REQUIRE(e != NULL && drawn(3000, 4, .3, made_m, made_u, a, &p, err));
    e[0] = em_of(4, 3);
    e[0].comparison[3].left_out = true;
    e[1] = em_of(4, 3);
    e[1].comparison[3].null[0] = e[1].comparison[3].null[1] = e[1].comparison[3].null[2] = true;
    REQUIRE(em_fit(&e[0], &p, a, err) && em_fit(&e[1], &p, a, err));
    CHECK_NEAR(e[0].lambda, e[1].lambda, 0);
    for (size_t l = 0; l < 3; l++)
        CHECK(isnan(e[0].comparison[3].m[l]) && isnan(e[1].comparison[3].u[l]));
    CHECK_NEAR(em_posterior(&e[0], 0x0000), em_posterior(&e[0], 0x2000), 0);
}

TEST(the_classes_are_never_taken_for_each_other)
{
    struct em *e = arena_new(a, struct em, 1);
    struct patterns p;

    REQUIRE(e != NULL && drawn(5000, 4, .6, made_m, made_u, a, &p, err));
    *e = em_of(4, 3);
    for (size_t i = 0; i < 4; i++) /* a start that has them the wrong way round */
        for (size_t l = 0; l < 3; l++) {
            e->comparison[i].m[l] = made_u[i][l];
            e->comparison[i].u[l] = made_m[i][l];
        }
    e->lambda = .4;
    REQUIRE(em_fit(e, &p, a, err));
    CHECK(e->told_apart);
    CHECK(e->comparison[0].m[0] > e->comparison[0].u[0]);
    CHECK_NEAR(e->lambda, .6, .05);
}

TEST(added_matches_keep_a_level_no_match_showed_above_nought)
{
    static const struct pattern_count at[] = { { 0x00, 50 }, { 0x22, 400 }, { 0x02, 6 }, { 0x20, 9 } };
    struct em *e = arena_new(a, struct em, 1);
    struct patterns p;

    REQUIRE(e != NULL && patterns_of(at, COUNT_OF(at), a, &p, err));
    *e = em_of(2, 3);
    e->prior_m = 4;
    REQUIRE(em_fit(e, &p, a, err));
    for (size_t i = 0; i < 2; i++)
        CHECK(e->comparison[i].m[1] > 0 && e->comparison[i].m[1] < .02);
}

TEST(the_levels_order_decides_which_of_them_agrees)
{
    struct em *e = arena_new(a, struct em, 1);
    struct patterns p;

    REQUIRE(e != NULL && drawn(5000, 4, .3, made_m, made_u, a, &p, err));
    for (size_t i = 0; i < p.patterns; i++) /* levels numbered from unlike to alike */
        p.at[i].pattern = UINT64_C(0x2222) - p.at[i].pattern;
    *e = em_of(4, 3);
    for (size_t i = 0; i < 4; i++)
        for (size_t l = 0; l < 3; l++)
            e->comparison[i].order[l] = 2 - l;
    REQUIRE(em_fit(e, &p, a, err));
    CHECK(e->told_apart);
    CHECK_NEAR(e->lambda, .3, .05);
    CHECK(e->comparison[2].m[2] > .8);
}

TEST(nothing_to_learn_from_is_said)
{
    struct em *e = arena_new(a, struct em, 1);
    struct patterns none = { 0 }, p;

    REQUIRE(e != NULL && patterns_of(known, COUNT_OF(known), a, &p, err));
    *e = em_of(3, 2);
    CHECK(!em_fit(e, &none, a, err) && err->kind == ERR_INPUT);
    for (size_t i = 0; i < 3; i++)
        e->comparison[i].left_out = true;
    CHECK(!em_fit(e, &p, a, err) && err->kind == ERR_INPUT);
    *e = em_of(3, 1);
    CHECK(!em_fit(e, &p, a, err) && err->kind == ERR_INPUT);
}

TEST(a_pattern_of_another_model_is_refused)
{
    struct em *e = arena_new(a, struct em, 1);
    struct patterns p;

    REQUIRE(e != NULL && patterns_of(known, COUNT_OF(known), a, &p, err));
    *e = em_of(3, 2);
    p.at[0].pattern = 7;
    CHECK(!em_fit(e, &p, a, err) && err->kind == ERR_BUG);
}
