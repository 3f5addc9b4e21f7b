#include "base/test.h"
#include "web/url.h"

/* Bytes that a page could wish to put into an address, from what chance brings. */
static struct str some_text(struct arena *a, uint64_t seed, bool with_slash)
{
    static const char *const BIT[] = { "a",
                                       "Z",
                                       "0",
                                       " ",
                                       "+",
                                       "%",
                                       "%2F",
                                       "&",
                                       "=",
                                       "?",
                                       "#",
                                       "'",
                                       "\"",
                                       "<",
                                       "\\",
                                       "\xc3\xa9",
                                       "\xe2\x82\xac",
                                       "\xf0\x9f\x98\x80",
                                       ".",
                                       "..",
                                       ";",
                                       "," };
    struct buf b = { .arena = a };

    for (int i = 0; i < 12; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        buf_add_text(&b, BIT[(seed >> 33) % COUNT_OF(BIT)]);
        if (with_slash && seed >> 61 == 0)
            buf_add_byte(&b, '/');
    }
    return (struct str){ b.at, b.failed ? 0 : b.len };
}

TEST(what_is_put_into_an_address_comes_out_of_it_again)
{
    struct request rq = { .arena = a };

    for (uint64_t seed = 0; seed < 60; seed++) {
        struct str part = some_text(a, seed, false), value = some_text(a, seed * 7 + 1, true), got;
        struct url_words w = url_root(&rq, "/x");
        struct str query, path;
        struct url u;

        if (part.len == 0 || value.len == 0)
            continue;
        url_part(&w, part);
        url_query(&w, "q", value);
        REQUIRE(url_end(&w, &u, err));
        query = u.text;
        path = str_cut(&query, '?');
        (void)str_cut(&query, '=');
        REQUIRE(url_decode(str_from(path, 3), URL_PART, a, &got));
        CHECK_STR(got, part);
        REQUIRE(url_decode(query, URL_QUERY, a, &got));
        CHECK_STR(got, value);
        for (size_t i = 0; i < u.text.len; i++)
            CHECK(u.text.at[i] > 0x20 && u.text.at[i] < 0x7f && !strchr("\"'<>\\#", u.text.at[i]));
    }
}

TEST(an_empty_query_value_is_left_out_and_the_second_one_follows_an_ampersand)
{
    struct request rq = { .arena = a };
    struct url_words w = url_root(&rq, "/about");
    struct url u;

    url_query(&w, "a", STR(""));
    url_query(&w, "b", STR("x y"));
    url_query(&w, "c", STR("&"));
    url_fragment(&w, "top");
    REQUIRE(url_end(&w, &u, err));
    CHECK_STR(u.text, STR("/about?b=x%20y&c=%26#top"));
}

TEST(what_is_not_written_as_addresses_are_is_not_decoded)
{
    static const struct {
        const char *text;
        enum url_text what;
        const char *out; /* NULL: refused */
    } CASE[] = {
        { "a%20b+c", URL_PART, "a b+c" },
        { "a%20b+c", URL_QUERY, "a b c" },
        { "%c3%A9", URL_PART, "\xc3\xa9" },
        { "%", URL_PART, NULL },
        { "%2", URL_QUERY, NULL },
        { "%g0", URL_QUERY, NULL },
        { "%00", URL_PART, NULL },
        { "%0a", URL_QUERY, NULL },
        { "a%0d%0ab%0dc", URL_FORM, "a\nb\nc" },
        { "%09", URL_QUERY, NULL },
        { "%09", URL_FORM, "\t" },
        { "%7f", URL_FORM, NULL },
        { "%c2%85", URL_FORM, NULL },
        { "%ff", URL_FORM, NULL },
        { "%c0%af", URL_PART, NULL },
        { "%ed%a0%80", URL_QUERY, NULL },
        { "a%2fb", URL_PART, NULL },
        { "a%2fb", URL_QUERY, "a/b" },
        { "%252F", URL_PART, "%2F" },
        { "", URL_QUERY, "" },
    };

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct str out = STR("as it was");
        bool good = url_decode(str_of(CASE[i].text), CASE[i].what, a, &out);

        CHECK(good == (CASE[i].out != NULL));
        CHECK_STR(out, good ? str_of(CASE[i].out) : STR("as it was"));
    }
}

TEST(a_number_becomes_an_address_of_its_digits_and_of_nothing_else)
{
    struct url url;

    REQUIRE(url_phone(a, STR("0800 1111"), false, &url, err));
    CHECK_STR(url.text, STR("tel:08001111"));
    REQUIRE(url_phone(a, STR("+44 1632 960123"), false, &url, err));
    CHECK_STR(url.text, STR("tel:+441632960123"));
    REQUIRE(url_phone(a, STR("85258;?body=x+1"), true, &url, err));
    CHECK_STR(url.text, STR("sms:852581"));
    CHECK(!url_phone(a, STR("javascript:"), false, &url, err) && (a->failed || err->kind == ERR_INPUT));
}

TEST(a_file_of_a_page_is_named_by_plain_letters_alone)
{
    static const char *const BAD[] = { "a b", "a\"", "A", "x:y", "?x", "#x", "a\\b", "caf\xc3\xa9" };
    struct url url;

    REQUIRE(url_file(a, STR("../"), STR("pl/index.html"), &url, err));
    CHECK_STR(url.text, STR("../pl/index.html"));
    for (size_t i = 0; i < COUNT_OF(BAD); i++)
        CHECK(!url_file(a, STR("/cards/"), str_of(BAD[i]), &url, err) && (a->failed || err->kind == ERR_BUG));
}
