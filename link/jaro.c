#include "link/jaro.h"

#include "link/point.h"

static const double BOOST_ABOVE = 0.7, BOOST_A_LETTER = 0.1;
enum { PREFIX_MOST = 4 };

/* How far apart two letters may stand and still be one letter in common. */
static size_t window(size_t a_len, size_t b_len)
{
    size_t half = (a_len > b_len ? a_len : b_len) / 2;

    return half > 0 ? half - 1 : 0;
}

static double similarity(size_t common, size_t out_of_order, size_t a_len, size_t b_len)
{
    double m = (double)common;
    size_t swaps = out_of_order / 2;

    if (common == 0)
        return 0;
    return (m / (double)a_len + m / (double)b_len + (m - (double)swaps) / m) / 3;
}

static double boosted(double jaro_is, size_t prefix)
{
    if (jaro_is > BOOST_ABOVE)
        jaro_is += (double)prefix * BOOST_A_LETTER * (1 - jaro_is);
    return jaro_is;
}

/*
 * Both at most 64 bytes. where[c] has a bit for each place of `a` that holds c; only the entries
 * the two texts touch are ever written or read. For each letter of `b` the lowest free place in its
 * window.
 */
static double jaro_fast(const unsigned char *a, size_t a_len, const unsigned char *b, size_t b_len)
{
    uint64_t where[256], taken = 0, matched = 0, reach;
    size_t apart = window(a_len, b_len), out_of_order = 0;

    for (size_t j = 0; j < b_len; j++)
        where[b[j]] = 0;
    for (size_t i = 0; i < a_len; i++)
        where[a[i]] = 0;
    for (size_t i = 0; i < a_len; i++)
        where[a[i]] |= (uint64_t)1 << i;
    reach = ((uint64_t)2 << apart) - 1; /* apart < 32: places 0 to apart */
    for (size_t j = 0; j < b_len; j++) {
        uint64_t places = where[b[j]] & reach & ~taken;
        taken |= places & (0 - places);
        matched |= (uint64_t)(places != 0) << j;
        reach = reach << 1 | (j < apart);
    }
    size_t common = (size_t)__builtin_popcountll(matched);
    for (uint64_t free = taken, rest = matched; rest != 0; rest &= rest - 1) {
        uint64_t lowest = free & (0 - free);
        out_of_order += (where[b[__builtin_ctzll(rest)]] & lowest) == 0;
        free ^= lowest;
    }
    return similarity(common, out_of_order, a_len, b_len);
}

/* Of any length: the letters in common as flags, then those of both in their order side by side. */
static double jaro_long(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
    bool taken[POINT_MOST] = { false }, matched[POINT_MOST] = { false };
    size_t apart = window(a_len, b_len), common = 0, out_of_order = 0;

    for (size_t j = 0; j < b_len; j++) {
        size_t from = j > apart ? j - apart : 0,
               until = j + apart + 1 < a_len ? j + apart + 1 : a_len;
        for (size_t i = from; i < until && !matched[j]; i++) {
            if (!taken[i] && a[i] == b[j]) {
                taken[i] = matched[j] = true;
                common++;
            }
        }
    }
    for (size_t i = 0, j = 0; i < a_len; i++) {
        if (!taken[i])
            continue;
        while (!matched[j])
            j++;
        out_of_order += a[i] != b[j++];
    }
    return similarity(common, out_of_order, a_len, b_len);
}

static size_t prefix_of(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
    size_t most = a_len < b_len ? a_len : b_len, n = 0;

    while (n < most && n < PREFIX_MOST && a[n] == b[n])
        n++;
    return n;
}

static double compare_long(struct str a, struct str b, size_t (*read)(struct str, uint32_t *),
                           bool winkler)
{
    uint32_t x[POINT_MOST], y[POINT_MOST];
    size_t x_len = read(a, x), y_len = read(b, y);
    double sim;

    if (x_len <= POINT_FAST && y_len <= POINT_FAST) {
        char narrow_x[POINT_FAST], narrow_y[POINT_FAST];
        point_narrow(x, x_len, y, y_len, narrow_x, narrow_y);
        sim = jaro_fast((const unsigned char *)narrow_x, x_len, (const unsigned char *)narrow_y,
                        y_len);
    } else {
        sim = jaro_long(x, x_len, y, y_len);
    }
    return winkler ? boosted(sim, prefix_of(x, x_len, y, y_len)) : sim;
}

double jaro(struct str a, struct str b)
{
    if (a.len <= POINT_FAST && b.len <= POINT_FAST)
        return jaro_fast((const unsigned char *)a.at, a.len, (const unsigned char *)b.at, b.len);
    return compare_long(a, b, point_bytes, false);
}

double jaro_winkler(struct str a, struct str b)
{
    size_t most = a.len < b.len ? a.len : b.len, n = 0;

    if (a.len > POINT_FAST || b.len > POINT_FAST)
        return compare_long(a, b, point_bytes, true);
    while (n < most && n < PREFIX_MOST && a.at[n] == b.at[n])
        n++;
    return boosted(
        jaro_fast((const unsigned char *)a.at, a.len, (const unsigned char *)b.at, b.len), n);
}

double jaro_points(struct str a, struct str b)
{
    if (point_is_ascii(a) && point_is_ascii(b))
        return jaro(a, b);
    return compare_long(a, b, point_read, false);
}

double jaro_winkler_points(struct str a, struct str b)
{
    if (point_is_ascii(a) && point_is_ascii(b))
        return jaro_winkler(a, b);
    return compare_long(a, b, point_read, true);
}
