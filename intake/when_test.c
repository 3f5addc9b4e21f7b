#include "base/test.h"
#include "intake/when.h"

static bool date_is(const char *text, int y, int m, int d)
{
    struct date want, got;

    return date_make(y, m, d, &want) && when_date(str_of(text), &got) && got.days == want.days;
}

TEST(a_day_is_read_as_iso_or_as_the_british_write_it)
{
    static const char *const SAME[] = { "2025-10-31",  "2025/10/31",      "31/10/2025", "31-10-2025",
                                        "31.10.2025",  "31/10/25",        "31-Oct-2025", "31-OCT-25",
                                        "31 Oct 2025", "31 October 2025", " 31/10/2025 ",
                                        "31/10/2025 00:00", "2025-10-31T00:00:00" };
    for (size_t i = 0; i < COUNT_OF(SAME); i++)
        CHECK(date_is(SAME[i], 2025, 10, 31));
    CHECK(date_is("1/2/2025", 2025, 2, 1)); /* never month first */
    CHECK(date_is("1 Sept 69", 2069, 9, 1) && date_is("1/1/70", 1970, 1, 1));
}

TEST(every_day_of_fifty_years_is_read_back_in_each_form)
{
    for (int32_t day = 0; day < 50 * 365; day += 7) {
        int y, m, d;
        char text[4][24];
        struct date got;
        date_split((struct date){ day }, &y, &m, &d);
        (void)snprintf(text[0], sizeof text[0], "%04d-%02d-%02d", y, m, d);
        (void)snprintf(text[1], sizeof text[1], "%d/%d/%04d", d, m, y);
        (void)snprintf(text[2], sizeof text[2], "%02d-%.3s-%02d", d, month_word(m), y % 100);
        (void)snprintf(text[3], sizeof text[3], "%d %s %d", d, month_word(m), y);
        for (int i = 0; i < 4; i++)
            CHECK(when_date(str_of(text[i]), &got) && got.days == day);
    }
}

TEST(what_is_no_day_is_refused)
{
    static const char *const BAD[] = { "", "10/31/2025", "2025-02-29", "31/04/2025", "2025-10", "20251031",
                                       "31/10-2025", "31/10/225", "1/1/20255", "45961", "today",
                                       "31/10/2025 21:15", "31/10/2025x", "2025-10-31T", "--" };
    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct date got;
        CHECK(!when_date(str_of(BAD[i]), &got));
    }
    CHECK(when_month_first(STR("10/31/2025")) && !when_month_first(STR("31/10/2025")));
    CHECK(!when_month_first(STR("1/2/2025")));
    CHECK(when_day_number(STR("45961")) && when_day_number(STR("45961.885")) &&
          !when_day_number(STR("4596")) && !when_day_number(STR("45961x")));
}

TEST(a_time_of_day_is_read_as_people_write_it)
{
    static const struct {
        const char *text;
        int minute;
    } CASE[] = { { "21:15", 1275 }, { "9:05", 545 },     { "21:15:59", 1275 }, { "21:15:59.123", 1275 },
                 { "2115", 1275 },  { "905", 545 },      { "9.15pm", 1275 },   { "9:15 PM", 1275 },
                 { "12:00 am", 0 }, { "12:30 pm", 750 }, { "T08:00", 480 },    { "00:00", 0 },
                 { "24:00", -1 },   { "21:60", -1 },     { "13:00 pm", -1 },   { "21", -1 },
                 { "21:15:60", -1 }, { "9:5", -1 },      { "", -1 },           { "noon", -1 } };
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        int minute = -1;
        CHECK(when_clock(str_of(CASE[i].text), &minute) == (CASE[i].minute >= 0));
        CHECK(minute == CASE[i].minute);
    }
}

TEST(a_date_with_its_time_is_london_wall_clock)
{
    static const struct {
        const char *text;
        int d, minute;
    } CASE[] = { { "2025-07-31 21:15", 31, 1275 },      { "31/07/2025 9:15 PM", 31, 1275 },
                 { "31-Jul-2025 21:15:30", 31, 1275 },  { "2025-07-31", 31, -1 },
                 { "2025-07-31T20:15:00Z", 31, 1275 },  { "2025-07-31T21:15:00+01:00", 31, 1275 },
                 { "2025-07-31T23:30:00Z", 32, 30 },    { "2025-07-31T21:15:00.000+0100", 31, 1275 },
                 { "2025-07-31, 21:15", 31, 1275 } };
    struct date first, got;
    int minute;

    REQUIRE(date_make(2025, 7, 1, &first));
    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        REQUIRE(when_time(str_of(CASE[i].text), &got, &minute));
        CHECK(got.days == first.days + CASE[i].d - 1 && minute == CASE[i].minute);
    }
    CHECK(!when_time(STR("2025-07-31 25:00"), &got, &minute));
    CHECK(!when_time(STR("2025-07-31 21:15 EST"), &got, &minute));
    CHECK(!when_time(STR("2025-07-3121:15"), &got, &minute));
    CHECK(!when_time(STR("21:15"), &got, &minute));
}

TEST(a_month_is_read_by_number_name_or_day)
{
    static const char *const SAME[] = { "2025-10", "10/2025", "Oct 2025", "October-25", "2025/10",
                                        "2025-10-01", "31/10/2025" };
    struct month got;

    for (size_t i = 0; i < COUNT_OF(SAME); i++)
        CHECK(when_month(str_of(SAME[i]), &got) && got.n == 2025 * 12 + 9);
    CHECK(!when_month(STR("2025-13"), &got) && !when_month(STR("October"), &got));
    CHECK(!when_month(STR("2025"), &got) && !when_month(STR("13/2025"), &got));
}

TEST(a_period_is_a_year_a_quarter_or_a_month)
{
    static const struct {
        const char *text;
        int y1, m1, d1, y2, m2, d2;
    } CASE[] = { { "2025", 2025, 1, 1, 2025, 12, 31 },       { "2024/25", 2024, 4, 1, 2025, 3, 31 },
                 { "2024-25", 2024, 4, 1, 2025, 3, 31 },     { "2024/2025", 2024, 4, 1, 2025, 3, 31 },
                 { "2025 Q3", 2025, 7, 1, 2025, 9, 30 },     { "2025-Q3", 2025, 7, 1, 2025, 9, 30 },
                 { "Q3 2025", 2025, 7, 1, 2025, 9, 30 },     { "2024/25 Q4", 2025, 1, 1, 2025, 3, 31 },
                 { "2023-02", 2023, 2, 1, 2023, 2, 28 } };
    struct date from, until, a1, a2;

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        REQUIRE(when_period(str_of(CASE[i].text), &from, &until));
        REQUIRE(date_make(CASE[i].y1, CASE[i].m1, CASE[i].d1, &a1));
        REQUIRE(date_make(CASE[i].y2, CASE[i].m2, CASE[i].d2, &a2));
        CHECK(from.days == a1.days && until.days == a2.days);
    }
    CHECK(!when_period(STR("2010-11"), &from, &until)); /* November, or a year? */
    CHECK(!when_period(STR("2024/26"), &from, &until));
    CHECK(!when_period(STR("Q5 2025"), &from, &until));
    CHECK(!when_period(STR("year 7"), &from, &until));
}
