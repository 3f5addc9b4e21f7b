#include "base/buf.h"
#include "base/test.h"

TEST(numbers_are_written_without_a_locale)
{
    struct buf b = { .arena = a };
    struct str s;

    buf_add_int(&b, INT64_MIN);
    buf_add_byte(&b, ' ');
    buf_add_count(&b, 0);
    buf_add_byte(&b, ' ');
    buf_add_count(&b, 999);
    buf_add_byte(&b, ' ');
    buf_add_count(&b, 1000);
    buf_add_byte(&b, ' ');
    buf_add_count(&b, -1234567);
    buf_add_byte(&b, ' ');
    buf_add_real(&b, 1234.5678, 2);
    buf_add_byte(&b, ' ');
    buf_add_real(&b, -0.004, 2);
    buf_add_byte(&b, ' ');
    buf_add_real(&b, NAN, 2);
    buf_add_real(&b, INFINITY, 2);
    buf_add_byte(&b, ' ');
    buf_add_real(&b, 2.5, 0);
    buf_add_byte(&b, ' ');
    buf_add_hex(&b, "\x00\xFF\x1a", 3);
    REQUIRE(buf_done(&b, "numbers", &s, err));
    CHECK_STR(s, STR("-9223372036854775808 0 999 1,000 -1,234,567 1234.57 0.00 -- 2 00ff1a"));
}

TEST(html_is_escaped_whole)
{
    struct buf b = { .arena = a };
    struct str s;

    buf_add_html(&b, STR("<b title=\"x\">Tom & 'Jerry'</b>"));
    REQUIRE(buf_done(&b, "html", &s, err));
    CHECK_STR(s, STR("&lt;b title=&quot;x&quot;&gt;Tom &amp; &#39;Jerry&#39;&lt;/b&gt;"));
}

TEST(a_csv_field_is_quoted_when_it_must_be_and_never_runs_as_a_formula)
{
    static const struct {
        const char *field, *want;
    } CASE[] = { { "plain", "plain" },    { "", "" },
                 { "a,b", "\"a,b\"" },    { "a\"b", "\"a\"\"b\"" },
                 { "a\nb", "\"a\nb\"" },  { "=1+1", "'=1+1" },
                 { "+44", "'+44" },       { "-1", "'-1" },
                 { "@x", "'@x" },         { "\tx", "'\tx" },
                 { "=a,b", "\"'=a,b\"" }, { "\rx", "\"'\rx\"" } };

    for (size_t i = 0; i < sizeof CASE / sizeof *CASE; i++) {
        struct buf b = { .arena = a };
        struct str s;
        buf_add_csv(&b, str_of(CASE[i].field));
        REQUIRE(buf_done(&b, "a field", &s, err));
        CHECK_STR(s, str_of(CASE[i].want));
    }
}

TEST(long_formats_and_many_appends_come_out_whole)
{
    struct buf b = { .arena = a };
    char long_word[2001];
    struct str s;

    memset(long_word, 'x', 2000);
    long_word[2000] = 0;
    for (int i = 0; i < 50; i++)
        buf_addf(&b, "%d:%s;", i, long_word);
    REQUIRE(buf_done(&b, "formats", &s, err));
    CHECK(s.len == 10 * 2003 + 40 * 2004);
    CHECK(s.at[s.len - 1] == ';' && str_starts(s, STR("0:xxx")));
}

TEST(a_refusal_is_remembered_and_asked_for_once)
{
    struct arena small _cleanup_(arena_close);
    struct str s = STR("untouched");

    arena_open(&small, 64);
    struct buf b = { .arena = &small };
    for (int i = 0; i < 100; i++)
        buf_add_text(&b, "0123456789");
    buf_add_byte(&b, 'x');
    CHECK(!buf_done(&b, "a page", &s, err) && err->kind == ERR_LIMIT);
    CHECK(strstr(err->say, "a page"));
    CHECK_STR(s, STR("untouched"));
    struct buf empty = { .arena = &small };
    CHECK(buf_done(&empty, "nothing", &s, err) && s.len == 0 && s.at);
}
