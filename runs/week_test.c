/* Imports lie beneath these: seconds, and their memory is refused in picture/import_test.c. */
#include "runs/week.h"

#include "picture/fixture_test.h"

struct weekly {
    struct town town;
    struct txn txn;
    struct census census;
    struct tally tally;
    struct weeks weeks;
};

static void weekly_close(struct weekly *w)
{
    txn_end(&w->txn);
    town_close(&w->town);
}

/* A partner's feed of these rows ("date,category"), read by weeks up to `until`. */
static bool weekly_open(struct weekly *w, const char *rows, struct date until, struct arena *a,
                        struct err *err)
{
    struct buf b = { .arena = a };
    struct str rest = str_of(rows);
    struct import_outcome out;

    if (!town_open(&w->town, a, err))
        return false;
    buf_add_text(&b, "id,date,category,lon,lat\n");
    for (int i = 0; rest.len; i++) {
        buf_addf(&b, "%d,", i);
        buf_add(&b, str_cut(&rest, ' '));
        buf_add_text(&b, ",0.515,51.383\n");
    }
    return town_import(&w->town, "housing", KIND_INCIDENTS, town_text(&b), &out, err) &&
           txn_begin(&w->txn, w->town.f.store, TXN_READ, STR("tester"), w->town.now, err) &&
           census_read(&w->txn, a, a, &w->census, err) &&
           tally_count(&w->txn, &w->census, until, a, &w->tally, err) &&
           weeks_count_all(&w->census, &w->tally, &w->tally.stream[0], a, &w->weeks, err);
}

TEST_ONCE(week_runs_from_monday_to_sunday_over_the_turn_of_the_year)
{
    struct weekly w _cleanup_(weekly_close) = { 0 };
    /* 29 December 2024 is a Sunday; the week of 30 December ends on 5 January 2025. */
    REQUIRE(weekly_open(&w,
                        "2024-12-02,robbery 2024-12-29,robbery 2024-12-30,robbery 2024-12-31,robbery "
                        "2025-01-05,robbery 2025-01-06,robbery 2025-01-31,burglary",
                        town_date(2025, 1, 12), a, err));
    size_t last = w.weeks.weeks - 1;
    REQUIRE(w.weeks.weeks == 6 && w.weeks.first.days == town_date(2024, 12, 2).days);
    CHECK(date_weekday(w.weeks.first) == 0);
    CHECK(weeks_count(&w.weeks, COMPARE_WHOLE, 0, 0) == 1);
    CHECK(weeks_count(&w.weeks, COMPARE_WHOLE, 0, last - 2) == 1); /* 23 to 29 December */
    CHECK(weeks_count(&w.weeks, COMPARE_WHOLE, 0, last - 1) == 3); /* 30 December to 5 January */
    CHECK(weeks_count(&w.weeks, COMPARE_WHOLE, 0, last) == 1);
    CHECK(weeks_count(&w.weeks, COMPARE_WARD, 1, last - 1) == 3);
    CHECK(weeks_count(&w.weeks, COMPARE_WARD, 0, last - 1) == 0);
}

TEST_ONCE(week_that_has_not_ended_is_left_out)
{
    struct weekly w _cleanup_(weekly_close) = { 0 };
    /* Thursday 30 October 2025: the last week that ended is that of 20 October. */
    REQUIRE(weekly_open(&w,
                        "2025-09-01,robbery 2025-10-20,robbery 2025-10-26,robbery 2025-10-27,robbery "
                        "2025-10-30,robbery 2025-11-30,robbery",
                        town_date(2025, 10, 30), a, err));
    CHECK(weeks_count(&w.weeks, COMPARE_WHOLE, 0, w.weeks.weeks - 1) == 2);
    CHECK(w.weeks.first.days + 7 * (int)w.weeks.weeks - 1 == town_date(2025, 10, 26).days);
}

TEST_ONCE(week_of_an_event_is_by_the_local_clock_also_when_summer_time_ends)
{
    struct weekly w _cleanup_(weekly_close) = { 0 };
    /* Half past midnight on Monday 2 June is still Sunday in UTC. */
    REQUIRE(weekly_open(&w, "2025-05-05,robbery 2025-06-02T00:30,robbery 2025-06-30,burglary",
                        town_date(2025, 6, 8), a, err));
    CHECK(weeks_count(&w.weeks, COMPARE_WHOLE, 0, w.weeks.weeks - 1) == 1);
}

TEST_ONCE(weeks_before_the_feed_began_are_not_held_and_those_without_the_category_are_weeks_of_none)
{
    struct weekly w _cleanup_(weekly_close) = { 0 };
    struct comparison c;
    double dispersion;
    /* The feed began on Wednesday 6 August with burglaries; the first robbery is of October. */
    REQUIRE(weekly_open(&w,
                        "2025-08-06,burglary 2025-10-07,robbery 2025-10-20,robbery 2025-10-21,robbery "
                        "2025-10-26,burglary",
                        town_date(2025, 10, 26), a, err));
    CHECK(w.weeks.first.days == town_date(2025, 8, 11).days && w.weeks.weeks == 11);
    REQUIRE(weeks_dispersion(&w.weeks, COMPARE_WHOLE, a, &dispersion, err));
    REQUIRE(weeks_compare(&w.weeks, COMPARE_WHOLE, 0, dispersion, a, &c, err));
    CHECK(c.held && c.observed == 2 && c.past == 10 && c.usual.known);
    CHECK_NEAR(c.usual.expected, .15, 1e-9); /* (1 + 1/2) of 10 weeks */
    CHECK(!c.has_year_ago);
}

TEST_ONCE(week_is_compared_with_the_one_of_a_year_ago_and_never_with_itself)
{
    struct weekly w _cleanup_(weekly_close) = { 0 };
    struct comparison c;
    double dispersion;
    REQUIRE(weekly_open(&w,
                        "2024-06-01,robbery 2024-10-22,robbery 2025-10-20,robbery 2025-10-21,robbery "
                        "2025-10-22,robbery 2025-10-26,robbery",
                        town_date(2025, 10, 26), a, err));
    REQUIRE(w.weeks.weeks == WEEKS_MAX); /* the first of them a year before the last */
    REQUIRE(weeks_dispersion(&w.weeks, COMPARE_WHOLE, a, &dispersion, err));
    REQUIRE(weeks_compare(&w.weeks, COMPARE_WHOLE, 0, dispersion, a, &c, err));
    CHECK(c.has_year_ago && c.year_ago == 1 && c.observed == 4);
    CHECK(c.usual.high < 4);
    CHECK_NEAR(dispersion, 1, 1e-9); /* the last week has no part in it */
}
