#include "link/edit.h"

#include "base/chance.h"
#include "base/test.h"
#include "link/point.h"

/* The whole table, as the definition reads (Lowrance and Wagner 1975 for the unrestricted one). */
enum { PLAIN_MOST = 100 };
static uint32_t table[PLAIN_MOST + 2][PLAIN_MOST + 2];

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t plain(struct str a, struct str b, bool swaps)
{
    for (size_t i = 0; i <= a.len; i++) {
        for (size_t j = 0; j <= b.len; j++) {
            uint32_t best = (uint32_t)(i == 0 ? j : i);
            if (i > 0 && j > 0) {
                best = least(table[i - 1][j - 1] + (a.at[i - 1] != b.at[j - 1]),
                             least(table[i - 1][j], table[i][j - 1]) + 1);
                if (swaps && i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] &&
                    a.at[i - 2] == b.at[j - 1])
                    best = least(best, table[i - 2][j - 2] + 1);
            }
            table[i][j] = best;
        }
    }
    return table[a.len][b.len];
}

/* Every earlier pair of places is tried as the other end of a swap: |a| squared times |b| squared.
 */
static uint32_t damerau_plain(struct str a, struct str b)
{
    for (size_t i = 0; i <= a.len; i++) {
        for (size_t j = 0; j <= b.len; j++) {
            uint32_t best = (uint32_t)(i == 0 ? j : i);
            if (i > 0 && j > 0)
                best = least(table[i - 1][j - 1] + (a.at[i - 1] != b.at[j - 1]),
                             least(table[i - 1][j], table[i][j - 1]) + 1);
            for (size_t k = 1; k < i; k++)
                for (size_t l = 1; l < j; l++)
                    if (a.at[k - 1] == b.at[j - 1] && a.at[i - 1] == b.at[l - 1])
                        best = least(best,
                                     table[k - 1][l - 1] + (uint32_t)(i - k - 1 + 1 + j - l - 1));
            table[i][j] = best;
        }
    }
    return table[a.len][b.len];
}

static struct str made_up(struct chance *r, char *at, size_t most, uint64_t letters)
{
    size_t len = (size_t)chance_below(r, most + 1);

    for (size_t i = 0; i < len; i++)
        at[i] = (char)('a' + (char)chance_below(r, letters));
    return (struct str){ at, len };
}

TEST(the_usual_slips_are_counted)
{
    CHECK(levenshtein(STR("kitten"), STR("sitting")) == 3);
    CHECK(levenshtein(STR("1985-12-31"), STR("1985-12-13")) == 2);
    CHECK(osa(STR("1985-12-31"), STR("1985-12-13")) == 1);
    CHECK(damerau(STR("1985-12-31"), STR("1985-12-13")) == 1);
    CHECK(levenshtein(STR("CA"), STR("ABC")) == 3 && osa(STR("CA"), STR("ABC")) == 3);
    CHECK(damerau(STR("CA"), STR("ABC")) == 2);
    CHECK(levenshtein(STR(""), STR("abc")) == 3 && damerau(STR("abc"), STR("")) == 3);
    CHECK(osa(STR(""), STR("")) == 0);
}

TEST(the_fast_ways_count_as_the_plain_tables_do)
{
    struct chance r;
    char x[PLAIN_MOST], y[PLAIN_MOST];

    chance_open(&r, 1, 1);
    for (int i = 0; i < 6000; i++) {
        size_t most = i % 50 == 0 ? PLAIN_MOST : 9;
        uint64_t letters = 2 + (uint64_t)i % 4;
        struct str p = made_up(&r, x, most, letters), q = made_up(&r, y, most, letters);
        REQUIRE(levenshtein(p, q) == plain(p, q, false));
        REQUIRE(osa(p, q) == plain(p, q, true));
        if (most < PLAIN_MOST)
            REQUIRE(damerau(p, q) == damerau_plain(p, q));
    }
}

TEST(they_are_distances_and_one_bounds_the_other)
{
    struct chance r;
    char x[80], y[80], z[80];

    chance_open(&r, 1, 2);
    for (int i = 0; i < 6000; i++) {
        size_t most = i % 20 == 0 ? 80 : 10;
        struct str p = made_up(&r, x, most, 3), q = made_up(&r, y, most, 3),
                   c = made_up(&r, z, most, 3);
        uint32_t lev = levenshtein(p, q), aligned = osa(p, q), free = damerau(p, q);
        REQUIRE(lev == levenshtein(q, p) && aligned == osa(q, p) && free == damerau(q, p));
        REQUIRE((lev == 0) == str_eq(p, q) && (free == 0) == str_eq(p, q));
        REQUIRE(free <= aligned && aligned <= lev && lev <= (p.len > q.len ? p.len : q.len));
        REQUIRE(2 * aligned <= 3 * free && lev <= 2 * free);
        REQUIRE(lev <= levenshtein(p, c) + levenshtein(c, q));
        REQUIRE(free <= damerau(p, c) + damerau(c, q));
        for (uint32_t within = 0; within < 6; within++) {
            REQUIRE(levenshtein_within(p, q, within) == (lev <= within));
            REQUIRE(osa_within(p, q, within) == (aligned <= within));
            REQUIRE(damerau_within(p, q, within) == (free <= within));
        }
    }
    CHECK(damerau_within(STR("abc"), STR("xyz"), UINT32_MAX));
}

TEST(texts_longer_than_a_word_are_counted_up_to_the_limit)
{
    static char x[POINT_MOST + 40], y[POINT_MOST + 40];

    for (size_t i = 0; i < sizeof x; i++)
        x[i] = y[i] = (char)('a' + (char)(i * i % 23));
    struct str p = { x, POINT_MOST }, q = { y, POINT_MOST };
    CHECK(levenshtein(p, q) == 0);
    x[0] = y[1] = '1';
    x[1] = y[0] = '2';
    x[POINT_MOST - 1] = '#';
    CHECK(levenshtein(p, q) == 3 && osa(p, q) == 2 && damerau(p, q) == 2);
    CHECK(levenshtein_points(p, q) == 3 && osa_points(p, q) == 2 && damerau_points(p, q) == 2);
    x[POINT_MOST] = '?'; /* not looked at */
    CHECK(osa((struct str){ x, sizeof x }, (struct str){ y, sizeof y }) == 2);
    CHECK(osa_points((struct str){ x, sizeof x }, (struct str){ y, sizeof y }) == 2);
}

TEST(points_count_a_letter_once)
{
    struct str zoe = STR("zo\xC3\xAB"), eo = STR("\xC3\xA9o"), oe = STR("o\xC3\xA9");

    CHECK(levenshtein(zoe, STR("zoe")) == 2 && levenshtein_points(zoe, STR("zoe")) == 1);
    CHECK(osa(eo, oe) == 2 && osa_points(eo, oe) == 1);
    CHECK(damerau_points(eo, STR("ox\xC3\xA9")) == 2);
    CHECK(levenshtein_points(STR("ab"), STR("abc")) == 1 &&
          damerau_points(STR("ab"), STR("ba")) == 1 && osa_points(STR("ab"), STR("ba")) == 1);
    CHECK(levenshtein_points(STR("\xFF"), STR("\xFE")) == 1);
    CHECK(levenshtein_points(STR("\xFF"), STR("\xFF")) == 0);
}

TEST(by_point_other_alphabets_are_compared_as_ours)
{
    struct chance r;
    char x[80], y[80], far_x[240], far_y[240];

    chance_open(&r, 1, 3);
    for (int i = 0; i < 3000; i++) {
        struct str p = made_up(&r, x, i % 5 == 0 ? 80 : 12, 5),
                   q = made_up(&r, y, i % 7 == 0 ? 80 : 12, 5);
        for (size_t k = 0; k < p.len; k++)
            memcpy(far_x + 3 * k, (char[]){ '\xE0', '\xA4', (char)('\x90' + (p.at[k] - 'a')) }, 3);
        for (size_t k = 0; k < q.len; k++)
            memcpy(far_y + 3 * k, (char[]){ '\xE0', '\xA4', (char)('\x90' + (q.at[k] - 'a')) }, 3);
        struct str far_a = { far_x, 3 * p.len }, far_b = { far_y, 3 * q.len };
        REQUIRE(levenshtein_points(far_a, far_b) == levenshtein(p, q));
        REQUIRE(osa_points(far_a, far_b) == osa(p, q));
        REQUIRE(damerau_points(far_a, far_b) == damerau(p, q));
    }
}

TEST(sets_of_letters_are_compared_by_byte)
{
    CHECK_NEAR(jaccard(STR("CA"), STR("ABC")), 2.0 / 3, 1e-15);
    CHECK_NEAR(jaccard(STR("zo\xC3\xAB"), STR("zoe")), 0.4, 1e-15); /* DuckDB's */
    CHECK(jaccard(STR("aab"), STR("abab")) >= 1 && jaccard(STR("a"), STR("b")) <= 0);
    CHECK(jaccard(STR(""), STR("")) <= 0 && jaccard(STR(""), STR("a")) <= 0);
}
