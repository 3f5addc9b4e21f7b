/*
 * web/alert_words - how an alert is said, in one place, so that the list, the
 * alert's own page, the CSV and the JSON never say it differently.
 *
 * An alert is a question, not a finding: a count in a place and a period that
 * its own past does not lead one to expect. It knows no person and no cause.
 */
#ifndef WEB_ALERT_WORDS_H
#define WEB_ALERT_WORDS_H

#include "web/snapshot.h"

enum alert_state {             /* what the newest review made of it */
                   ALERT_OPEN, /* nobody has looked into it yet */
                   ALERT_WATCHED,
                   ALERT_ACTED_ON,
                   ALERT_DISMISSED,
                   ALERT_RIGHT,
                   ALERT_FALSE,
                   ALERT_STATES
};
enum alert_state alert_state(const struct shot_alert *a);
enum alert_state alert_state_of(struct str verdict);
const char *alert_state_word(enum alert_state s); /* "Not reviewed", "Watched" */
const char *alert_state_key(enum alert_state s);  /* "open", "watch": CSV, JSON, addresses */

/* Is it in the lists? One whose run no longer stands only where somebody spoke of it. */
bool alert_listed(const struct shot_alert *a);
bool alert_is_cluster(const struct shot_alert *a);
/* The stream it came from; NULL when nothing of that feed is in force any more. */
const struct stream *alert_stream(const struct snapshot *s, const struct shot_alert *a);
struct str alert_category(const struct snapshot *s, const struct shot_alert *a); /* "Robbery" */
struct brief_period alert_period(const struct snapshot *s, const struct shot_alert *a);
struct brief_usual alert_usual(const struct shot_alert *a);
/* The run that found it; NULL when it is not known. */
const struct shot_run *alert_run(const struct snapshot *s, const struct shot_alert *a);
/* Series or circles compared with it at the same time; 0: not known. */
int64_t alert_looked_at(const struct snapshot *s, const struct shot_alert *a);
/* "about once in 3 years": as much by chance alone, anywhere among all that was looked at. */
void alert_add_chance(struct buf *b, const struct snapshot *s, const struct shot_alert *a);

/* "Luton", "Quayside and Market", "Quayside, Market and 2 more wards". fails ERR_LIMIT. */
bool alert_place(const struct snapshot *s, const struct shot_alert *a, struct arena *arena,
                 struct str *out, struct err *err) MUST_USE;
/* Its ward: of a cluster, the one most of its small areas lie in; AREA_NONE when no ward is known.
 */
int alert_ward(const struct snapshot *s, const struct shot_alert *a);
/* Do both speak of one category and have an area in common, or lie in one ward? */
bool alert_related(const struct snapshot *s, const struct shot_alert *a,
                   const struct shot_alert *b);

/* How many such alerts were looked into and found right or false, by the newest word on each. */
struct alert_record {
    int64_t right, not_right, watched, acted_on, dismissed, open;
};
struct alert_record alert_record(const struct snapshot *s, struct str method); /* "": all methods */

#endif
