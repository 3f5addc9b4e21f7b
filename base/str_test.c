#include "base/str.h"
#include "base/test.h"

TEST(texts_are_compared_by_byte)
{
    CHECK(str_eq(STR("a"), STR("a")) && !str_eq(STR("a"), STR("A")) &&
          !str_eq(STR("a"), STR("ab")));
    CHECK(str_eq(str_of(NULL), STR("")) && str_eq((struct str){ 0 }, STR("")));
    CHECK(str_eq_fold(STR("Medway 001A"), STR("mEDWAY 001a")) && !str_eq_fold(STR("a"), STR("b")));
    CHECK(!str_eq_fold(STR("\xC3\x89"), STR("\xC3\xA9")) && !str_eq_fold(STR("["), STR("{")));
    CHECK(str_order(STR("a"), STR("b")) < 0 && str_order(STR("b"), STR("a")) > 0);
    CHECK(str_order(STR("a"), STR("ab")) < 0 && str_order(STR("ab"), STR("a")) > 0);
    CHECK(str_order(STR("ab"), STR("ab")) == 0 && str_order(STR(""), STR("")) == 0);
    CHECK(str_order(STR("\xC3"), STR("z")) > 0);
}

TEST(texts_know_their_beginning_and_end)
{
    CHECK(str_starts(STR("ME4 4TR"), STR("ME4")) && !str_starts(STR("ME"), STR("ME4")));
    CHECK(str_ends(STR("a.csv"), STR(".csv")) && !str_ends(STR("csv"), STR(".csv")));
    CHECK(str_starts(STR("x"), STR("")) && str_ends(STR(""), STR("")));
    CHECK(str_has(STR("a,b"), ',') && !str_has(STR("ab"), ',') && !str_has(STR(""), ','));
    CHECK_STR(str_trim(STR(" \t\r\n a b \n")), STR("a b"));
    CHECK_STR(str_trim(STR(" \t ")), STR(""));
    CHECK_STR(str_from(STR("abc"), 1), STR("bc"));
    CHECK_STR(str_from(STR("abc"), 3), STR(""));
    CHECK_STR(str_from(STR("abc"), 9), STR(""));
}

TEST(cutting_gives_every_part_and_then_nothing)
{
    struct str rest = STR("a,,b");

    CHECK_STR(str_cut(&rest, ','), STR("a"));
    CHECK_STR(str_cut(&rest, ','), STR(""));
    CHECK_STR(str_cut(&rest, ','), STR("b"));
    CHECK_STR(rest, STR(""));
    CHECK_STR(str_cut(&rest, ','), STR(""));
}

/* RFC 3629, section 4, row by row; and Markus Kuhn's stress cases. */
TEST(utf8_is_what_the_standard_says)
{
    static const char *const YES[] = { "",
                                       "abc",
                                       "\xC2\x80",
                                       "\xDF\xBF",
                                       "\xE0\xA0\x80",
                                       "\xED\x9F\xBF",
                                       "\xEE\x80\x80",
                                       "\xEF\xBF\xBF",
                                       "\xF0\x90\x80\x80",
                                       "\xF4\x8F\xBF\xBF",
                                       "caf\xC3\xA9 \xE2\x82\xAC" };
    static const char *const NO[] = { "\x80",
                                      "\xBF",
                                      "\xC0\x80",
                                      "\xC1\xBF",
                                      "\xC2",
                                      "\xC2\x41",
                                      "\xE0\x9F\xBF",
                                      "\xED\xA0\x80",
                                      "\xED\xBF\xBF",
                                      "\xE2\x82",
                                      "\xF0\x8F\xBF\xBF",
                                      "\xF4\x90\x80\x80",
                                      "\xF5\x80\x80\x80",
                                      "\xF8\x88\x80\x80\x80",
                                      "\xFE",
                                      "\xFF",
                                      "a\xE9t\xE9" };

    for (size_t i = 0; i < sizeof YES / sizeof *YES; i++)
        CHECK(str_is_utf8(str_of(YES[i])));
    for (size_t i = 0; i < sizeof NO / sizeof *NO; i++)
        CHECK(!str_is_utf8(str_of(NO[i])));
    CHECK(str_is_utf8((struct str){ "\0", 1 }));
}

TEST_ONCE(utf8_takes_every_code_point_once_and_no_surrogate) /* 1,114,112 of them; no memory is
                                                                asked for */
{
    for (uint32_t c = 0; c <= 0x110000; c++) {
        char at[4];
        size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        for (size_t i = n; i-- > 1;)
            at[i] = (char)(0x80 | (c >> 6 * (n - 1 - i) & 0x3F));
        at[0] = (char)(n == 1 ? c : (0xF00u >> n & 0xFF) | c >> 6 * (n - 1));
        bool is_character = !(c >= 0xD800 && c <= 0xDFFF) && c < 0x110000;
        REQUIRE(str_is_utf8((struct str){ at, n }) == is_character);
        if (n > 1)
            REQUIRE(!str_is_utf8((struct str){ at, n - 1 }));
    }
}
