/*
 * picture/review - what a person says of an alert: what is to be done, or what
 * came of it.
 *
 * "watch", "act" and "dismiss" are decisions; "right" and "false" are what
 * looking into it showed, and only these two say how often such alerts were
 * right. An alert put aside bears a reason out of a list of ours: a free text
 * would sooner or later name somebody. Every word stays: a later one does not
 * rub out an earlier one, and the newest counts.
 */
#ifndef PICTURE_REVIEW_H
#define PICTURE_REVIEW_H

#include "store/store.h"

#define REVIEWER_NAME_MAX 80 /* bytes */

struct review {
    int64_t alert_id;
    struct str reviewer; /* a name from the list; "": whoever t->actor is */
    struct str verdict;
    struct str reason;   /* a code from the list: needed to dismiss; "false" may have one; else "" */
};

bool review_verdict_known(struct str verdict);
/* One line of 1 to REVIEWER_NAME_MAX bytes of UTF-8, without control characters or spaces round it. */
bool reviewer_name_fits(struct str name);

/*
 * Adds the review with its audit entry; the caller commits. `a` lives as long as the call.
 * fails  ERR_INPUT no such verdict or reason; ERR_MISSING no such alert or reviewer;
 *        ERR_CLASH the same alert was reviewed this very moment; ERR_LIMIT, ERR_STORE.
 */
bool review_add(struct txn *t, const struct review *r, struct arena *a, struct err *err) MUST_USE;

#endif
