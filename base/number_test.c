#include "base/chance.h"
#include "base/number.h"
#include "base/test.h"

TEST(whole_numbers_are_read_whole_or_not_at_all)
{
    static const struct {
        const char *text;
        int64_t n;
    } YES[] = { { "0", 0 },
                { "-0", 0 },
                { "+7", 7 },
                { "007", 7 },
                { "-12", -12 },
                { "9223372036854775807", INT64_MAX },
                { "-9223372036854775808", INT64_MIN } };
    static const char *const NO[] = { "",
                                      "-",
                                      "+",
                                      " 1",
                                      "1 ",
                                      "1.0",
                                      "1e3",
                                      "0x10",
                                      "1,000",
                                      "--1",
                                      "9223372036854775808",
                                      "-9223372036854775809",
                                      "99999999999999999999" };
    int64_t n = 5;

    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        CHECK(!number_int(str_of(NO[i]), &n) && n == 5);
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        CHECK(number_int(str_of(YES[i].text), &n) && n == YES[i].n);
    CHECK(!number_int((struct str){ "1\0", 2 }, &n));
}

TEST(decimal_numbers_are_read_whole_or_not_at_all)
{
    static const struct {
        const char *text;
        double x;
    } YES[] = { { "0", 0 },       { "1.5", 1.5 },
                { "-1.5", -1.5 }, { ".5", .5 },
                { "5.", 5 },      { "1e3", 1000 },
                { "1E-3", .001 }, { "+2.5e+2", 250 },
                { "0.1", 0.1 },   { "51.386148", 51.386148 } };
    static const char *const NO[] = {
        "",    ".",     "-",     "e3",    "1e",       "1e+",
        "nan", "inf",   "1.2.3", "0x1p3", " 1",       "1 ",
        "1,5", "1e999", "--1",   "1d3",   "infinity", "00000000000000000000000000000000000000001"
    };
    double x = 5;

    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        CHECK(!number_real(str_of(NO[i]), &x) && x == 5);
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        CHECK(number_real(str_of(YES[i].text), &x) && x == YES[i].x);
}

TEST(thousands_commas_are_allowed_only_where_they_belong)
{
    static const struct {
        const char *text;
        double x;
    } YES[] = { { "1,234", 1234 },   { "12,345.5", 12345.5 }, { "1,234,567", 1234567 },
                { "-1,234", -1234 }, { "1234.5", 1234.5 },    { "0", 0 } };
    static const char *const NO[] = { "1,23",   "1234,567", ",123", "1,,234", "1.5,000",
                                      "1,2345", "1,234,",   ",",    "1,23.4", "" };
    double x = 5;

    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        CHECK(!number_grouped(str_of(NO[i]), &x) && x == 5);
    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        CHECK(number_grouped(str_of(YES[i].text), &x) && x == YES[i].x);
}

TEST(what_is_written_is_read_back)
{
    struct chance r;
    struct buf b = { .arena = a };

    chance_open(&r, 1, 1);
    for (int i = 0; i < 200; i++) {
        int64_t n = (int64_t)chance_next(&r) >> chance_below(&r, 64), back;
        double x = (double)(n % 1000000) / 1000, near;
        b.len = 0;
        buf_add_int(&b, n);
        REQUIRE(!b.failed);
        CHECK(number_int((struct str){ b.at, b.len }, &back) && back == n);
        b.len = 0;
        buf_add_real(&b, x, 3);
        REQUIRE(!b.failed);
        CHECK(number_real((struct str){ b.at, b.len }, &near) && fabs(near - x) < 1e-9);
        b.len = 0;
        buf_add_count(&b, n % 1000000000);
        REQUIRE(!b.failed);
        CHECK(number_grouped((struct str){ b.at, b.len }, &near) &&
              near == (double)(n % 1000000000));
    }
}
