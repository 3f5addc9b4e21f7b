#include "base/test.h"
#include "web/cookie.h"

TEST(a_cookie_is_found_once_or_not_at_all)
{
    static const struct {
        const char *header, *value; /* NULL: none */
    } CASE[] = {
        { "a=1", "1" },         { "b=2; a=1; c=3", "1" },
        { "a=\"x-y\"", "x-y" }, { "a=", "" },
        { "a=b=c", "b=c" },     { "", NULL },
        { "aa=1; ba=2", NULL }, { "A=1", NULL },
        { "a=1; a=2", NULL },   { "a=1; a=1", NULL },
        { "a", NULL },          { "a=1;;b=2", NULL },
        { "a=1; b", NULL },      { "a=1; b c=2", NULL },
        { "a=x y", NULL },      { "a=x,b", NULL },
        { "a=\"x", NULL },      { "a=\xc3\xa9", NULL },
        { "a=1; =2", NULL },
    };

    for (size_t i = 0; i < COUNT_OF(CASE); i++) {
        struct str out = STR("as it was");
        bool good = cookie_find(str_of(CASE[i].header), STR("a"), &out);

        CHECK(good == (CASE[i].value != NULL));
        CHECK_STR(out, good ? str_of(CASE[i].value) : STR("as it was"));
    }
}

TEST(a_cookie_header_longer_than_any_of_ours_is_not_read)
{
    char header[COOKIE_HEADER_MAX + 1];
    struct str out;

    memset(header, 'x', sizeof header);
    memcpy(header, "a=", 2);
    CHECK(cookie_find((struct str){ header, COOKIE_HEADER_MAX }, STR("a"), &out));
    CHECK(out.len == COOKIE_HEADER_MAX - 2);
    CHECK(!cookie_find((struct str){ header, COOKIE_HEADER_MAX + 1 }, STR("a"), &out));
}
