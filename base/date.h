/*
 * base/date - days, months and instants.
 *
 * A date is a count of days since 1970-01-01 in the proleptic Gregorian
 * calendar; a month is a count since January of year 0; an instant is
 * milliseconds since 1970 in UTC. They are different types because passing one
 * for another is the commonest bug in this trade. "Now" is never fetched here:
 * whoever needs today is given it, so every run repeats.
 *
 * Partners in England and Wales write local time; instant_from_local() applies
 * British Summer Time as it has been since 1996 (last Sunday of March 01:00 UTC
 * to last Sunday of October 01:00 UTC).
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/buf.h"

struct date {
    int32_t days;
};
struct month {
    int32_t n; /* year * 12 + (1..12) - 1 */
};
struct instant {
    int64_t ms;
};

/* Years 1900 to 2999: what is outside is a slip, not a date. false when there is no such day. */
bool date_make(int year, int month, int day, struct date *out) MUST_USE;
void date_split(struct date d, int *year, int *month, int *day);
bool date_read(struct str s, struct date *out) MUST_USE;     /* YYYY-MM-DD only */
void buf_add_date(struct buf *b, struct date d);             /* 2025-10-31 */
void buf_add_date_words(struct buf *b, struct date d);       /* 31 October 2025 */
void buf_add_date_short(struct buf *b, struct date d);       /* 31 Oct 2025 */
int date_weekday(struct date d);                             /* 0 = Monday ... 6 = Sunday */
const char *date_weekday_word(int weekday);                  /* Monday ... */

bool month_make(int year, int month, struct month *out) MUST_USE;
bool month_read(struct str s, struct month *out) MUST_USE;   /* YYYY-MM only */
struct month month_of(struct date d);
struct date month_first(struct month m);
struct date month_last(struct month m);
int month_year(struct month m);
int month_of_year(struct month m);                           /* 1..12 */
const char *month_word(int month_of_year);                   /* January ... */
void buf_add_month(struct buf *b, struct month m);           /* 2025-10 */
void buf_add_month_words(struct buf *b, struct month m);     /* October 2025 */
void buf_add_month_short(struct buf *b, struct month m);     /* Oct 2025 */

struct instant instant_make(struct date d, int minute_of_day); /* UTC */
struct instant instant_from_local(struct date d, int minute_of_day); /* London's wall clock */
struct date instant_local_date(struct instant t);
int instant_local_minute(struct instant t);                  /* 0..1439 */
void buf_add_instant(struct buf *b, struct instant t);       /* 2025-10-31T09:15:00Z */

#endif
