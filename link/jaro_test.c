#include "link/jaro.h"

#include "base/chance.h"
#include "base/test.h"
#include "link/point.h"

/* Jaro as the definition reads, for any length: the peer of the fast one. */
static double jaro_plain(struct str a, struct str b)
{
    static bool taken[POINT_MOST], matched[POINT_MOST];
    long apart = (long)(a.len > b.len ? a.len : b.len) / 2 - 1;
    double common = 0, out_of_order = 0;
    size_t j = 0;

    memset(taken, 0, sizeof taken);
    memset(matched, 0, sizeof matched);
    for (size_t k = 0; k < b.len; k++)
        for (size_t i = 0; i < a.len && !matched[k]; i++)
            if (!taken[i] && a.at[i] == b.at[k] &&
                labs((long)i - (long)k) <= (apart > 0 ? apart : 0)) {
                taken[i] = matched[k] = true;
                common++;
            }
    if (common == 0)
        return 0;
    for (size_t i = 0; i < a.len; i++) {
        if (!taken[i])
            continue;
        while (!matched[j])
            j++;
        out_of_order += a.at[i] != b.at[j++];
    }
    return (common / (double)a.len + common / (double)b.len +
            (common - floor(out_of_order / 2)) / common) /
           3;
}

/* A text of up to `most` of the first `letters` letters: few letters, so that much is in common. */
static struct str made_up(struct chance *r, char *at, size_t most, uint64_t letters)
{
    size_t len = (size_t)chance_below(r, most + 1);

    for (size_t i = 0; i < len; i++)
        at[i] = (char)('a' + (char)chance_below(r, letters));
    return (struct str){ at, len };
}

TEST(the_published_examples_come_out)
{
    CHECK_NEAR(jaro(STR("martha"), STR("marhta")), 0.944444444444, 1e-12);
    CHECK_NEAR(jaro_winkler(STR("martha"), STR("marhta")), 0.961111111111, 1e-12);
    CHECK_NEAR(jaro_winkler(STR("dwayne"), STR("duane")), 0.84, 1e-12);
    CHECK_NEAR(jaro_winkler(STR("dixon"), STR("dicksonx")), 0.813333333333, 1e-12);
    CHECK(jaro(STR("ca"), STR("abc")) <= 0 && jaro(STR("ab"), STR("ba")) <= 0);
}

TEST(an_empty_text_is_like_nothing_and_a_letter_like_itself)
{
    CHECK(jaro(STR(""), STR("")) <= 0 && jaro_winkler(STR(""), STR("")) <= 0);
    CHECK(jaro(STR(""), STR("a")) <= 0 && jaro(STR("a"), STR("")) <= 0 &&
          jaro_points(STR(""), STR("")) <= 0);
    CHECK(jaro(STR("a"), STR("a")) >= 1 && jaro(STR("a"), STR("b")) <= 0);
}

TEST(the_first_letters_count_only_above_seven_tenths)
{
    /* 2/3 exactly, with one letter at the start: no addition. */
    CHECK_NEAR(jaro_winkler(STR("abcdef"), STR("axcfyz")), jaro(STR("abcdef"), STR("axcfyz")), 0);
    double four = jaro(STR("abcdefgh"), STR("abcdexyz"));
    double five = jaro_winkler(STR("abcdefgh"), STR("abcdexyz"));
    CHECK(four > 0.7);
    CHECK_NEAR(five, four + 0.4 * (1 - four), 1e-15); /* five agree, four count */
}

TEST(it_is_symmetric_between_nought_and_one_and_one_only_for_the_same)
{
    struct chance r;
    char x[80], y[80];

    chance_open(&r, 1, 1);
    for (int i = 0; i < 20000; i++) {
        struct str p = made_up(&r, x, i % 8 == 0 ? 80 : 12, 4),
                   q = made_up(&r, y, i % 9 == 0 ? 80 : 12, 4);
        double one = jaro(p, q), boosted = jaro_winkler(p, q);
        REQUIRE(one >= 0 && one <= 1 && boosted >= one && boosted <= 1);
        REQUIRE(fabs(one - jaro(q, p)) <= 0 && fabs(boosted - jaro_winkler(q, p)) <= 0);
        REQUIRE((one >= 1) == (str_eq(p, q) && p.len > 0));
        REQUIRE(fabs(one - jaro_plain(p, q)) <= 0);
    }
}

TEST(short_and_long_texts_are_compared_alike_on_either_side_of_a_word)
{
    static char x[POINT_MOST + 9], y[POINT_MOST + 9];
    static const size_t LEN[] = { 1, 2, 3, 31, 32, 33, 63, 64, 65, 66, 127, 300, POINT_MOST };
    struct chance r;

    chance_open(&r, 1, 2);
    for (size_t i = 0; i < COUNT_OF(LEN); i++)
        for (size_t k = 0; k < COUNT_OF(LEN) - (i > 9); k++) {
            for (size_t n = 0; n < sizeof x; n++) {
                x[n] = (char)('a' + (char)chance_below(&r, 3 + i));
                y[n] = (char)('a' + (char)chance_below(&r, 3 + i));
            }
            struct str p = { x, LEN[i] }, q = { y, LEN[k] };
            REQUIRE(fabs(jaro(p, q) - jaro_plain(p, q)) <= 0);
        }
    memset(x, 'a', sizeof x);
    struct str whole = { x, sizeof x }, looked_at = { x, POINT_MOST };
    CHECK(jaro(whole, looked_at) >= 1 && jaro_winkler_points(whole, looked_at) >= 1);
}

TEST(points_count_a_letter_once_where_bytes_count_two_halves)
{
    struct str zoe = STR("zo\xC3\xAB"), zoy = STR("zo\xC3\xA9");

    CHECK_NEAR(jaro(zoe, STR("zoe")), 0.722222222222, 1e-12); /* DuckDB's, by byte */
    CHECK_NEAR(jaro_points(zoe, STR("zoe")), jaro(STR("zox"), STR("zoe")), 0);
    CHECK_NEAR(jaro_points(zoe, zoy), jaro(STR("zox"), STR("zoy")), 0);
    CHECK_NEAR(jaro_winkler_points(zoe, zoy), jaro_winkler(STR("zox"), STR("zoy")), 0);
    CHECK_NEAR(jaro_winkler_points(STR("ivan"), STR("iwan")),
               jaro_winkler(STR("ivan"), STR("iwan")), 0);
    CHECK(jaro(zoe, zoy) > jaro_points(zoe, zoy)); /* half an accent in common */
}

/* Letters a, b, c ... by two and three bytes each: by point as their ASCII is by byte. */
TEST(by_point_other_alphabets_are_compared_as_ours)
{
    struct chance r;
    char x[80], y[80], far_x[240], far_y[240];

    chance_open(&r, 1, 3);
    for (int i = 0; i < 3000; i++) {
        struct str p = made_up(&r, x, i % 5 == 0 ? 80 : 12, 5), q = made_up(&r, y, 12, 5);
        for (size_t k = 0; k < p.len; k++)
            memcpy(far_x + 3 * k, (char[]){ '\xE0', '\xA4', (char)('\x90' + (p.at[k] - 'a')) }, 3);
        for (size_t k = 0; k < q.len; k++)
            memcpy(far_y + 3 * k, (char[]){ '\xE0', '\xA4', (char)('\x90' + (q.at[k] - 'a')) }, 3);
        struct str far_a = { far_x, 3 * p.len }, far_b = { far_y, 3 * q.len };
        REQUIRE(fabs(jaro_points(far_a, far_b) - jaro(p, q)) <= 0);
        REQUIRE(fabs(jaro_winkler_points(far_a, far_b) - jaro_winkler(p, q)) <= 0);
    }
}

TEST(a_byte_that_is_no_letter_is_like_itself_alone)
{
    uint32_t point[POINT_MOST];

    REQUIRE(point_read(STR("\xC3\xA9\xFF\xC3"), point) == 3);
    CHECK(point[0] == 0xE9 && point[1] > 0x10FFFF && point[2] > 0x10FFFF && point[1] != point[2]);
    REQUIRE(point_read(STR("\xF0\x9F\x98\x80\xE2\x82\xAC"), point) == 2);
    CHECK(point[0] == 0x1F600 && point[1] == 0x20AC);
    CHECK(jaro_points(STR("\xFF\xFE"), STR("\xFF\xFE")) >= 1);
    CHECK(jaro_points(STR("\xFF"), STR("\xC3\xBF")) <= 0);
}
