/*
 * link/step_date - dates as a model's steps see them: written ones as DuckDB's try_strptime() reads them,
 * and the parts of a date that was cleaned (link/field.h), of which only a year or a month may be known.
 */
#ifndef LINK_STEP_DATE_H
#define LINK_STEP_DATE_H

#include "link/model.h"

/*
 * A date written in one of the forms: days since 1970. As try_strptime(): blanks
 * around it, one figure for a day or month, fewer than four for a year; the
 * year 0 is there, a 31 February is not.
 */
bool form_date(struct str s, enum link_date_form form, int64_t *days) MUST_USE;

#define DATE_TEXT 12
/* The date as YYYY-MM-DD; out holds DATE_TEXT bytes. Years 0 to 9999. */
struct str date_text(int64_t days, char *out);

/* Parts of a cleaned date: YYYY, YYYY-MM, MM-DD; "" when not all of it is known. */
struct str date_year(struct str s);
struct str date_year_month(struct str s);
struct str date_month_day(struct str s);
/* 12 * year + month, as text. */
struct str date_months(struct str s, char *out);

#endif
