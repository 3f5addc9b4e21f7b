#include "link/sound.h"

#include "base/chance.h"
#include "base/test.h"

static struct str key(const char *name)
{
    static char out[8][SOUND_ROOM];
    static unsigned turn;

    return sound_key(str_of(name), out[turn++ % 8], SOUND_ROOM);
}

TEST(the_published_keys_come_out)
{
    static const char *const KNUTH[][2] = {
        { "euler", "E460" },   { "gauss", "G200" },    { "hilbert", "H416" },
        { "knuth", "K530" },   { "lloyd", "L300" },    { "lukasiewicz", "L222" },
        { "wachs", "W200" },   { "robert", "R163" },   { "rupert", "R163" },
        { "rubin", "R150" },   { "ashcraft", "A261" }, { "tymczak", "T522" },
        { "pfister", "P236" }, { "honeyman", "H555" }, { "lee", "L000" },
        { "jackson", "J250" },
    };

    for (size_t i = 0; i < COUNT_OF(KNUTH); i++) {
        struct str got = key(KNUTH[i][0]);
        if (!str_eq(got, str_of(KNUTH[i][1])))
            printf("  %s: " STR_FMT "\n", KNUTH[i][0], STR_ARG(got));
        CHECK_STR(got, str_of(KNUTH[i][1]));
    }
}

TEST(names_that_sound_alike_share_a_key)
{
    CHECK_STR(key("smith"), key("smyth"));
    CHECK_STR(key("thomson"), key("thomsen"));
    CHECK_STR(key("macdonald"), key("mcdonald"));
    CHECK_STR(key("smith jones"), key("smithjones"));
    CHECK(!str_eq(key("smith"), key("jones")));
}

TEST(a_name_of_another_script_is_its_first_letters_and_nothing_is_nothing)
{
    CHECK_STR(key("\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD\xD0\xBE\xD0\xB2"),
              STR("\xD0\xB8\xD0\xB2\xD0\xB0\xD0\xBD"));
    CHECK_STR(key("\xE7\x8E\x8B \xE4\xBC\x9F"), STR("\xE7\x8E\x8B\xE4\xBC\x9F"));
    CHECK_STR(key(""), STR(""));
    CHECK_STR(key("12 3"), STR(""));
    char out[SOUND_ROOM];
    CHECK_STR(sound_key(STR("smith"), out, SOUND_ROOM - 1), STR(""));
}

TEST(a_key_is_a_letter_and_three_figures_or_it_fits_its_room)
{
    struct chance r;
    char in[24], out[SOUND_ROOM];

    chance_open(&r, 1, 0);
    for (int i = 0; i < 5000; i++) {
        size_t len = (size_t)chance_below(&r, sizeof in);
        bool latin = false;
        for (size_t k = 0; k < len; k++) {
            in[k] = (char)chance_below(&r, i % 2 ? 256 : 128);
            latin = latin || (in[k] >= 'a' && in[k] <= 'z');
        }
        struct str got = sound_key((struct str){ in, len }, out, sizeof out);
        REQUIRE(got.len <= SOUND_ROOM && (!latin || got.len == 4));
        REQUIRE(!latin ||
                (got.at[0] >= 'A' && got.at[0] <= 'Z' && got.at[3] >= '0' && got.at[3] <= '6'));
    }
}
