#include "link/step.h"

#include "base/test.h"
#include "link/step_date.h"
#include "link/step_shape.h"

/* ---- what DuckDB 1.x answers, asked once and written down ---- */

TEST(substr_counts_characters_from_one_and_goes_back_for_negative_numbers)
{
    static const struct {
        const char *text;
        int64_t first, most;
        const char *want;
    } KNOWN[] = {
        { "hello", 1, 3, "hel" },  { "hello", 0, 2, "h" },     { "hello", 0, 1, "" },
        { "hello", -2, 2, "lo" },  { "hello", -9, 2, "" },     { "hello", -9, 5, "h" },
        { "hello", 3, -2, "he" },  { "hello", 9, 2, "" },      { "h\xc3\xa9llo", 2, 2, "\xc3\xa9l" },
        { "hello", 2, 0, "" },     { "hello", 5, -9, "hell" }, { "hello", -2, 9, "lo" },
        { "hello", 0, -2, "" },    { "hello", 9, -6, "llo" },  { "hello", 2, INT32_MAX, "ello" },
        { "e\xcc\x81" "ab", 1, 1, "e" },
    };

    for (size_t i = 0; i < COUNT_OF(KNOWN); i++)
        CHECK_STR(substr_points(str_of(KNOWN[i].text), KNOWN[i].first, KNOWN[i].most), str_of(KNOWN[i].want));
}

TEST(postcodes_and_addresses_are_cut_as_splinks_patterns_cut_them)
{
    static const struct {
        const char *text, *sector, *district, *area, *whole;
    } KNOWN[] = {
        { "CF13 1BE", "CF13 1", "CF13", "CF", "CF13 1BE" }, { "m1 1ae", "m1 1", "m1", "m", "m1 1ae" },
        { "ec1a1bb", "", "ec1a", "ec", "" },    { "EC1A 1BB", "EC1A 1", "EC1A", "EC", "EC1A 1BB" },
        { "M1  1AE", "", "M1", "M", "" },       { "XX", "", "", "XX", "" },
        { "1AB", "", "", "", "" },              { "ABC1 2DE", "", "", "AB", "" },
        { "B1 2", "B1 2", "B1", "B", "" },      { "W1A 0AX", "W1A 0", "W1A", "W", "W1A 0AX" },
        { "X12Y 9", "", "X12", "X", "" },       { "W1A 0AXE", "W1A 0", "W1A", "W", "" },
        { "", "", "", "", "" },
    };

    for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
        struct str s = str_of(KNOWN[i].text);
        CHECK_STR(postcode_sector(s), str_of(KNOWN[i].sector));
        CHECK_STR(postcode_district(s), str_of(KNOWN[i].district));
        CHECK_STR(postcode_area(s), str_of(KNOWN[i].area));
        CHECK_STR(postcode_whole(s), str_of(KNOWN[i].whole));
    }
}

TEST(e_mail_addresses_are_cut_at_their_at)
{
    static const struct {
        const char *text, *local, *domain, *whole;
    } KNOWN[] = {
        { "a@b.co", "a", "@b.co", "a@b.co" }, { "a@b@c", "a", "@c", "" }, { "@b", "", "@b", "" },
        { "a@", "a", "", "" },                { "ab", "ab", "", "" },     { "", "", "", "" },
        { "a.b+c@d-e.f.uk", "a.b+c", "@d-e.f.uk", "a.b+c@d-e.f.uk" },     { "a@.co", "a", "@.co", "" },
        { "a@b.c", "a", "@b.c", "" },         { "a@b.c1", "a", "@b.c1", "" },
        { "a b@c.de", "a b", "@c.de", "" },
        { "a@b..de", "a", "@b..de", "a@b..de" },
    };

    for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
        struct str s = str_of(KNOWN[i].text);
        CHECK_STR(email_local(s), str_of(KNOWN[i].local));
        CHECK_STR(email_domain(s), str_of(KNOWN[i].domain));
        CHECK_STR(email_whole(s), str_of(KNOWN[i].whole));
    }
}

enum { NONE = INT32_MIN };

TEST(dates_are_read_as_try_strptime_reads_them)
{
    static const struct {
        const char *text;
        enum link_date_form form;
        int32_t days;
    } KNOWN[] = {
        { "2001-1-2", LINK_DATE_ISO, 11324 },      { " 2001-01-02\t", LINK_DATE_ISO, 11324 },
        { "2001-01-02x", LINK_DATE_ISO, NONE },    { "201-01-02", LINK_DATE_ISO, -646113 },
        { "20010-01-02", LINK_DATE_ISO, NONE },    { "2001-001-02", LINK_DATE_ISO, NONE },
        { "2001-02-30", LINK_DATE_ISO, NONE },     { "2001-13-01", LINK_DATE_ISO, NONE },
        { "0001-01-01", LINK_DATE_ISO, -719162 },  { "0000-01-01", LINK_DATE_ISO, -719528 },
        { "9999-12-31", LINK_DATE_ISO, 2932896 },  { "-2001-01-02", LINK_DATE_ISO, NONE },
        { "2001 -01-02", LINK_DATE_ISO, NONE },    { "2001/01/02", LINK_DATE_ISO, NONE },
        { "2001-00-10", LINK_DATE_ISO, NONE },     { "2001-01-00", LINK_DATE_ISO, NONE },
        { "1582-10-10", LINK_DATE_ISO, -141432 },  { "2000-02-29", LINK_DATE_ISO, 11016 },
        { "1900-02-29", LINK_DATE_ISO, NONE },     { "2001-01-02T00:00", LINK_DATE_ISO, NONE },
        { "", LINK_DATE_ISO, NONE },               { "19710624", LINK_DATE_YMD, 539 },
        { "1971624", LINK_DATE_YMD, NONE },        { "1971 0624", LINK_DATE_YMD, NONE },
        { "197106241", LINK_DATE_YMD, NONE },      { "1971/6/24", LINK_DATE_YMD_SLASH, 539 },
        { "24/06/1971", LINK_DATE_DMY_SLASH, 539 }, { "24/06/19711", LINK_DATE_DMY_SLASH, NONE },
        { "24-6-1971", LINK_DATE_DMY_DASH, 539 },  { "24.06.1971", LINK_DATE_DMY_DOT, 539 },
        { "06/24/1971", LINK_DATE_MDY_SLASH, 539 }, { "06-24-1971", LINK_DATE_MDY_DASH, 539 },
        { "24/06/1971", LINK_DATE_MDY_SLASH, NONE },
    };

    for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
        int64_t days = NONE;
        bool is_date = form_date(str_of(KNOWN[i].text), KNOWN[i].form, &days);
        CHECK(is_date == (KNOWN[i].days != NONE) && days == KNOWN[i].days);
    }
}

TEST(every_day_of_ten_thousand_years_is_written_and_read_back)
{
    char room[DATE_TEXT];

    for (int64_t d = -719528; d <= 2932896; d += t->torture ? 999983 : 1) {
        int64_t back;
        if (!form_date(date_text(d, room), LINK_DATE_ISO, &back) || back != d) {
            CHECK(false);
            break;
        }
    }
}

TEST(of_a_cleaned_date_there_is_what_is_known_of_it)
{
    static const struct {
        const char *text, *year, *year_month, *month_day, *months;
    } KNOWN[] = {
        { "2009-03-12", "2009", "2009-03", "03-12", "24111" }, { "2009-03", "2009", "2009-03", "", "24111" },
        { "2009", "2009", "", "", "" },         { "2009-00-00", "2009", "", "", "" },
        { "2009-03-00", "2009", "2009-03", "", "24111" }, { "2009-00-12", "2009", "", "", "" },
        { "2009-3-12", "", "", "", "" },        { "12/03/2009", "", "", "", "" },
        { "0000-01-01", "0000", "0000-01", "01-01", "1" }, { "", "", "", "", "" },
        { "20x9-03-12", "", "", "", "" },       { "2009-03-12-1", "", "", "", "" },
    };
    char room[DATE_TEXT];

    for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
        struct str s = str_of(KNOWN[i].text);
        CHECK_STR(date_year(s), str_of(KNOWN[i].year));
        CHECK_STR(date_year_month(s), str_of(KNOWN[i].year_month));
        CHECK_STR(date_month_day(s), str_of(KNOWN[i].month_day));
        CHECK_STR(date_months(s, room), str_of(KNOWN[i].months));
    }
}

/* ---- each step ---- */

static bool leads_to(enum link_step_kind kind, int32_t a, int32_t b, const char *in, const char *want)
{
    static struct str literal[] = { { "Leeds", 5 } };
    const struct link_model m = { .literals = 1, .literal = literal };
    struct link_step s = { kind, a, b };
    char room[512];
    enum clean how = CLEAN_AS_IT_IS;

    return strlen(in) < 40 && str_eq(step_text(&s, &m, str_of(in), room, &how), str_of(want));
}

TEST(what_is_cleaned_is_cut_where_no_name_is_so_long)
{
    const struct link_model m = { 0 };
    const struct link_step s = { STEP_CLEAN, ROLE_SURNAME, 0 };
    enum { LONG = 20000 };
    char *in = arena_new(a, char, LONG), *room = arena_new(a, char, step_room(LONG));
    enum clean how;

    REQUIRE(in && room);
    for (size_t i = 0; i < LONG; i++)
        in[i] = "annabel"[i % 7];
    CHECK(step_text(&s, &m, (struct str){ in, LONG }, room, &how).len == CLEAN_BYTES_MOST);
    CHECK(step_text(&s, &m, (struct str){ in, 100 }, room, &how).len == 100);
    (void)err;
}

TEST(each_step_does_what_its_name_says)
{
    CHECK(leads_to(STEP_CLEAN, ROLE_BIRTH, 0, "12/03/2009", "2009-03-12"));
    CHECK(leads_to(STEP_LOWER, 0, 0, "\xc3\x89" "COLE SS", "\xc3\xa9" "cole ss"));
    CHECK(leads_to(STEP_UPPER, 0, 0, "stra\xc3\x9f" "e \xc3\xa9", "STRA\xe1\xba\x9e" "E \xc3\x89"));
    CHECK(leads_to(STEP_TRIM, 0, 0, "  a b ", "a b"));
    CHECK(leads_to(STEP_SUBSTR, 2, 2, "abcd", "bc"));
    CHECK(leads_to(STEP_BEFORE_AT, 0, 0, "ann@x.co", "ann"));
    CHECK(leads_to(STEP_AFTER_AT, 0, 0, "ann@x.co", "@x.co"));
    CHECK(leads_to(STEP_EMAIL, 0, 0, "ann@x.co", "ann@x.co"));
    CHECK(leads_to(STEP_EMAIL, 0, 0, "ann", ""));
    CHECK(leads_to(STEP_SECTOR, 0, 0, "ME7 4AB", "ME7 4"));
    CHECK(leads_to(STEP_DISTRICT, 0, 0, "ME7 4AB", "ME7"));
    CHECK(leads_to(STEP_POSTAL_AREA, 0, 0, "ME7 4AB", "ME"));
    CHECK(leads_to(STEP_POSTCODE, 0, 0, "ME7 4AB", "ME7 4AB"));
    CHECK(leads_to(STEP_POSTCODE, 0, 0, "ME74AB", ""));
    CHECK(leads_to(STEP_YEAR, 0, 0, "2009-03-12", "2009"));
    CHECK(leads_to(STEP_YEAR_MONTH, 0, 0, "2009-03-12", "2009-03"));
    CHECK(leads_to(STEP_MONTH_DAY, 0, 0, "2009-03-12", "03-12"));
    CHECK(leads_to(STEP_MONTHS, 0, 0, "2009-03-12", "24111"));
    CHECK(leads_to(STEP_FIRST_WORD, 0, 0, "mary ann lee", "mary"));
    CHECK(leads_to(STEP_LAST_WORD, 0, 0, "mary ann lee", "lee"));
    CHECK(leads_to(STEP_LAST_WORD, 0, 0, "mary", "mary"));
    CHECK(leads_to(STEP_FORENAME_OF, 0, 0, "SMITH, John Paul", "John"));
    CHECK(leads_to(STEP_SURNAME_OF, 0, 0, "Mr John Paul Smith", "Smith"));
    CHECK(leads_to(STEP_SOUND, 0, 0, "Robert", "R163"));
    CHECK(leads_to(STEP_SOUND, 0, 0, "rupert", "R163"));
    CHECK(leads_to(STEP_SOUND, 0, 0, "12", ""));
    CHECK(leads_to(STEP_NICK, 0, 0, "Xyzzy", "Xyzzy"));
    CHECK(leads_to(STEP_DATE, LINK_DATE_DMY_SLASH, 0, "1/2/2003", "2003-02-01"));
    CHECK(leads_to(STEP_DATE, LINK_DATE_ISO, 0, "2003-02-31", ""));
    CHECK(leads_to(STEP_DATE, LINK_DATE_FORMS, 0, "2003-02-01", ""));
    CHECK(leads_to(STEP_NUMBER, 0, 0, "-1.5e3", "-1.5e3"));
    CHECK(leads_to(STEP_NUMBER, 0, 0, "1,5", ""));
    CHECK(leads_to(STEP_ONLY, 0, 0, "Leeds", "Leeds"));
    CHECK(leads_to(STEP_ONLY, 0, 0, "York", ""));
    CHECK(leads_to(STEP_ONLY, 1, 0, "Leeds", ""));
    CHECK(leads_to(STEP_BUT, 0, 0, "Leeds", ""));
    CHECK(leads_to(STEP_BUT, 0, 0, "York", "York"));
}

TEST(known_variants_of_a_forename_are_one_and_no_name_is_a_class)
{
    struct link_step s = { STEP_NICK, 0, 0 };
    char one[256], two[256];
    enum clean how;
    struct str ted = step_text(&s, NULL, STR("Ted"), one, &how);
    struct str edward = step_text(&s, NULL, STR("edward"), two, &how);

    CHECK_STR(ted, edward);
    CHECK(ted.len > 1 && ted.at[0] == '#');
}

TEST(dates_numbers_and_months_have_a_number_and_nothing_else_has)
{
    struct link_step date = { STEP_DATE, LINK_DATE_DMY_SLASH, 0 }, number = { STEP_NUMBER, 0, 0 };
    struct link_step months = { STEP_MONTHS, 0, 0 }, lower = { STEP_LOWER, 0, 0 };

    CHECK(step_is_number(&date) && step_is_number(&number) && step_is_number(&months));
    CHECK(!step_is_number(&lower));
    CHECK(step_number(&date, STR("1970-01-02")) == 1);
    CHECK(step_number(&number, STR("1.5")) == 1.5);
    CHECK(step_number(&months, STR("24111")) == 24111);
    CHECK(isnan(step_number(&number, STR("x"))) && isnan(step_number(&date, STR("x"))));
}
