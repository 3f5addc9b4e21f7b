#include "runs/compare.h"

#include "base/test.h"

/* One feed and stream over so many months from January 2022, one ward of one small area. */
struct past {
    struct tally tally;
    struct feed feed;
    struct stream stream;
    struct area small, ward;
};

static bool make_past(struct past *p, size_t months, int64_t each, struct arena *a)
{
    *p = (struct past){ 0 };
    p->tally.months = p->tally.stride = months;
    p->tally.first.n = 2022 * 12;
    p->tally.feed = &p->feed;
    p->tally.feeds = 1;
    p->tally.stream = &p->stream;
    p->tally.streams = 1;
    p->tally.areas.small = (struct area_list){ &p->small, 1 };
    p->tally.areas.ward = (struct area_list){ &p->ward, 1 };
    p->feed.held = arena_new(a, bool, months);
    p->stream.odd = arena_new(a, bool, months);
    p->stream.count = arena_new(a, int64_t, 2 * months);
    if (!p->feed.held || !p->stream.odd || !p->stream.count)
        return false;
    for (size_t m = 0; m < months; m++) {
        p->feed.held[m] = true;
        p->stream.count[m] = each;
    }
    p->feed.last.n = p->tally.first.n + (int32_t)months - 1;
    return true;
}

static bool compared(struct past *p, struct arena *a, struct comparison *out, struct err *err)
{
    struct compare_base base;

    if (!compare_base(&p->tally, &p->stream, COMPARE_WARD, a, &base, err))
        return false;
    *out = compare_month(&base, 0, p->tally.months - 1);
    return true;
}

TEST(compare_looks_back_twenty_four_months_and_no_further)
{
    struct past p;
    struct comparison c;
    REQUIRE(make_past(&p, 40, 10, a));
    for (size_t m = 0; m < 40 - 1 - COMPARE_PAST_MONTHS; m++)
        p.stream.count[m] = 500;
    REQUIRE(compared(&p, a, &c, err));
    CHECK(c.past == COMPARE_PAST_MONTHS && c.observed == 10 && c.held);
}

TEST(compare_gives_the_month_itself_no_part_in_what_it_is_held_against)
{
    struct past p;
    struct comparison calm, wild;
    REQUIRE(make_past(&p, 30, 10, a) && compared(&p, a, &calm, err));
    p.stream.count[29] = 1000;
    REQUIRE(compared(&p, a, &wild, err));
    CHECK_NEAR(wild.usual.expected, calm.usual.expected, 1e-12);
    CHECK(wild.usual.low == calm.usual.low && wild.usual.high == calm.usual.high);
    CHECK(wild.observed == 1000 && wild.usual.p_high < 1e-9);
}

TEST(compare_leaves_out_months_that_are_odd_or_not_held)
{
    struct past p;
    struct comparison c;
    REQUIRE(make_past(&p, 13, 10, a));
    p.stream.odd[5] = true;
    p.stream.count[5] = 0;
    p.feed.held[6] = false;
    p.stream.count[6] = 0;
    REQUIRE(compared(&p, a, &c, err));
    CHECK(c.past == 10);
    CHECK_NEAR(c.usual.expected, 10, .1);
    CHECK(c.twelve_held == 11 && c.twelve == 100); /* the odd month is counted: it was received */
    CHECK(c.has_year_ago && c.year_ago == 10);
    p.stream.odd[0] = true;
    REQUIRE(compared(&p, a, &c, err));
    CHECK(!c.has_year_ago);
}

TEST(compare_without_enough_past_does_not_know)
{
    struct past p;
    struct comparison c;
    REQUIRE(make_past(&p, 3, 10, a) && compared(&p, a, &c, err));
    CHECK(!c.usual.known && c.past == 2 && !c.has_year_ago);
    REQUIRE(make_past(&p, 4, 10, a) && compared(&p, a, &c, err));
    CHECK(c.usual.known);
    p.feed.held[3] = false;
    REQUIRE(compared(&p, a, &c, err));
    CHECK(!c.held && c.observed == 0);
}

TEST(compare_of_the_whole_counts_rows_of_no_place_and_a_ward_does_not)
{
    struct past p;
    struct compare_base whole, ward;
    REQUIRE(make_past(&p, 6, 10, a));
    p.stream.count[6 + 5] = 7; /* no place known */
    REQUIRE(compare_base(&p.tally, &p.stream, COMPARE_WHOLE, a, &whole, err));
    REQUIRE(compare_base(&p.tally, &p.stream, COMPARE_WARD, a, &ward, err));
    CHECK(compare_count(&whole, 0, 5) == 17);
    CHECK(compare_count(&ward, 0, 5) == 10);
}

TEST(compare_knows_the_season_where_three_years_show_it)
{
    struct past p;
    struct comparison c;
    REQUIRE(make_past(&p, 36, 40, a));
    for (size_t m = 0; m < 36; m++)
        p.stream.count[m] = m % 12 == 11 ? 80 : 40; /* twice as much each December */
    REQUIRE(compared(&p, a, &c, err));
    CHECK(c.usual.known && c.observed == 80);
    CHECK(c.usual.expected > 55 && c.usual.low <= 80 && 80 <= c.usual.high);
}
