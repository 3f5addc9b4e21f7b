#include "link/step_shape.h"

static const struct str NOTHING = { "", 0 };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_either(char c)
{
    return is_digit(c) || is_letter(c);
}

static bool is_local(char c)
{
    return is_either(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

static bool is_domain(char c)
{
    return is_either(c) || c == '.' || c == '-';
}

/* How many bytes from `from` on are such, up to `most`. */
static size_t run(struct str s, size_t from, size_t most, bool (*is)(char))
{
    size_t n = 0;

    while (n < most && from + n < s.len && is(s.at[from + n]))
        n++;
    return n;
}

static struct str first_bytes(struct str s, size_t len)
{
    return len ? (struct str){ s.at, len } : NOTHING;
}

/* ---- e-mail ---- */

struct str email_local(struct str s)
{
    const char *at = s.len ? memchr(s.at, '@', s.len) : NULL;

    return first_bytes(s, at ? (size_t)(at - s.at) : s.len);
}

struct str email_domain(struct str s)
{
    size_t i = s.len;

    while (i > 0 && s.at[i - 1] != '@')
        i--;
    return i == 0 || i == s.len ? NOTHING : str_from(s, i - 1);
}

struct str email_whole(struct str s)
{
    size_t at = run(s, 0, s.len, is_local), top = s.len;

    if (at == 0 || at == s.len || s.at[at] != '@' || at + 1 + run(s, at + 1, s.len, is_domain) != s.len)
        return NOTHING;
    while (top > at + 1 && is_letter(s.at[top - 1]))
        top--;
    return s.len - top >= 2 && top > at + 2 && s.at[top - 1] == '.' ? s : NOTHING;
}

/* ---- postcode: where its parts end, 0 when they are not there ---- */

static size_t district_end(struct str s)
{
    size_t area = run(s, 0, 2, is_letter);

    if (area == 0 || run(s, area, 1, is_digit) == 0)
        return 0;
    return area + 1 + run(s, area + 1, 1, is_either);
}

static size_t sector_end(struct str s)
{
    size_t n = district_end(s);

    return n && n + 1 < s.len && s.at[n] == ' ' && is_digit(s.at[n + 1]) ? n + 2 : 0;
}

struct str postcode_area(struct str s)
{
    return first_bytes(s, run(s, 0, 2, is_letter));
}

struct str postcode_district(struct str s)
{
    return first_bytes(s, district_end(s));
}

struct str postcode_sector(struct str s)
{
    return first_bytes(s, sector_end(s));
}

struct str postcode_whole(struct str s)
{
    size_t n = sector_end(s);

    return n && s.len == n + 2 && run(s, n, 2, is_letter) == 2 ? s : NOTHING;
}
