#include "scan/usual.h"

#include "base/chance.h"
#include "base/test.h"

/* P(X = x) of the negative binomial with real size, by logarithms of gamma. */
static double mass(double mean, double size, double x)
{
    return exp(lgamma(x + size) - lgamma(size) - lgamma(x + 1) + size * log(size / (size + mean)) +
               x * log(mean / (size + mean)));
}

static struct usual_range range_of(const int64_t *count, size_t n, double dispersion, int64_t now)
{
    struct usual_past past = { .count = count, .periods = n, .dispersion = dispersion };

    return usual_range(&past, 1, now);
}

TEST(usual_tails_are_those_of_direct_summation)
{
    static const int64_t PAST[] = { 3, 0, 2, 1, 4, 2 };
    double mean = 12.5 / 6;
    for (int64_t now = 0; now < 40; now++) {
        struct usual_range r = range_of(PAST, COUNT_OF(PAST), 1, now);
        double high = 0, low = 0;
        for (int64_t x = 0; x < 400; x++) {
            high += x >= now ? mass(mean, 12.5, (double)x) : 0;
            low += x <= now ? mass(mean, 12.5, (double)x) : 0;
        }
        CHECK(r.known);
        CHECK_NEAR(r.expected, mean, 1e-12);
        CHECK(fabs(r.p_high - high) <= 1e-10 * high);
        CHECK_NEAR(r.p_low, low, 1e-10);
    }
}

TEST(usual_range_holds_at_least_the_central_ninety_five_percent)
{
    struct chance chance;
    chance_open(&chance, 7, 0);
    for (int trial = 0; trial < 200; trial++) {
        int64_t past[12], most = 1 + (int64_t)chance_below(&chance, 300);
        for (size_t i = 0; i < COUNT_OF(past); i++)
            past[i] = (int64_t)chance_below(&chance, (uint64_t)most);
        double wider = 1 + 3 * chance_unit(&chance);
        struct usual_range low = range_of(past, COUNT_OF(past), wider, 0);
        struct usual_range at_low = range_of(past, COUNT_OF(past), wider, low.low);
        struct usual_range at_high = range_of(past, COUNT_OF(past), wider, low.high);
        struct usual_range over = range_of(past, COUNT_OF(past), wider, low.high + 1);
        CHECK(low.low <= low.high);
        CHECK(at_low.p_low > .025);  /* a count inside is usual ... */
        CHECK(at_high.p_high > .025);
        CHECK(over.p_high <= .025 + 1e-9); /* ... and the next one is not */
        CHECK((double)low.low <= low.expected + 1 && low.expected <= (double)low.high + 1);
        CHECK(at_high.p_low >= .975 - 1e-9);
    }
}

TEST(usual_tails_are_chances_and_overlap_in_the_count_itself)
{
    static const int64_t PAST[] = { 900, 1100, 1000, 1050 };
    for (int64_t now = 0; now < 3000; now += 37) {
        struct usual_range r = range_of(PAST, COUNT_OF(PAST), 2, now);
        CHECK(r.p_high >= 0 && r.p_high <= 1 && r.p_low >= 0 && r.p_low <= 1);
        CHECK(r.p_high + r.p_low >= 1 - 1e-12);
        CHECK(now < r.low || now > r.high || (r.p_high > .025 && r.p_low > .025));
    }
}

TEST(usual_never_calls_two_against_none_to_three_unusual)
{
    static const int64_t PAST[] = { 1, 0, 3, 1, 2, 0, 1 };
    struct usual_range r = range_of(PAST, COUNT_OF(PAST), 1, 2);
    CHECK(r.low == 0 && r.high >= 3);
    CHECK(r.p_high > .2);
}

TEST(usual_ranges_widen_with_dispersion)
{
    static const int64_t PAST[] = { 40, 52, 38, 45, 60, 41 };
    struct usual_range narrow = range_of(PAST, COUNT_OF(PAST), 1, 45);
    struct usual_range wide = range_of(PAST, COUNT_OF(PAST), 3, 45);
    CHECK(wide.low < narrow.low && wide.high > narrow.high);
    CHECK(fabs(wide.expected - narrow.expected) < 1e-12);
}

TEST(usual_exposure_scales_what_is_expected)
{
    static const int64_t PAST[] = { 10, 20, 30 };
    static const double WEIGHT[] = { 1, 2, 3 };
    struct usual_past past = { PAST, WEIGHT, 3, 1 };
    CHECK_NEAR(usual_range(&past, 1, 10).expected, 60.5 / 6, 1e-12);
    CHECK_NEAR(usual_range(&past, 2, 10).expected, 60.5 / 3, 1e-12);
    CHECK(!usual_range(&past, 0, 10).known);
}

TEST(usual_range_is_unknown_with_too_short_a_past)
{
    static const int64_t PAST[] = { 10, 20 };
    struct usual_range r = range_of(PAST, COUNT_OF(PAST), 1, 100);
    CHECK(!r.known && r.p_high >= 1);
}

TEST(usual_range_survives_a_past_of_nothing_and_a_count_without_measure)
{
    static const int64_t PAST[] = { 0, 0, 0 };
    struct usual_range r = range_of(PAST, COUNT_OF(PAST), 1, INT64_C(1000000000));
    CHECK(r.known && r.low == 0 && r.p_high >= 0 && r.p_high < 1e-12);
    CHECK_NEAR(range_of(PAST, COUNT_OF(PAST), 1, 0).p_high, 1, 1e-12);
}

TEST(usual_season_is_found_in_two_years_and_not_in_one)
{
    int64_t count[48];
    int month[24];
    struct usual_season s;
    for (size_t i = 0; i < 24; i++) {
        month[i] = (int)(i % 12) + 1;
        count[i] = i % 12 < 6 ? 100 : 300;
        count[24 + i] = i % 12 < 6 ? 10 : 30;
    }
    REQUIRE(usual_season(count, 2, 24, month, a, &s, err));
    CHECK(s.seasonal);
    double sum = 0;
    for (size_t m = 0; m < 12; m++)
        sum += s.factor[m];
    CHECK_NEAR(sum, 12, 1e-9);
    CHECK(s.factor[0] < .6 && s.factor[11] > 1.4);
    CHECK_NEAR(s.dispersion, 1, .5);
    REQUIRE(usual_season(count, 4, 12, month, a, &s, err));
    CHECK(!s.seasonal && s.factor[0] >= 1 && s.factor[0] <= 1);
    CHECK(s.dispersion > 5); /* what could be season is spread instead */
}

TEST(usual_season_leaves_out_periods_marked_so)
{
    int64_t count[6] = { 10, 10, 1000, 10, 10, 10 };
    int month[6] = { 1, 2, 0, 4, 5, 6 };
    struct usual_season s;
    REQUIRE(usual_season(count, 1, 6, month, a, &s, err));
    CHECK_NEAR(s.dispersion, 1, 1e-12);
}

/* Medway, police.uk, October 2018 to February 2019. */
static const int64_t CRIME_2018[] = { 2964, 2043, 976, 2673, 2458 };
static const int64_t ASB_2018[] = { 473, 358, 349, 352, 370 };

TEST(usual_feed_finds_the_months_that_were_half_unreported)
{
    struct usual_feed feed[5];
    REQUIRE(usual_feed(CRIME_2018, 5, 6, a, feed, err));
    CHECK(feed[0].verdict == 0);
    CHECK(feed[1].verdict == -1);
    CHECK(feed[2].verdict == -1);
    CHECK(feed[3].verdict == 0); /* and January is no surge */
    CHECK(feed[4].verdict == 0);
    CHECK_NEAR(feed[2].expected, 2673, 1e-9);
}

TEST(usual_feed_sees_silence_in_the_newest_month)
{
    struct usual_feed feed[8];
    static const int64_t COUNT[] = { 1000, 1050, 980, 1020, 990, 1010, 1030, 400 };
    static const int64_t LESS[] = { 1000, 1050, 980, 1020, 990, 1010, 1030, 700 };
    static const int64_t SLIGHT[] = { 1000, 1050, 980, 1020, 990, 1010, 1030, 900 };
    REQUIRE(usual_feed(COUNT, 8, 12, a, feed, err));
    CHECK(feed[7].verdict == -1);
    REQUIRE(usual_feed(LESS, 8, 12, a, feed, err));
    CHECK(feed[7].verdict == -1);
    REQUIRE(usual_feed(SLIGHT, 8, 12, a, feed, err));
    CHECK(feed[7].verdict == 0);
}

TEST(usual_feed_sees_a_month_sent_twice)
{
    struct usual_feed feed[6];
    static const int64_t COUNT[] = { 1000, 1050, 980, 2040, 990, 1010 };
    REQUIRE(usual_feed(COUNT, 6, 6, a, feed, err));
    for (size_t i = 0; i < 6; i++)
        CHECK(feed[i].verdict == (i == 3));
}

TEST(usual_feed_flags_nothing_where_antisocial_behaviour_was_reported_all_along)
{
    struct usual_feed feed[5];
    REQUIRE(usual_feed(ASB_2018, 5, 6, a, feed, err));
    for (size_t i = 0; i < 5; i++)
        CHECK(feed[i].verdict == 0);
}

/* Medway, police.uk, January to October 2025, each category and the sum but for the first. */
static const int64_t YEAR_2025[][10] = {
    { 247, 296, 438, 503, 541, 523, 674, 587, 428, 451 },
    { 15, 7, 22, 20, 24, 17, 24, 15, 21, 25 },
    { 73, 63, 57, 58, 59, 63, 51, 68, 42, 70 },
    { 202, 214, 253, 245, 253, 229, 262, 229, 175, 232 },
    { 94, 69, 82, 99, 96, 117, 107, 100, 99, 96 },
    { 109, 72, 94, 91, 63, 66, 73, 77, 61, 68 },
    { 192, 144, 180, 169, 154, 138, 162, 158, 164, 146 },
    { 29, 21, 31, 20, 34, 25, 25, 21, 31, 35 },
    { 117, 106, 108, 129, 149, 144, 130, 146, 101, 106 },
    { 13, 15, 15, 23, 34, 31, 25, 21, 19, 28 },
    { 189, 204, 227, 238, 271, 230, 173, 170, 154, 192 },
    { 10, 10, 12, 16, 10, 17, 14, 10, 8, 12 },
    { 124, 90, 89, 109, 112, 99, 137, 122, 102, 112 },
    { 1014, 959, 1097, 971, 1073, 1025, 1024, 990, 880, 822 },
    { 2181, 1974, 2267, 2188, 2332, 2201, 2207, 2127, 1857, 1944 },
};

TEST(usual_feed_takes_an_ordinary_year_as_ordinary)
{
    struct usual_feed feed[10];
    for (size_t c = 0; c < COUNT_OF(YEAR_2025); c++)
        for (size_t reach = 3; reach <= 12; reach++)
            for (size_t months = 4; months <= 10; months++) {
                REQUIRE(usual_feed(YEAR_2025[c], months, reach, a, feed, err));
                for (size_t i = 0; i < months; i++)
                    CHECK(feed[i].verdict == 0);
            }
}

TEST(usual_feed_passes_over_gaps_and_says_nothing_on_too_little)
{
    static const int64_t GAP[] = { 1000, -1, 1000, 100, -1, 1000, 1000 };
    static const int64_t SHORT[] = { 1000, 10, 1000 };
    struct usual_feed feed[7];
    REQUIRE(usual_feed(GAP, 7, 6, a, feed, err));
    for (size_t i = 0; i < 7; i++)
        CHECK(feed[i].verdict == (i == 3 ? -1 : 0));
    REQUIRE(usual_feed(SHORT, 3, 6, a, feed, err));
    CHECK(feed[1].verdict == 0);
}
