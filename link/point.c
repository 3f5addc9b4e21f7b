#include "link/point.h"

enum { NOT_UTF8 = 0x110000 }; /* and the byte: a symbol that no code point is */

bool point_is_ascii(struct str s)
{
    uint64_t any = 0, eight;
    size_t i = 0;

    for (; i + sizeof eight <= s.len; i += sizeof eight) {
        memcpy(&eight, s.at + i, sizeof eight);
        any |= eight;
    }
    for (; i < s.len; i++)
        any |= (unsigned char)s.at[i];
    return (any & UINT64_C(0x8080808080808080)) == 0;
}

/* How many bytes the letter at the start of `s` has, 0 when it is not well formed. */
static size_t letter_length(struct str s)
{
    unsigned char lead = (unsigned char)s.at[0];
    size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    return n <= s.len && str_is_utf8((struct str){ s.at, n }) ? n : 0;
}

size_t point_read(struct str s, uint32_t point[POINT_MOST])
{
    static const unsigned char LEAD[] = { 0, 0x7F, 0x1F, 0x0F, 0x07 };
    size_t n = 0;

    while (s.len > 0 && n < POINT_MOST) {
        size_t len = letter_length(s);
        uint32_t value = (unsigned char)s.at[0];
        if (len == 0) {
            value += NOT_UTF8;
            len = 1;
        } else {
            value &= LEAD[len];
            for (size_t i = 1; i < len; i++)
                value = value << 6 | ((unsigned char)s.at[i] & 0x3F);
        }
        point[n++] = value;
        s = str_from(s, len);
    }
    return n;
}

size_t point_bytes(struct str s, uint32_t point[POINT_MOST])
{
    size_t n = s.len < POINT_MOST ? s.len : POINT_MOST;

    for (size_t i = 0; i < n; i++)
        point[i] = (unsigned char)s.at[i];
    return n;
}

/* The number of `symbol`: where it first stands in `known`, whose length grows when it does not. */
static char number_of(uint32_t symbol, uint32_t *known, size_t *count)
{
    size_t i = 0;

    while (i < *count && known[i] != symbol)
        i++;
    if (i == *count)
        known[(*count)++] = symbol;
    return (char)i;
}

void point_narrow(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len, char *a_out,
                  char *b_out)
{
    uint32_t known[2 * POINT_FAST];
    size_t count = 0;

    for (size_t i = 0; i < a_len; i++)
        a_out[i] = number_of(a[i], known, &count);
    for (size_t i = 0; i < b_len; i++)
        b_out[i] = number_of(b[i], known, &count);
}
