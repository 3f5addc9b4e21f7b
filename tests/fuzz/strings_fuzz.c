/* Two texts, parted by the first tab: every comparison is in range, symmetric, and as the plain
 * table has it. */
#include "link/edit.h"
#include "link/jaro.h"
#include "link/point.h"

enum { PLAIN_MOST = 160 };

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static uint32_t plain(struct str a, struct str b, bool swaps)
{
    static uint32_t table[PLAIN_MOST + 1][PLAIN_MOST + 1];

    for (size_t i = 0; i <= a.len; i++)
        for (size_t j = 0; j <= b.len; j++) {
            table[i][j] = (uint32_t)(i ? i : j);
            if (i && j)
                table[i][j] = least(table[i - 1][j - 1] + (a.at[i - 1] != b.at[j - 1]),
                                    least(table[i - 1][j], table[i][j - 1]) + 1);
            if (swaps && i > 1 && j > 1 && a.at[i - 1] == b.at[j - 2] && a.at[i - 2] == b.at[j - 1])
                table[i][j] = least(table[i][j], table[i - 2][j - 2] + 1);
        }
    return table[a.len][b.len];
}

static double jaro_plain(struct str a, struct str b)
{
    bool taken[PLAIN_MOST] = { false }, matched[PLAIN_MOST] = { false };
    size_t apart = (a.len > b.len ? a.len : b.len) / 2, m = 0, off = 0, k = 0;

    apart -= apart > 0;
    for (size_t j = 0; j < b.len; j++)
        for (size_t i = j > apart ? j - apart : 0; i < a.len && i <= j + apart && !matched[j]; i++)
            if (!taken[i] && a.at[i] == b.at[j]) {
                taken[i] = matched[j] = true;
                m++;
            }
    for (size_t i = 0; i < a.len; i++) {
        if (!taken[i])
            continue;
        while (!matched[k])
            k++;
        off += a.at[i] != b.at[k++];
    }
    off /= 2;
    return m == 0 ? 0
                  : ((double)m / (double)a.len + (double)m / (double)b.len +
                     ((double)m - (double)off) / (double)m) /
                        3;
}

static void require(bool holds)
{
    if (!holds)
        abort();
}

static bool is_same(double a, double b)
{
    return fabs(a - b) <= 0;
}

static void compare_plainly(struct str a, struct str b)
{
    require(levenshtein(a, b) == plain(a, b, false) && osa(a, b) == plain(a, b, true));
    require(is_same(jaro(a, b), jaro_plain(a, b)));
    if (!point_is_ascii(a) || !point_is_ascii(b))
        return;
    require(levenshtein_points(a, b) == levenshtein(a, b) && damerau_points(a, b) == damerau(a, b));
    require(is_same(jaro_winkler_points(a, b), jaro_winkler(a, b)));
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct str b = { (const char *)at, len }, a = str_cut(&b, '\t');
    uint32_t lev = levenshtein(a, b), aligned = osa(a, b), free_swaps = damerau(a, b);
    double sim = jaro(a, b), boosted = jaro_winkler(a, b);

    require(lev == levenshtein(b, a) && aligned == osa(b, a) && free_swaps == damerau(b, a));
    require(free_swaps <= aligned && aligned <= lev && 2 * aligned <= 3 * free_swaps &&
            lev <= 2 * free_swaps);
    require(sim >= 0 && sim <= boosted && boosted <= 1);
    require(is_same(sim, jaro(b, a)) && is_same(boosted, jaro_winkler(b, a)));
    require(is_same(jaro_points(a, b), jaro_points(b, a)) && jaro_winkler_points(a, b) <= 1);
    require(levenshtein_points(a, b) == levenshtein_points(b, a));
    require(damerau_points(a, b) <= osa_points(a, b) &&
            osa_points(a, b) <= levenshtein_points(a, b));
    require(is_same(jaccard(a, b), jaccard(b, a)) && jaccard(a, b) >= 0 && jaccard(a, b) <= 1);
    for (uint32_t most = 0; most < 5; most++)
        require(damerau_within(a, b, most) == (free_swaps <= most) &&
                osa_within(a, b, most) == (aligned <= most) &&
                levenshtein_within(a, b, most) == (lev <= most));
    if (a.len <= PLAIN_MOST && b.len <= PLAIN_MOST)
        compare_plainly(a, b);
    return 0;
}
