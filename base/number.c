#include "base/number.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool number_int(struct str s, int64_t *out)
{
    bool minus = s.len && s.at[0] == '-';
    size_t i = minus || (s.len && s.at[0] == '+');
    int64_t n = 0;

    if (i == s.len)
        return false;
    for (; i < s.len; i++) {
        if (!is_digit(s.at[i]) || __builtin_mul_overflow(n, 10, &n) ||
            __builtin_sub_overflow(n, s.at[i] - '0', &n))
            return false;
    }
    if (minus)
        *out = n; /* built downwards, so that the least number fits too */
    else if (n == INT64_MIN)
        return false;
    else
        *out = -n;
    return true;
}

static size_t digits(struct str s, size_t from)
{
    size_t i = from;

    while (i < s.len && is_digit(s.at[i]))
        i++;
    return i - from;
}

bool number_real(struct str s, double *out)
{
    char text[48], *end;
    size_t i = s.len && (s.at[0] == '-' || s.at[0] == '+');
    size_t whole = digits(s, i), part = 0;

    i += whole;
    if (i < s.len && s.at[i] == '.') {
        part = digits(s, i + 1);
        i += 1 + part;
    }
    if (whole + part == 0 || s.len > 40)
        return false;
    if (i < s.len && (s.at[i] == 'e' || s.at[i] == 'E')) {
        i += i + 1 < s.len && (s.at[i + 1] == '-' || s.at[i + 1] == '+') ? 2 : 1;
        size_t power = digits(s, i);
        if (power == 0)
            return false;
        i += power;
    }
    if (i != s.len)
        return false;
    memcpy(text, s.at, s.len);
    text[s.len] = 0;
    double x = NUMBER_STRTOD(text, &end);
    if (end != text + s.len || !isfinite(x))
        return false;
    *out = x;
    return true;
}

bool number_grouped(struct str s, double *out)
{
    char plain[48];
    size_t n = 0, since = 0;
    bool grouped = false, pointed = false;

    if (s.len > 40)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (c == ',') {
            if (pointed || since == 0 || since > 3 || (grouped && since != 3))
                return false;
            grouped = true;
            since = 0;
            continue;
        }
        if (c == '.') {
            if (grouped && since != 3)
                return false;
            pointed = true;
        }
        if (!pointed && is_digit(c))
            since++;
        plain[n++] = c;
    }
    if (grouped && !pointed && since != 3)
        return false;
    return number_real((struct str){ plain, n }, out);
}
