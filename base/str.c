#include "base/str.h"

struct str str_of(const char *text)
{
    return (struct str){ text ? text : "", text ? strlen(text) : 0 };
}

bool str_eq(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static unsigned char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c - 'A' + 'a') : (unsigned char)c;
}

bool str_eq_fold(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.at[i]) != lower(b.at[i]))
            return false;
    return true;
}

int str_order(struct str a, struct str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least ? memcmp(a.at, b.at, least) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

bool str_starts(struct str s, struct str with)
{
    return s.len >= with.len && str_eq((struct str){ s.at, with.len }, with);
}

bool str_ends(struct str s, struct str with)
{
    return s.len >= with.len && str_eq((struct str){ s.at + s.len - with.len, with.len }, with);
}

bool str_has(struct str s, char byte)
{
    return s.len && memchr(s.at, byte, s.len) != NULL;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
    while (s.len && is_space(s.at[0])) {
        s.at++;
        s.len--;
    }
    while (s.len && is_space(s.at[s.len - 1]))
        s.len--;
    return s;
}

struct str str_from(struct str s, size_t start)
{
    if (start >= s.len)
        return (struct str){ "", 0 };
    return (struct str){ s.at + start, s.len - start };
}

struct str str_cut(struct str *rest, char byte)
{
    const char *hit = rest->len ? memchr(rest->at, byte, rest->len) : NULL;
    struct str before = *rest;

    if (!hit) {
        *rest = (struct str){ "", 0 };
        return before;
    }
    before.len = (size_t)(hit - rest->at);
    *rest = (struct str){ hit + 1, rest->len - before.len - 1 };
    return before;
}

/* How many bytes the well-formed sequence at `at` takes, or 0. RFC 3629, section 4. */
static size_t sequence(const unsigned char *at, size_t left)
{
    unsigned char a = at[0];
    size_t n = a < 0x80 ? 1 : a >= 0xC2 && a <= 0xDF ? 2 : (a & 0xF0) == 0xE0 ? 3
               : a >= 0xF0 && a <= 0xF4 ? 4 : 0;

    if (n == 0 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    if ((a == 0xE0 && at[1] < 0xA0) || (a == 0xED && at[1] > 0x9F) ||
        (a == 0xF0 && at[1] < 0x90) || (a == 0xF4 && at[1] > 0x8F))
        return 0;
    return n;
}

bool str_is_utf8(struct str s)
{
    const unsigned char *at = (const unsigned char *)s.at;

    for (size_t i = 0; i < s.len;) {
        size_t n = sequence(at + i, s.len - i);
        if (n == 0)
            return false;
        i += n;
    }
    return true;
}
