#include "link/edit.h"

#include "link/point.h"

/*
 * The last row of the table, a column of it at a time: `up` and `down` have a bit where a cell is
 * one more or one less than the one above. `a` is 1 to 64 bytes. With `swaps` as Hyyrö 2003, else
 * as Myers 1999.
 */
static uint32_t edit_fast(const unsigned char *a, size_t a_len, const unsigned char *b,
                          size_t b_len, bool swaps)
{
    uint64_t where[256], up = ~(uint64_t)0, down = 0, across = 0, before = 0;
    uint64_t last = (uint64_t)1 << (a_len - 1);
    size_t count = a_len;

    for (size_t j = 0; j < b_len; j++)
        where[b[j]] = 0;
    for (size_t i = 0; i < a_len; i++)
        where[a[i]] = 0;
    for (size_t i = 0; i < a_len; i++)
        where[a[i]] |= (uint64_t)1 << i;
    for (size_t j = 0; j < b_len; j++) {
        uint64_t same = where[b[j]], swapped = 0;
        if (swaps)
            swapped = ((~across & same) << 1) & before;
        across = (((same & up) + up) ^ up) | same | down | swapped;
        before = same;
        uint64_t right = down | ~(across | up), left = across & up;
        count += (right & last) != 0;
        count -= (left & last) != 0;
        right = right << 1 | 1;
        left <<= 1;
        up = left | ~(across | right);
        down = across & right;
    }
    return (uint32_t)count;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* The table row by row, for what does not fit a word. Three rows, two for levenshtein. */
static uint32_t edit_long(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len,
                          bool swaps)
{
    uint32_t rows[3][POINT_MOST + 1];

    for (size_t j = 0; j <= b_len; j++)
        rows[0][j] = (uint32_t)j;
    for (size_t i = 1; i <= a_len; i++) {
        uint32_t *row = rows[i % 3], *above = rows[(i - 1) % 3];
        row[0] = (uint32_t)i;
        for (size_t j = 1; j <= b_len; j++) {
            row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
            if (swaps && i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], rows[(i - 2) % 3][j - 2] + 1);
        }
    }
    return rows[a_len % 3][b_len];
}

/*
 * Zhao and Sahni 2019, algorithm LS: of a swap with letters between, one of its two sides has none.
 * For each letter of `b`: the row where it last stood in `a`, and the cell before its last match in
 * this row.
 */
struct swap_column {
    uint32_t here, above, before_match, last_row;
};

static uint32_t damerau_rows(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len)
{
    struct swap_column column[POINT_MOST + 1];
    const uint32_t far = (uint32_t)(a_len + b_len + 1);

    for (size_t j = 0; j <= b_len; j++)
        column[j] = (struct swap_column){ (uint32_t)j, far, far, 0 };
    for (size_t i = 1; i <= a_len; i++) {
        uint32_t two_above = column[0].above, left_swap = far;
        size_t match = 0;
        column[0].above = column[0].here;
        column[0].here = (uint32_t)i;
        for (size_t j = 1; j <= b_len; j++) {
            struct swap_column *c = &column[j], *left = &column[j - 1];
            uint32_t was_two_above = c->above;
            c->above = c->here;
            uint32_t best =
                least(least(c->above, left->here) + 1, left->above + (a[i - 1] != b[j - 1]));
            if (a[i - 1] == b[j - 1]) {
                c->before_match = j > 1 ? column[j - 2].above : far;
                left_swap = two_above;
                match = j;
            } else if (match > 0 && c->last_row > 0) {
                if (j - match == 1)
                    best = least(best, c->before_match + (uint32_t)(i - c->last_row));
                else if (i - c->last_row == 1)
                    best = least(best, left_swap + (uint32_t)(j - match));
            }
            if (a[i - 1] == b[j - 1])
                c->last_row = (uint32_t)i;
            two_above = was_two_above;
            c->here = best;
        }
    }
    return column[b_len].here;
}

/* One pair of texts as it is compared: without the letters both begin and end with. */
struct pair {
    struct str shorter, longer;
};

static struct pair pair_of(struct str a, struct str b)
{
    if (a.len > POINT_MOST)
        a.len = POINT_MOST;
    if (b.len > POINT_MOST)
        b.len = POINT_MOST;
    struct pair p = a.len <= b.len ? (struct pair){ a, b } : (struct pair){ b, a };
    while (p.shorter.len > 0 && p.shorter.at[p.shorter.len - 1] == p.longer.at[p.longer.len - 1]) {
        p.shorter.len--;
        p.longer.len--;
    }
    size_t same = 0;
    while (same < p.shorter.len && p.shorter.at[same] == p.longer.at[same])
        same++;
    return (struct pair){ str_from(p.shorter, same), str_from(p.longer, same) };
}

static uint32_t edit_bytes(struct pair p, bool swaps)
{
    uint32_t x[POINT_MOST], y[POINT_MOST];

    if (p.shorter.len == 0)
        return (uint32_t)p.longer.len;
    if (p.shorter.len <= POINT_FAST)
        return edit_fast((const unsigned char *)p.shorter.at, p.shorter.len,
                         (const unsigned char *)p.longer.at, p.longer.len, swaps);
    size_t x_len = point_bytes(p.shorter, x), y_len = point_bytes(p.longer, y);
    return edit_long(x, x_len, y, y_len, swaps);
}

static uint32_t damerau_bytes(struct pair p)
{
    uint32_t x[POINT_MOST], y[POINT_MOST];
    size_t x_len = point_bytes(p.shorter, x), y_len = point_bytes(p.longer, y);

    return damerau_rows(x, x_len, y, y_len);
}

uint32_t levenshtein(struct str a, struct str b)
{
    return edit_bytes(pair_of(a, b), false);
}

uint32_t osa(struct str a, struct str b)
{
    return edit_bytes(pair_of(a, b), true);
}

uint32_t damerau(struct str a, struct str b)
{
    struct pair p = pair_of(a, b);
    uint32_t aligned = edit_bytes(p, true);

    return aligned <= 2 ? aligned : damerau_bytes(p);
}

static bool is_within(struct str a, struct str b, uint32_t most, bool swaps)
{
    struct pair p = pair_of(a, b);

    return p.longer.len - p.shorter.len <= most &&
           (p.longer.len <= most || edit_bytes(p, swaps) <= most);
}

bool levenshtein_within(struct str a, struct str b, uint32_t most)
{
    return is_within(a, b, most, false);
}

bool osa_within(struct str a, struct str b, uint32_t most)
{
    return is_within(a, b, most, true);
}

bool damerau_within(struct str a, struct str b, uint32_t most)
{
    struct pair p = pair_of(a, b);

    if (p.longer.len - p.shorter.len > most)
        return false;
    if (p.longer.len <= most)
        return true;
    uint64_t aligned = edit_bytes(p, true);
    if (aligned <= most)
        return true;
    return 2 * aligned <= 3 * (uint64_t)most && damerau_bytes(p) <= most;
}

/* Which of the three distances, by code point. */
enum slips { SLIPS_LEVENSHTEIN, SLIPS_OSA, SLIPS_DAMERAU };

static uint32_t count_points(struct str a, struct str b, enum slips slips)
{
    uint32_t x[POINT_MOST], y[POINT_MOST];
    size_t x_len = point_read(a, x), y_len = point_read(b, y);

    if (x_len <= POINT_FAST && y_len <= POINT_FAST) {
        char narrow_x[POINT_FAST], narrow_y[POINT_FAST];
        struct str s = { narrow_x, x_len }, t = { narrow_y, y_len };
        point_narrow(x, x_len, y, y_len, narrow_x, narrow_y);
        return slips == SLIPS_DAMERAU ? damerau(s, t)
                                      : edit_bytes(pair_of(s, t), slips == SLIPS_OSA);
    }
    if (slips == SLIPS_DAMERAU)
        return damerau_rows(x, x_len, y, y_len);
    return edit_long(x, x_len, y, y_len, slips == SLIPS_OSA);
}

uint32_t levenshtein_points(struct str a, struct str b)
{
    if (point_is_ascii(a) && point_is_ascii(b))
        return levenshtein(a, b);
    return count_points(a, b, SLIPS_LEVENSHTEIN);
}

uint32_t osa_points(struct str a, struct str b)
{
    if (point_is_ascii(a) && point_is_ascii(b))
        return osa(a, b);
    return count_points(a, b, SLIPS_OSA);
}

uint32_t damerau_points(struct str a, struct str b)
{
    if (point_is_ascii(a) && point_is_ascii(b))
        return damerau(a, b);
    return count_points(a, b, SLIPS_DAMERAU);
}

static void add_to_set(uint64_t set[4], struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        set[(unsigned char)s.at[i] >> 6] |= (uint64_t)1 << ((unsigned char)s.at[i] & 63);
}

double jaccard(struct str a, struct str b)
{
    uint64_t in_a[4] = { 0 }, in_b[4] = { 0 };
    int both = 0, either = 0;

    add_to_set(in_a, a);
    add_to_set(in_b, b);
    for (int i = 0; i < 4; i++) {
        both += __builtin_popcountll(in_a[i] & in_b[i]);
        either += __builtin_popcountll(in_a[i] | in_b[i]);
    }
    return either > 0 ? (double)both / either : 0;
}
