#include "base/base64.h"
#include "base/test.h"

static bool is(struct arena *a, struct str bytes, struct str want)
{
    struct buf b = { .arena = a };

    buf_add_base64(&b, bytes.at, bytes.len);
    return !b.failed && str_eq((struct str){ b.at, b.len }, want);
}

TEST(base64_is_as_rfc_4648_prints_it)
{
    CHECK(is(a, STR(""), STR("")));
    CHECK(is(a, STR("f"), STR("Zg==")));
    CHECK(is(a, STR("fo"), STR("Zm8=")));
    CHECK(is(a, STR("foo"), STR("Zm9v")));
    CHECK(is(a, STR("foob"), STR("Zm9vYg==")));
    CHECK(is(a, STR("fooba"), STR("Zm9vYmE=")));
    CHECK(is(a, STR("foobar"), STR("Zm9vYmFy")));
    CHECK(is(a, STR("\xfb\xff\xfe"), STR("+//+")));
    CHECK(is(a, STR("\0\0\0"), STR("AAAA")));
}
