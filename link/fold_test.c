#include "link/fold.h"

#include "base/chance.h"
#include "base/test.h"

#define FOLDED(kind, text, want)                                                                   \
    do {                                                                                           \
        char out_[256];                                                                            \
        CHECK_STR(fold_##kind(str_of(text), out_, sizeof out_), str_of(want));                     \
    } while (0)

TEST(one_name_has_one_spelling)
{
    FOLDED(name, "Smith", "smith");
    FOLDED(name, "  O'NEILL ", "oneill");
    FOLDED(name, "O\xE2\x80\x99Neill", "oneill");
    FOLDED(name, "Smith-Jones", "smith jones");
    FOLDED(name, "Smith \xE2\x80\x93 Jones", "smith jones");
    FOLDED(name, "J.R.  van der\tBerg, Jr.", "j r van der berg jr");
    FOLDED(name, "Jos\xC3\xA9", "jose");
    FOLDED(name, "Jose\xCC\x81", "jose");
    FOLDED(name, "D\xE2\x80\x99Urban Lo\xC3\xABve", "durban loeve");
    FOLDED(name, "", "");
    FOLDED(name, " -.,", "");
    FOLDED(name, "\xEF\xBC\xB3\xEF\xBD\x8D\xEF\xBD\x89\xEF\xBD\x94\xEF\xBD\x88",
           "smith");                                    /* full width */
    FOLDED(name, "Sm\xC2\xADith\xE2\x80\x8B", "smith"); /* a soft hyphen, a space of no width */
}

TEST(letters_that_do_not_decompose_are_spelled_out)
{
    FOLDED(name,
           "S\xC3\xB8ren \xC5\x81ukasz \xC4\x90or\xC4\x91"
           "e",
           "soren lukasz dorde");
    FOLDED(name,
           "Stra\xC3\x9F"
           "e \xC3\x86lfgifu \xC5\x92uvre",
           "strasse aelfgifu oeuvre");
    FOLDED(name, "\xC3\x9E\xC3\xB3r Gu\xC3\xB0r\xC3\xBAn", "thor gudrun");
    FOLDED(name,
           "\xC4\xB0"
           "brahim Y\xC4\xB1lmaz",
           "ibrahim yilmaz");
}

TEST(other_scripts_are_kept_and_folded)
{
    FOLDED(name, "\xD0\x98\xD0\x92\xD0\x90\xD0\x9D", "\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD");
    FOLDED(name, "\xCE\x93\xCE\xB9\xCF\x8E\xCF\x81\xCE\xB3\xCE\xBF\xCF\x82",
           "\xCE\xB3\xCE\xB9\xCF\x89\xCF\x81\xCE\xB3\xCE\xBF\xCF\x83");
    FOLDED(name, "\xE7\x8E\x8B\xE3\x80\x80\xE4\xBC\x9F", "\xE7\x8E\x8B \xE4\xBC\x9F");
    /* An Arabic short vowel goes, a Devanagari one is half of its syllable. */
    FOLDED(name, "\xD9\x85\xD9\x8F\xD8\xAD\xD9\x85\xD8\xAF", "\xD9\x85\xD8\xAD\xD9\x85\xD8\xAF");
    FOLDED(name, "\xE0\xA4\xB0\xE0\xA4\xBE\xE0\xA4\xAE", "\xE0\xA4\xB0\xE0\xA4\xBE\xE0\xA4\xAE");
}

TEST(what_is_no_utf8_comes_back_as_it_is)
{
    FOLDED(name, "Jos\xE9 ", "Jos\xE9 ");
    FOLDED(text, "\xFF\xFE", "\xFF\xFE");
    FOLDED(code, "Jos\xE9 1", "Jos\xE9 1");
    FOLDED(digits, "\xE9 12", "12");
}

TEST(texts_digits_and_codes_have_their_own_forms)
{
    FOLDED(text, "Marks & Spencer's, 12-14 High St.", "marks and spencers 12 14 high st");
    FOLDED(text, "a&b", "a and b");
    FOLDED(text, "&", "and");
    FOLDED(name, "Bill & Ben", "bill ben");
    FOLDED(digits, "(01634) 960-001 x", "01634960001");
    FOLDED(digits, "none", "");
    FOLDED(code, "qq 12-34/56 c", "QQ123456C");
    FOLDED(code, "\xC3\xA9-1", "E1");
}

static bool is_same_twice(struct str s)
{
    static char once_at[4096], twice_at[4096];
    struct str once = fold_name(s, once_at, sizeof once_at);
    struct str twice = fold_name(once, twice_at, sizeof twice_at);
    bool same = str_eq(once, twice) && once.len <= s.len * FOLD_GROWTH;

    once = fold_text(s, once_at, sizeof once_at);
    twice = fold_text(once, twice_at, sizeof twice_at);
    same = same && str_eq(once, twice) && once.len <= s.len * FOLD_GROWTH;
    once = fold_code(s, once_at, sizeof once_at);
    return same && once.len <= s.len * FOLD_GROWTH;
}

static size_t utf8(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t more = c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    out[0] = (char)((0xFFu << (7 - more) & 0xFF) | c >> 6 * more);
    for (size_t i = 1; i <= more; i++)
        out[i] = (char)(0x80 | (c >> 6 * (more - i) & 0x3F));
    return more + 1;
}

/* TEST_ONCE: every point of Unicode, and nothing is allocated. */
TEST_ONCE(folding_twice_is_folding_once_for_every_letter_there_is)
{
    char in[6], out[16];
    size_t longest = 0;

    for (uint32_t c = 0; c < 0x110000; c++) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        size_t len = utf8(c, in);
        struct str s = { in, len };
        REQUIRE(str_is_utf8(s) && is_same_twice(s));
        struct str part = fold_name(s, out, sizeof out);
        REQUIRE(str_is_utf8(part));
        in[len] = 'x';
        s.len++;
        REQUIRE(is_same_twice(s));
        char whole[64];
        size_t grown = fold_name((struct str){ in, len }, whole, sizeof whole).len;
        longest = grown > longest * len ? (grown + len - 1) / len : longest;
    }
    CHECK(longest == FOLD_GROWTH);
}

/* What is ASCII takes the short way; with one letter more it takes the long one. */
TEST(the_short_way_and_the_long_way_agree)
{
    struct chance r;

    chance_open(&r, 1, 0);
    for (int i = 0; i < 2000; i++) {
        char in[40], one[64], two[64];
        size_t len = (size_t)chance_below(&r, 32);
        for (size_t k = 0; k < len; k++)
            in[k] = (char)chance_below(&r, 128);
        struct str s = { in, len };
        struct str plain = fold_name(s, one, sizeof one);
        REQUIRE(plain.len <= len && is_same_twice(s));
        memcpy(in + len, " \xC3\xA9", 3);
        struct str longer = fold_name((struct str){ in, len + 3 }, two, sizeof two);
        REQUIRE(longer.len == plain.len + (plain.len ? 2 : 1) && str_starts(longer, plain));
    }
}

TEST(where_the_room_ends_no_letter_is_cut_in_two)
{
    static const char *const TEXT[] = { "O'Neill & Smith-Jones",
                                        "\xD0\x98\xD0\x92 \xD0\x90\xC3\xA6\xEF\xB7\xBAx" };
    char all[128], some[128];

    for (size_t i = 0; i < COUNT_OF(TEXT); i++) {
        struct str whole = fold_text(str_of(TEXT[i]), all, sizeof all);
        for (size_t room = 0; room <= whole.len; room++) {
            memset(some, '#', sizeof some);
            struct str part = fold_text(str_of(TEXT[i]), some, room);
            CHECK(part.len <= room && str_starts(whole, part) && str_is_utf8(part));
            CHECK(some[room] == '#');
        }
        CHECK_STR(fold_text(str_of(TEXT[i]), some, whole.len), whole);
    }
    CHECK_STR(fold_digits(STR("1a2b3"), all, 2), STR("12"));
    CHECK_STR(fold_code(STR("\xFF\xFE"), all, 1), STR("\xFF"));
}
