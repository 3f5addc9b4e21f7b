/*
 * intake/when - dates, times and periods as partners write them.
 *
 * Days come as ISO 8601 (2025-10-31) or as the British write them: 31/10/2025,
 * 31.10.2025, 31-10-25, 31-Oct-2025, 31 October 2025. Never month first: where
 * the second number cannot be a month the reader says so, because then every
 * other date of that column is in doubt too. A year of two digits lies between
 * 1970 and 2069. The whole text must be the date.
 *
 * Times are London's wall clock, as partners write them; one that says Z or an
 * offset is brought to it.
 */
#ifndef INTAKE_WHEN_H
#define INTAKE_WHEN_H

#include "base/date.h"

bool when_date(struct str s, struct date *out) MUST_USE;

/* "21:15", "21:15:30", "2115", "9.15pm", "9:15 PM": minutes after midnight, seconds left out. */
bool when_clock(struct str s, int *minute) MUST_USE;

/* A date, with a time of day or without (*minute is then -1). */
bool when_time(struct str s, struct date *date, int *minute) MUST_USE;

/* "2025-10", "10/2025", "Oct 2025", "October-25", or a whole date: its month. */
bool when_month(struct str s, struct month *out) MUST_USE;

/*
 * "2025": a calendar year. "2024/25", "2024-25", "2024/2025": April to March.
 * "2025 Q3", "Q3 2025": a calendar quarter; "2024/25 Q1": April to June. A month.
 * false too for "2010-11", which may be a month or a year.
 */
bool when_period(struct str s, struct date *from, struct date *until) MUST_USE;

/* Does it look like a date with the month before the day, 10/31/2025? */
bool when_month_first(struct str s);
/* Does it look like a spreadsheet's number of a day, 45961 or 45961.88? */
bool when_day_number(struct str s);

#endif
