#include "link/step_date.h"

static const struct str NOTHING = { "", 0 };

/* ---- the calendar: Gregorian before 1582 too, with a year 0 ---- */

static bool is_leap(int y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}

static int days_in(int y, int m)
{
    static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return DAYS[m - 1] + (m == 2 && is_leap(y));
}

/* Days from 1 January of year 0 to that of year y >= 0. */
static int64_t days_before_year(int y)
{
    return y ? 365 * (int64_t)y + (y - 1) / 4 - (y - 1) / 100 + (y - 1) / 400 + 1 : 0;
}

static const int64_t DAYS_TO_1970 = 719528;

static int64_t days_of(int y, int m, int d)
{
    int64_t days = days_before_year(y) - DAYS_TO_1970 + d - 1;

    for (int i = 1; i < m; i++)
        days += days_in(y, i);
    return days;
}

/* As many figures as there are places. */
static void write_figures(int n, int places, char *out)
{
    for (int i = places; i-- > 0; n /= 10)
        out[i] = (char)('0' + n % 10);
}

struct str date_text(int64_t days, char *out)
{
    int y = (int)((days + DAYS_TO_1970) / 366), m = 1;

    while (days_before_year(y + 1) <= days + DAYS_TO_1970)
        y++;
    days += DAYS_TO_1970 - days_before_year(y);
    for (; days >= days_in(y, m); m++)
        days -= days_in(y, m);
    write_figures(y, 4, out);
    out[4] = '-';
    write_figures(m, 2, out + 5);
    out[7] = '-';
    write_figures((int)days + 1, 2, out + 8);
    return (struct str){ out, 10 };
}

/* ---- reading ---- */

/* %Y, %m or %d: as many figures as there are, up to `most`. */
static bool cut_number(struct str *s, size_t most, int *out)
{
    size_t n = 0;

    for (*out = 0; n < most && n < s->len && s->at[n] >= '0' && s->at[n] <= '9'; n++)
        *out = *out * 10 + (s->at[n] - '0');
    *s = str_from(*s, n);
    return n > 0;
}

static bool cut_byte(struct str *s, char byte)
{
    if (byte == 0)
        return true;
    if (s->len == 0 || s->at[0] != byte)
        return false;
    *s = str_from(*s, 1);
    return true;
}

static const struct form {
    char part[4];
    char between; /* 0: nothing */
} FORM[LINK_DATE_FORMS] = {
    [LINK_DATE_ISO] = { "ymd", '-' },       [LINK_DATE_YMD] = { "ymd", 0 },
    [LINK_DATE_YMD_SLASH] = { "ymd", '/' }, [LINK_DATE_DMY_SLASH] = { "dmy", '/' },
    [LINK_DATE_DMY_DASH] = { "dmy", '-' },  [LINK_DATE_DMY_DOT] = { "dmy", '.' },
    [LINK_DATE_MDY_SLASH] = { "mdy", '/' }, [LINK_DATE_MDY_DASH] = { "mdy", '-' },
};

bool form_date(struct str s, enum link_date_form form, int64_t *days)
{
    const struct form *f = &FORM[form];
    int y = 0, m = 0, d = 0;

    s = str_trim(s);
    for (size_t i = 0; i < 3; i++) {
        bool year = f->part[i] == 'y';
        int *to = year ? &y : f->part[i] == 'm' ? &m : &d;
        if ((i && !cut_byte(&s, f->between)) || !cut_number(&s, year ? 4 : 2, to))
            return false;
    }
    if (s.len || m < 1 || m > 12 || d < 1 || d > days_in(y, m))
        return false;
    *days = days_of(y, m, d);
    return true;
}

/* ---- parts ---- */

struct parts {
    struct str year, month, day;
};

static bool is_figures(struct str s, size_t len)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
    return s.len == len;
}

/* "2009", "2009-03", "2009-03-12"; 00 is for what is not known. */
static bool cut_parts(struct str s, struct parts *p)
{
    struct str rest = s;

    p->year = str_cut(&rest, '-');
    p->month = str_cut(&rest, '-');
    p->day = rest;
    if (!is_figures(p->year, 4) || (p->month.len && !is_figures(p->month, 2)) ||
        (p->day.len && !is_figures(p->day, 2)))
        return false;
    if (str_eq(p->month, STR("00")))
        p->month = NOTHING;
    if (str_eq(p->day, STR("00")))
        p->day = NOTHING;
    return true;
}

struct str date_year(struct str s)
{
    struct parts p;

    return cut_parts(s, &p) ? p.year : NOTHING;
}

struct str date_year_month(struct str s)
{
    struct parts p;

    return cut_parts(s, &p) && p.month.len ? (struct str){ s.at, 7 } : NOTHING;
}

struct str date_month_day(struct str s)
{
    struct parts p;

    return cut_parts(s, &p) && p.month.len && p.day.len ? str_from(s, 5) : NOTHING;
}

struct str date_months(struct str s, char *out)
{
    struct str month = date_year_month(s), rest = month;
    int y, m;

    if (month.len == 0 || !cut_number(&rest, 4, &y) || !cut_byte(&rest, '-') || !cut_number(&rest, 2, &m))
        return NOTHING;
    m += 12 * y;
    int places = m < 10 ? 1 : m < 100 ? 2 : m < 1000 ? 3 : m < 10000 ? 4 : m < 100000 ? 5 : 6;
    write_figures(m, places, out);
    return (struct str){ out, (size_t)places };
}
