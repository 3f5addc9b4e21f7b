#include "base/date.h"
#include "base/test.h"

static struct date day(int year, int month, int of_month)
{
    struct date d = { 0 };

    if (!date_make(year, month, of_month, &d))
        d.days = INT32_MIN;
    return d;
}

TEST_ONCE(
    every_day_of_the_calendar_comes_back_as_it_went_in) /* 401,768 days; no memory is asked for */
{
    struct date before = { day(1900, 1, 1).days - 1 };
    int weekday = date_weekday(before), days = 0;

    for (int y = 1900; y <= 2999; y++)
        for (int m = 1; m <= 12; m++)
            for (int d = 1; d <= 32; d++) {
                struct date now;
                int y2, m2, d2;
                if (!date_make(y, m, d, &now))
                    continue;
                date_split(now, &y2, &m2, &d2);
                REQUIRE(y2 == y && m2 == m && d2 == d);
                REQUIRE(now.days == before.days + 1);
                weekday = (weekday + 1) % 7;
                REQUIRE(date_weekday(now) == weekday);
                REQUIRE(month_of(now).n == y * 12 + m - 1);
                before = now;
                days++;
            }
    CHECK(days == day(2999, 12, 31).days - day(1900, 1, 1).days + 1);
    CHECK(day(1970, 1, 1).days == 0);
    CHECK(date_weekday(day(2025, 11, 3)) == 0);
    CHECK(strcmp(date_weekday_word(6), "Sunday") == 0);
}

TEST(days_that_are_none_are_refused_and_leave_the_date_alone)
{
    static const struct {
        int y, m, d;
    } NONE[] = { { 1899, 12, 31 }, { 3000, 1, 1 },  { 2025, 0, 1 },  { 2025, 13, 1 },
                 { 2025, 1, 0 },   { 2025, 4, 31 }, { 2025, 2, 29 }, { 2100, 2, 29 },
                 { 2025, -1, 1 },  { 2025, 1, -1 } };
    struct date d = { 42 };
    struct month m = { 42 };

    for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
        CHECK(!date_make(NONE[i].y, NONE[i].m, NONE[i].d, &d) && d.days == 42);
    CHECK(!month_make(2025, 13, &m) && !month_make(1899, 1, &m) && m.n == 42);
    CHECK(date_make(2000, 2, 29, &d) && date_make(2024, 2, 29, &d));
}

TEST(a_date_is_read_in_one_form_only)
{
    static const char *const NO[] = { "",           "2025-1-31",   "31/10/2025",
                                      "2025-10-3",  "2025-10-311", "2025/10/31",
                                      "2025-10-3x", " 2025-10-31", "2025-02-30",
                                      "20251031",   "-025-10-31",  "2025-10-31\n" };
    struct date d = { 7 };
    struct month m = { 7 };

    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        CHECK(!date_read(str_of(NO[i]), &d) && d.days == 7);
    CHECK(date_read(STR("2025-10-31"), &d) && d.days == day(2025, 10, 31).days);
    CHECK(month_read(STR("2025-10"), &m) && month_year(m) == 2025 && month_of_year(m) == 10);
    CHECK(!month_read(STR("2025-13"), &m) && !month_read(STR("2025-1"), &m));
    CHECK(!month_read(STR("2025-10-01"), &m) && !month_read(STR("2025/10"), &m));
}

TEST(dates_months_and_instants_are_written_in_their_forms)
{
    struct buf b = { .arena = a };
    struct str s;

    buf_add_date(&b, day(1903, 2, 1));
    buf_add_byte(&b, '|');
    buf_add_date_words(&b, day(2025, 10, 31));
    buf_add_byte(&b, '|');
    buf_add_date_short(&b, day(2025, 9, 5));
    buf_add_byte(&b, '|');
    buf_add_month(&b, month_of(day(2025, 9, 5)));
    buf_add_byte(&b, '|');
    buf_add_month_words(&b, month_of(day(2025, 9, 5)));
    buf_add_byte(&b, '|');
    buf_add_month_short(&b, month_of(day(2025, 9, 5)));
    buf_add_byte(&b, '|');
    buf_add_instant(&b, (struct instant){ -1 });
    buf_add_byte(&b, '|');
    buf_add_instant(&b, instant_make(day(2025, 10, 31), 9 * 60 + 15));
    REQUIRE(buf_done(&b, "dates", &s, err));
    CHECK_STR(s, STR("1903-02-01|31 October 2025|5 Sep 2025|2025-09|September 2025|Sep 2025|"
                     "1969-12-31T23:59:59Z|2025-10-31T09:15:00Z"));
}

TEST(months_add_up_over_the_year_and_know_their_first_and_last_day)
{
    struct month m = { 0 };

    REQUIRE(month_make(2024, 11, &m));
    for (int i = 0; i < 2000; i++) {
        struct month next = { m.n + 1 };
        CHECK(month_last(m).days + 1 == month_first(next).days);
        CHECK(month_of(month_first(m)).n == m.n && month_of(month_last(m)).n == m.n);
        CHECK(month_of_year(next) == month_of_year(m) % 12 + 1);
        m = next;
    }
    REQUIRE(month_make(2024, 2, &m));
    CHECK(month_last(m).days == day(2024, 2, 29).days);
    CHECK(strcmp(month_word(2), "February") == 0);
}

/* The Summer Time Order: the last Sundays of March and October, as printed by the government. */
TEST(british_summer_time_begins_and_ends_when_it_does)
{
    static const struct {
        int y, march, october;
    } CLOCKS[] = { { 1996, 31, 27 }, { 2018, 25, 28 }, { 2019, 31, 27 }, { 2024, 31, 27 },
                   { 2025, 30, 26 }, { 2026, 29, 25 }, { 2027, 28, 31 } };

    for (size_t i = 0; i < sizeof CLOCKS / sizeof *CLOCKS; i++) {
        struct date spring = day(CLOCKS[i].y, 3, CLOCKS[i].march);
        struct date autumn = day(CLOCKS[i].y, 10, CLOCKS[i].october);
        CHECK(instant_from_local(spring, 59).ms == instant_make(spring, 59).ms);
        CHECK(instant_from_local(spring, 120).ms == instant_make(spring, 60).ms);
        CHECK(instant_from_local(autumn, 59).ms == instant_make(autumn, 0).ms - 60000);
        CHECK(instant_from_local(autumn, 120).ms == instant_make(autumn, 120).ms);
    }
}

TEST_ONCE(an_instant_says_the_local_day_and_minute_it_was_made_from) /* every hour of three years */
{
    struct date first = day(2023, 12, 30);

    for (int d = 0; d < 1100; d++)
        for (int minute = 0; minute < 1440; minute += 60) {
            struct date now = { first.days + d };
            struct instant at = instant_from_local(now, minute);
            bool skipped = minute == 60 && instant_from_local(now, 0).ms == at.ms;
            if (skipped || (instant_local_minute(at) == 120 && minute == 60))
                continue; /* the hour that spring leaves out */
            REQUIRE(instant_local_date(at).days == now.days && instant_local_minute(at) == minute);
        }
    struct instant old = { -1 };
    CHECK(instant_local_date(old).days == -1 && instant_local_minute(old) == 1439);
    struct instant midnight = instant_make(day(1950, 1, 1), 0);
    CHECK(instant_local_date(midnight).days == day(1950, 1, 1).days);
    CHECK(instant_local_minute(midnight) == 0);
}
