/*
 * brief/words - how the brief says a figure, in one place, so that the page,
 * the CSV and the JSON never say it differently.
 *
 * Figures are never said alone: a count comes with its usual range or the
 * words that there is not enough past; what is unknown says why.
 */
#ifndef BRIEF_WORDS_H
#define BRIEF_WORDS_H

#include "brief/brief.h"

#define BRIEF_CANNOT_SAY "this feed cannot say"

const char *brief_verdict_word(enum brief_verdict v);       /* "above usual" */
const char *brief_verdict_key(enum brief_verdict v);        /* "above": CSS classes, CSV, JSON */
const char *brief_split_word(enum brief_split_kind s);      /* "under 25" */
const char *brief_split_key(enum brief_split_kind s);       /* "under_25" */
const char *brief_notice_key(enum brief_notice_kind k);     /* "quiet" */
const char *brief_period_key(enum brief_period_kind k);     /* "month" */
const char *brief_thing_key(enum brief_thing_kind k);       /* "cluster" */
const char *brief_level_key(enum brief_level l);            /* "whole" */

/* "October 2025", "Jan to Oct 2025", "27 Oct to 2 Nov 2025". */
void brief_add_period(struct buf *b, struct brief_period p);
/* "usual 1 to 4", "usual 3", "not enough past to say what is usual" */
void brief_add_usual(struct buf *b, struct brief_usual u);
/* "about once in 3 years"; days must be above 0 */
void brief_add_recurrence(struct buf *b, double days);
/* "October 2025: 8 violence and sexual offences, usual 120 to 180: the feed went quiet" */
void brief_add_notice(struct buf *b, const struct brief_notice *n);
/* "such alerts were right 6 of 10 times", "no record yet: ..." */
void brief_add_record(struct buf *b, int64_t reviewed, int64_t right);
/* "Jan to Oct 2025: 3, 4, none held, 5 (feed doubtful)"; what a sparkline draws */
void brief_add_series(struct buf *b, const struct brief_series *s);

#endif
