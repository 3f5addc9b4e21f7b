#include "intake/encoding.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

const char *encoding_word(enum encoding e)
{
    static const char *const WORD[] = { "UTF-8", "UTF-8 with BOM", "Windows-1252" };

    return WORD[e];
}

/* How many bytes from `i` are plain: ASCII and not NUL. */
static size_t plain_from(const char *at, size_t i, size_t n)
{
    size_t from = i;

#if defined(__SSE2__)
    const __m128i zero = _mm_setzero_si128();
    for (; i + 64 <= n; i += 64) {
        const __m128i *p = (const __m128i *)(const void *)(at + i);
        __m128i a = _mm_loadu_si128(p), b = _mm_loadu_si128(p + 1);
        __m128i c = _mm_loadu_si128(p + 2), d = _mm_loadu_si128(p + 3);
        /* The least byte, taken as unsigned, is 0 when any is; the high bits show by themselves. */
        __m128i least = _mm_min_epu8(_mm_min_epu8(a, b), _mm_min_epu8(c, d));
        __m128i any = _mm_or_si128(_mm_or_si128(a, b), _mm_or_si128(c, d));
        if (_mm_movemask_epi8(_mm_or_si128(any, _mm_cmpeq_epi8(least, zero))))
            break;
    }
#endif
    while (i < n && (unsigned char)(at[i] - 1) < 0x7F)
        i++;
    return i - from;
}

/*
 * The sequence at `at`: its length when well formed, 0 when it is none; -1 when
 * it may become one with more bytes. RFC 3629, section 4.
 */
static int sequence(const unsigned char *at, size_t left)
{
    unsigned char a = at[0], low = 0x80, high = 0xBF;
    int n = a >= 0xC2 && a <= 0xDF ? 2 : (a & 0xF0) == 0xE0 ? 3 : a >= 0xF0 && a <= 0xF4 ? 4 : 0;

    if (a == 0xE0)
        low = 0xA0;
    else if (a == 0xED)
        high = 0x9F;
    else if (a == 0xF0)
        low = 0x90;
    else if (a == 0xF4)
        high = 0x8F;
    for (int i = 1; i < n; i++) {
        if ((size_t)i == left)
            return -1;
        if (at[i] < low || at[i] > high)
            return 0;
        low = 0x80;
        high = 0xBF;
    }
    return n;
}

size_t encoding_check(struct str s, enum encoding_stop *stop, bool *beyond)
{
    size_t i = 0;

    *stop = ENCODING_ALL;
    while (i < s.len) {
        i += plain_from(s.at, i, s.len);
        if (i == s.len)
            break;
        if (s.at[i] == 0) {
            *stop = ENCODING_NUL;
            break;
        }
        int n = sequence((const unsigned char *)s.at + i, s.len - i);
        if (n <= 0) {
            *stop = n < 0 ? ENCODING_CUT : ENCODING_BAD;
            break;
        }
        *beyond = true;
        i += (size_t)n;
    }
    return i;
}

/* 0x80 to 0x9F; the rest of Windows-1252 is ISO 8859-1. 0xFFFD: means nothing. */
static const uint16_t HIGH[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static unsigned code_point(unsigned char c)
{
    return c >= 0x80 && c < 0xA0 ? HIGH[c - 0x80] : c;
}

size_t encoding_widen(char *at, size_t n)
{
    size_t wide = 0, plain = plain_from(at, 0, n);

    if (plain == n)
        return n;
    for (size_t i = 0; i < n; i++) {
        unsigned c = code_point((unsigned char)at[i]);
        wide += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    /* From the end, so that what is still to be read is never written over. */
    for (size_t i = n, to = wide; i > plain; i--) {
        unsigned c = code_point((unsigned char)at[i - 1]);
        if (c < 0x80) {
            at[--to] = (char)c;
            continue;
        }
        at[--to] = (char)(0x80 | (c & 0x3F));
        if (c < 0x800) {
            at[--to] = (char)(0xC0 | c >> 6);
            continue;
        }
        at[--to] = (char)(0x80 | (c >> 6 & 0x3F));
        at[--to] = (char)(0xE0 | c >> 12);
    }
    return wide;
}

enum encoding_what encoding_sniff(struct str start)
{
    if (str_starts(start, STR("\xFF\xFE")) || str_starts(start, STR("\xFE\xFF")))
        return ENCODING_UTF16;
    if (start.len >= 4 && ((start.at[0] == 0 && start.at[1] && start.at[2] == 0 && start.at[3]) ||
                           (start.at[0] && start.at[1] == 0 && start.at[2] && start.at[3] == 0)))
        return ENCODING_UTF16;
    if (str_starts(start, STR("PK\x03\x04")))
        return ENCODING_ZIP;
    if (str_starts(start, STR("\xD0\xCF\x11\xE0")))
        return ENCODING_OLE;
    if (str_starts(start, STR("%PDF")))
        return ENCODING_PDF;
    if (str_starts(start, STR("\x1F\x8B")))
        return ENCODING_GZIP;
    return ENCODING_TEXT;
}
