#include "base/date.h"

#include "base/number.h"

static const char *const MONTH[] = { "January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December" };
static const char *const WEEKDAY[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday" };

enum { MINUTES_A_DAY = 24 * 60 };
static const int64_t MS_A_MINUTE = 60 * 1000;

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in(int year, int month)
{
    static const int DAYS[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

    return DAYS[month - 1] + (month == 2 && is_leap(year));
}

/* Days from civil and back: eras of 400 years that begin on 1 March. */
static int32_t days_from(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool date_make(int year, int month, int day, struct date *out)
{
    if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1 || day > days_in(year, month))
        return false;
    out->days = days_from(year, month, day);
    return true;
}

void date_split(struct date d, int *year, int *month, int *day)
{
    int z = d.days + 719468;
    int era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = z - era * 146097;
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;

    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m + (m < 10 ? 3 : -9);
    *year = y + era * 400 + (*month <= 2);
}

/* The n digits at `from` as a number, or -1. */
static int digits_at(struct str s, size_t from, size_t n)
{
    int value = 0;

    if (from + n > s.len)
        return -1;
    for (size_t i = from; i < from + n; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return -1;
        value = value * 10 + (s.at[i] - '0');
    }
    return value;
}

bool date_read(struct str s, struct date *out)
{
    if (s.len != 10 || s.at[4] != '-' || s.at[7] != '-')
        return false;
    return date_make(digits_at(s, 0, 4), digits_at(s, 5, 2), digits_at(s, 8, 2), out);
}

void buf_add_date(struct buf *b, struct date d)
{
    int y, m, day;

    date_split(d, &y, &m, &day);
    buf_addf(b, "%04d-%02d-%02d", y, m, day);
}

void buf_add_date_words(struct buf *b, struct date d)
{
    int y, m, day;

    date_split(d, &y, &m, &day);
    buf_addf(b, "%d %s %d", day, MONTH[m - 1], y);
}

void buf_add_date_short(struct buf *b, struct date d)
{
    int y, m, day;

    date_split(d, &y, &m, &day);
    buf_addf(b, "%d %.3s %d", day, MONTH[m - 1], y);
}

int date_weekday(struct date d)
{
    return (int)(((int64_t)d.days + 3) % 7 + 7) % 7; /* 1970-01-01 was a Thursday */
}

const char *date_weekday_word(int weekday)
{
    return WEEKDAY[weekday];
}

bool month_make(int year, int month, struct month *out)
{
    struct date ignored;

    if (!date_make(year, month, 1, &ignored))
        return false;
    out->n = year * 12 + month - 1;
    return true;
}

bool month_read(struct str s, struct month *out)
{
    if (s.len != 7 || s.at[4] != '-')
        return false;
    return month_make(digits_at(s, 0, 4), digits_at(s, 5, 2), out);
}

struct month month_of(struct date d)
{
    int y, m, day;

    date_split(d, &y, &m, &day);
    return (struct month){ y * 12 + m - 1 };
}

int month_year(struct month m)
{
    return m.n / 12;
}

int month_of_year(struct month m)
{
    return m.n % 12 + 1;
}

struct date month_first(struct month m)
{
    return (struct date){ days_from(month_year(m), month_of_year(m), 1) };
}

struct date month_last(struct month m)
{
    return (struct date){ month_first((struct month){ m.n + 1 }).days - 1 };
}

const char *month_word(int of_year)
{
    return MONTH[of_year - 1];
}

void buf_add_month(struct buf *b, struct month m)
{
    buf_addf(b, "%04d-%02d", month_year(m), month_of_year(m));
}

void buf_add_month_words(struct buf *b, struct month m)
{
    buf_addf(b, "%s %d", MONTH[month_of_year(m) - 1], month_year(m));
}

void buf_add_month_short(struct buf *b, struct month m)
{
    buf_addf(b, "%.3s %d", MONTH[month_of_year(m) - 1], month_year(m));
}

struct instant instant_make(struct date d, int minute_of_day)
{
    return (struct instant){ ((int64_t)d.days * MINUTES_A_DAY + minute_of_day) * MS_A_MINUTE };
}

/* 01:00 UTC on the last Sunday of a month of 31 days. */
static struct instant change_of_clocks(int year, int month)
{
    struct date last = { days_from(year, month, 31) };

    last.days -= (date_weekday(last) + 1) % 7;
    return instant_make(last, 60);
}

static bool is_summer(struct instant t)
{
    struct date d = { (int32_t)((t.ms - (t.ms < 0 ? MINUTES_A_DAY * MS_A_MINUTE - 1 : 0)) /
                                (MINUTES_A_DAY * MS_A_MINUTE)) };
    int year = month_year(month_of(d));

    return t.ms >= change_of_clocks(year, 3).ms && t.ms < change_of_clocks(year, 10).ms;
}

struct instant instant_from_local(struct date d, int minute_of_day)
{
    struct instant winter = instant_make(d, minute_of_day);
    struct instant summer = { winter.ms - 60 * MS_A_MINUTE };

    return is_summer(summer) ? summer : winter;
}

static int64_t local_minutes(struct instant t)
{
    int64_t ms = t.ms + (is_summer(t) ? 60 * MS_A_MINUTE : 0);

    return ms >= 0 ? ms / MS_A_MINUTE : -((-ms + MS_A_MINUTE - 1) / MS_A_MINUTE);
}

struct date instant_local_date(struct instant t)
{
    int64_t minutes = local_minutes(t);

    if (minutes < 0)
        minutes -= MINUTES_A_DAY - 1;
    return (struct date){ (int32_t)(minutes / MINUTES_A_DAY) };
}

int instant_local_minute(struct instant t)
{
    return (int)((local_minutes(t) % MINUTES_A_DAY + MINUTES_A_DAY) % MINUTES_A_DAY);
}

void buf_add_instant(struct buf *b, struct instant t)
{
    int64_t seconds = t.ms / 1000 - (t.ms % 1000 < 0);
    int64_t days = seconds / 86400 - (seconds % 86400 < 0);
    int64_t rest = seconds - days * 86400;

    buf_add_date(b, (struct date){ (int32_t)days });
    buf_addf(b, "T%02lld:%02lld:%02lldZ", (long long)(rest / 3600), (long long)(rest / 60 % 60),
             (long long)(rest % 60));
}
