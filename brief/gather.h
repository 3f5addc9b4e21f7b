/*
 * brief/gather - fills a brief (brief/brief.h) from the store: the newest run
 * that still stands for that day, the tally, the feeds' notices.
 *
 * It reads and never writes; the same store and day give the same brief. A
 * month (for feeds known to the day, a week) is compared with the area's own
 * earlier ones, and nothing after the brief's day is looked at.
 */
#ifndef BRIEF_GATHER_H
#define BRIEF_GATHER_H

#include "brief/brief.h"
#include "runs/run.h"

/*
 * fails  ERR_MISSING the store holds no incidents by that day; ERR_LIMIT, ERR_STORE.
 * Without a run for that day the brief says so and shows no alerts.
 */
bool gather_brief(struct txn *t, struct date date, struct arena *a, struct brief *out,
                  struct err *err) MUST_USE;

/* The same from a census and its tally up to `date` that were made already, in the same transaction. */
bool gather_counted(struct txn *t, const struct census *c, const struct tally *tally, struct date date,
                    struct arena *a, struct brief *out, struct err *err) MUST_USE;
/* Of the newest day the store holds: what gather_brief() gives for tally_newest_day(). */
bool gather_newest(struct txn *t, struct arena *a, struct brief *out, struct err *err) MUST_USE;

#endif
