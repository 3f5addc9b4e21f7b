#include "brief/words.h"

#include "base/test.h"

static struct brief_period months(int year, int from, int to_year, int to)
{
    struct month a = { 0 }, b = { 0 };

    (void)!month_make(year, from, &a);
    (void)!month_make(to_year, to, &b);
    return (struct brief_period){ BRIEF_MONTH, month_first(a), month_last(b) };
}

#define SAYS(call, words)                                              \
    do {                                                               \
        struct buf b = { .arena = a };                                 \
        call;                                                          \
        if (!b.failed)                                                 \
            CHECK_STR(((struct str){ b.at, b.len }), STR(words));      \
    } while (0)

TEST(a_period_is_said_as_people_say_it)
{
    struct brief_period week = { BRIEF_WEEK, { 0 }, { 0 } };

    SAYS(brief_add_period(&b, months(2025, 10, 2025, 10)), "October 2025");
    SAYS(brief_add_period(&b, months(2025, 1, 2025, 10)), "Jan to Oct 2025");
    SAYS(brief_add_period(&b, months(2018, 11, 2019, 2)), "Nov 2018 to Feb 2019");
    REQUIRE(date_make(2025, 10, 27, &week.from) && date_make(2025, 11, 2, &week.to));
    SAYS(brief_add_period(&b, week), "27 Oct to 2 Nov 2025");
    REQUIRE(date_make(2024, 12, 30, &week.from) && date_make(2025, 1, 5, &week.to));
    SAYS(brief_add_period(&b, week), "30 Dec 2024 to 5 Jan 2025");
    week.from = week.to;
    SAYS(brief_add_period(&b, week), "5 Jan 2025");
}

TEST(a_range_is_said_or_it_is_said_that_there_is_none)
{
    SAYS(brief_add_usual(&b, (struct brief_usual){ true, 1, 4, 2 }), "usual 1 to 4");
    SAYS(brief_add_usual(&b, (struct brief_usual){ true, 0, 0, 0 }), "usual 0");
    SAYS(brief_add_usual(&b, (struct brief_usual){ true, 859, 1219, 1000 }), "usual 859 to 1,219");
    SAYS(brief_add_usual(&b, (struct brief_usual){ 0 }), "not enough past to say what is usual");
}

TEST(how_often_by_chance_is_said_in_days_months_or_years)
{
    SAYS(brief_add_recurrence(&b, 1), "about once a day");
    SAYS(brief_add_recurrence(&b, 20), "about once in 20 days");
    SAYS(brief_add_recurrence(&b, 183), "about once in 6 months");
    SAYS(brief_add_recurrence(&b, 3 * 365.25), "about once in 3 years");
    SAYS(brief_add_recurrence(&b, 2000 * 365.25), "less than once in 1,000 years");
}

TEST(no_review_yet_is_said_not_counted)
{
    SAYS(brief_add_record(&b, 0, 0), "no record yet of how often such alerts are right");
    SAYS(brief_add_record(&b, 10, 6), "such alerts were right 6 of 10 times");
    SAYS(brief_add_record(&b, 1, 0), "such alerts were right 0 of 1 time");
}

TEST(a_notice_says_when_what_and_the_usual)
{
    struct brief_notice n = { BRIEF_QUIET, STR("burglary"), months(2018, 12, 2018, 12),
                              { true, 9 }, { true, 40, 70, 55 } };

    SAYS(brief_add_notice(&b, &n),
         "December 2018: 9 burglary, usual 40 to 70; the feed went quiet");
    n.kind = BRIEF_DOUBLED;
    n.category = STR("");
    SAYS(brief_add_notice(&b, &n), "December 2018: 9 rows, usual 40 to 70; the feed doubled");
    n.observed.known = false;
    SAYS(brief_add_notice(&b, &n), "December 2018: the feed doubled");
    n.kind = BRIEF_GAP;
    n.period = months(2019, 3, 2023, 12);
    SAYS(brief_add_notice(&b, &n), "Mar 2019 to Dec 2023: not held");
    n.kind = BRIEF_NEVER;
    SAYS(brief_add_notice(&b, &n), "nothing received yet");
    n.kind = BRIEF_LATE;
    SAYS(brief_add_notice(&b, &n), "later than usual");
}

TEST(a_series_says_what_is_not_held_and_what_is_doubtful)
{
    static const int64_t COUNT[] = { 3, -1, 1, 5 };
    static const bool DOUBT[] = { false, false, true, false };
    struct brief_series s = { COUNT, DOUBT, 4, months(2025, 7, 2025, 7),
                              months(2025, 10, 2025, 10) };

    SAYS(brief_add_series(&b, &s), "Jul to Oct 2025: 3, not held, 1 (feed doubtful), 5");
    s.periods = 0;
    SAYS(brief_add_series(&b, &s), "no earlier periods held");
}

TEST(every_word_and_key_is_there)
{
    for (int v = 0; v < BRIEF_VERDICTS; v++)
        CHECK(brief_verdict_word((enum brief_verdict)v) &&
              brief_verdict_key((enum brief_verdict)v));
    for (int s = 0; s < BRIEF_SPLITS; s++)
        CHECK(brief_split_word((enum brief_split_kind)s) &&
              brief_split_key((enum brief_split_kind)s));
    for (int k = 0; k < BRIEF_NOTICES; k++)
        CHECK(brief_notice_key((enum brief_notice_kind)k));
}
