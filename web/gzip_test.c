#include "base/test.h"
#include "web/gzip.h"

TEST(text_is_made_smaller_and_the_same_text_gives_the_same_bytes)
{
    struct buf b = { .arena = a };
    struct str body, once, twice;

    for (int i = 0; i < 500; i++)
        buf_addf(&b, "row %d of a table\n", i);
    REQUIRE(buf_done(&b, "a page", &body, err));
    REQUIRE(gzip_make(body, a, &once) && gzip_make(body, a, &twice));
    CHECK(once.len * 3 < body.len);
    CHECK_STR(once, twice);
    CHECK(memcmp(once.at, "\x1f\x8b\x08\0\0\0\0\0", 8) == 0); /* gzip, without a name or a time */
}

TEST(what_would_not_become_smaller_is_left_as_it_is)
{
    struct str out = { 0 };

    CHECK(!gzip_make(STR("short"), a, &out));
    CHECK(!out.at);
}

TEST(text_is_compressed_and_fonts_and_pictures_are_not)
{
    CHECK(gzip_suits("text/html; charset=utf-8") && gzip_suits("application/json") &&
          gzip_suits("image/svg+xml"));
    CHECK(gzip_suits("text/csv; charset=utf-8; header=present") && gzip_suits("application/geo+json"));
    CHECK(!gzip_suits("font/woff2") && !gzip_suits("image/png") && !gzip_suits("application/pdf"));
}
