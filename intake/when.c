#include "intake/when.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Takes 1 to `most` digits off the front. Returns how many there were, 0 when none or more. */
static size_t take_number(struct str *s, size_t most, int *out)
{
    size_t n = 0;
    int value = 0;

    while (n < s->len && is_digit(s->at[n])) {
        if (n == most)
            return 0;
        value = value * 10 + (s->at[n] - '0');
        n++;
    }
    if (n) {
        *s = str_from(*s, n);
        *out = value;
    }
    return n;
}

static bool take_byte(struct str *s, char c)
{
    if (s->len == 0 || s->at[0] != c)
        return false;
    *s = str_from(*s, 1);
    return true;
}

/* One of / - . or a space between two numbers of a date; the same one both times. */
static char take_between(struct str *s)
{
    char c = s->len ? s->at[0] : 0;

    if (c != '/' && c != '-' && c != '.' && c != ' ')
        return 0;
    *s = str_from(*s, 1);
    return c;
}

/* A month's name, whole or its first three letters ("Sept" too). 0 when it is none. */
static int take_month_name(struct str *s)
{
    size_t n = 0;

    while (n < s->len && is_letter(s->at[n]))
        n++;
    struct str word = { s->at, n };
    for (int m = 1; m <= 12 && n >= 3; m++) {
        struct str name = str_of(month_word(m));
        struct str brief = { name.at, 3 };
        if (str_eq_fold(word, name) || str_eq_fold(word, brief) ||
            (m == 9 && str_eq_fold(word, STR("Sept")))) {
            *s = str_from(*s, n);
            return m;
        }
    }
    return 0;
}

static bool take_year(struct str *s, int *year)
{
    size_t n = take_number(s, 4, year);

    if (n == 2)
        *year += *year < 70 ? 2000 : 1900;
    return n == 2 || n == 4;
}

/* 2025-10-31, 2025/10/31, 20251031 is not taken: it may be anything. */
static bool take_iso(struct str *s, struct date *out)
{
    int y, m, d;
    struct str rest = *s;

    if (take_number(&rest, 4, &y) != 4)
        return false;
    char between = take_between(&rest);
    if ((between != '-' && between != '/') || take_number(&rest, 2, &m) == 0 ||
        take_between(&rest) != between || take_number(&rest, 2, &d) == 0 ||
        !date_make(y, m, d, out))
        return false;
    *s = rest;
    return true;
}

static bool take_british(struct str *s, struct date *out)
{
    int y, m, d;
    struct str rest = *s;

    if (take_number(&rest, 2, &d) == 0)
        return false;
    char between = take_between(&rest);
    if (!between)
        return false;
    if (rest.len && is_letter(rest.at[0])) {
        m = take_month_name(&rest);
        if (m == 0)
            return false;
    } else if (take_number(&rest, 2, &m) == 0)
        return false;
    if (take_between(&rest) != between || !take_year(&rest, &y) || !date_make(y, m, d, out))
        return false;
    *s = rest;
    return true;
}

static bool take_date(struct str *s, struct date *out)
{
    return take_iso(s, out) || take_british(s, out);
}

bool when_date(struct str s, struct date *out)
{
    struct date d;

    s = str_trim(s);
    if (!take_date(&s, &d))
        return false;
    /* Spreadsheets write a day as the midnight it began with. */
    s = str_trim(s);
    if (s.len && !str_eq(s, STR("00:00")) && !str_eq(s, STR("00:00:00")) &&
        !str_eq(s, STR("T00:00:00")))
        return false;
    *out = d;
    return true;
}

static bool take_half(struct str *s, int *hour)
{
    struct str half = str_trim(*s);
    bool am = str_eq_fold(half, STR("am")) || str_eq_fold(half, STR("a.m."));
    bool pm = str_eq_fold(half, STR("pm")) || str_eq_fold(half, STR("p.m."));

    if (!am && !pm)
        return half.len == 0;
    if (*hour < 1 || *hour > 12)
        return false;
    *hour = *hour % 12 + (pm ? 12 : 0);
    *s = STR("");
    return true;
}

/* Seconds, and parts of them, are read past: no feed means them. */
static bool take_seconds(struct str *s, char between)
{
    int seconds, part;

    if (!take_byte(s, between))
        return true;
    if (take_number(s, 2, &seconds) != 2 || seconds > 59)
        return false;
    return !take_byte(s, '.') || take_number(s, 9, &part) > 0;
}

static bool take_clock(struct str *s, int *hour, int *minute)
{
    size_t n = take_number(s, 4, hour);

    if (n >= 3) { /* 2115 */
        *minute = *hour % 100;
        *hour /= 100;
    } else {
        char between = s->len ? s->at[0] : 0;
        if (n == 0 || (between != ':' && between != '.'))
            return false;
        *s = str_from(*s, 1);
        if (take_number(s, 2, minute) != 2 || !take_seconds(s, between))
            return false;
    }
    return *minute <= 59 && *hour <= 23;
}

bool when_clock(struct str s, int *minute)
{
    int h, m;

    s = str_trim(s);
    if (s.len && s.at[0] == 'T')
        s = str_from(s, 1);
    if (!take_clock(&s, &h, &m) || !take_half(&s, &h))
        return false;
    *minute = h * 60 + m;
    return true;
}

/* Z, +01:00, -0500, UTC: minutes east of Greenwich; false when it is something else. */
static bool take_offset(struct str s, int *minutes)
{
    int h, m = 0;

    if (str_eq(s, STR("Z")) || str_eq(s, STR("UTC")) || str_eq(s, STR("GMT"))) {
        *minutes = 0;
        return true;
    }
    if (s.len < 3 || (s.at[0] != '+' && s.at[0] != '-'))
        return false;
    bool west = s.at[0] == '-';
    s = str_from(s, 1);
    size_t n = take_number(&s, 4, &h);
    if (n == 4) {
        m = h % 100;
        h /= 100;
    } else if (n != 2 || (take_byte(&s, ':') && take_number(&s, 2, &m) != 2))
        return false;
    if (s.len || h > 14 || m > 59)
        return false;
    *minutes = west ? -(h * 60 + m) : h * 60 + m;
    return true;
}

bool when_time(struct str s, struct date *date, int *minute)
{
    struct date d;
    int h, m, east;

    s = str_trim(s);
    if (!take_date(&s, &d))
        return false;
    if (s.len == 0) {
        *date = d;
        *minute = -1;
        return true;
    }
    if (s.at[0] != ' ' && s.at[0] != 'T' && s.at[0] != ',')
        return false;
    s = str_trim(str_from(s, 1));
    if (!take_clock(&s, &h, &m))
        return false;
    struct str tail = str_trim(s);
    if (tail.len && take_offset(tail, &east)) {
        struct instant t = instant_make(d, h * 60 + m - east);
        *date = instant_local_date(t);
        *minute = instant_local_minute(t);
        return true;
    }
    if (!take_half(&s, &h))
        return false;
    *date = d;
    *minute = h * 60 + m;
    return true;
}

bool when_month(struct str s, struct month *out)
{
    struct date whole;
    struct str rest;
    int y, m;

    s = str_trim(s);
    if (when_date(s, &whole)) {
        *out = month_of(whole);
        return true;
    }
    rest = s;
    if (take_number(&rest, 4, &y) == 4 && take_between(&rest) && take_number(&rest, 2, &m) &&
        rest.len == 0)
        return month_make(y, m, out);
    rest = s;
    m = take_month_name(&rest);
    if (m == 0 && take_number(&rest, 2, &m) == 0)
        return false;
    return take_between(&rest) && take_year(&rest, &y) && rest.len == 0 && month_make(y, m, out);
}

static bool months(struct month first, int count, struct date *from, struct date *until)
{
    struct month last = { first.n + count - 1 };

    if (month_year(last) > 2999)
        return false;
    *from = month_first(first);
    *until = month_last(last);
    return true;
}

static bool take_quarter(struct str *s, int *quarter)
{
    struct str rest = str_trim(*s);

    if (rest.len < 2 || (rest.at[0] != 'Q' && rest.at[0] != 'q') || rest.at[1] < '1' ||
        rest.at[1] > '4')
        return false;
    *quarter = rest.at[1] - '0';
    *s = str_trim(str_from(rest, 2));
    return true;
}

/* 2024/25, 2024-25, 2024/2025: the second must be the year after the first. */
static bool take_second_year(struct str *s, int year)
{
    int next;
    struct str rest = *s;
    char between = take_between(&rest);

    if (between != '/' && between != '-')
        return false;
    size_t n = take_number(&rest, 4, &next);
    if (!((n == 2 && next == (year + 1) % 100) || (n == 4 && next == year + 1)))
        return false;
    *s = rest;
    return true;
}

/* "2010-11" is November 2010 to one and the year from April 2010 to another. */
static bool is_doubtful(struct str s)
{
    int year, next;

    return take_number(&s, 4, &year) == 4 && take_byte(&s, '-') &&
           take_number(&s, 2, &next) == 2 && next >= 1 && next <= 12 && next == (year + 1) % 100;
}

bool when_period(struct str s, struct date *from, struct date *until)
{
    struct month first;
    int year, quarter = 0;

    s = str_trim(s);
    if (is_doubtful(s))
        return false;
    struct str rest = s;
    (void)take_quarter(&rest, &quarter);
    bool led = quarter > 0;
    if (take_number(&rest, 4, &year) == 4) {
        bool financial = take_second_year(&rest, year);
        if (!led) {
            (void)take_byte(&rest, '-');
            (void)take_quarter(&rest, &quarter);
        }
        if (rest.len == 0 && month_make(year, financial ? 4 : 1, &first)) {
            first.n += quarter ? (quarter - 1) * 3 : 0;
            return months(first, quarter ? 3 : 12, from, until);
        }
    }
    return when_month(s, &first) && months(first, 1, from, until);
}

bool when_month_first(struct str s)
{
    int m, d, y;

    s = str_trim(s);
    if (take_number(&s, 2, &m) == 0 || !take_between(&s) || take_number(&s, 2, &d) == 0 ||
        !take_between(&s) || !take_year(&s, &y))
        return false;
    return m >= 1 && m <= 12 && d > 12 && d <= 31;
}

bool when_day_number(struct str s)
{
    int day, part;

    s = str_trim(s);
    if (take_number(&s, 5, &day) != 5)
        return false;
    if (s.len == 0)
        return true;
    return take_byte(&s, '.') && take_number(&s, 9, &part) > 0 && str_trim(s).len == 0;
}
