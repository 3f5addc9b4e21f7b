/*
 * web/alert_page - one alert: what was seen, what was to be expected, why it
 * stands out, where, its past, how to repeat it, and what people said of it.
 *
 * The page asks; it finds nothing out about anybody. What it says of chance
 * allows for all that was looked at with it.
 */
#ifndef WEB_ALERT_PAGE_H
#define WEB_ALERT_PAGE_H

#include "web/alert_view.h"
#include "web/route.h"

/* What a person chose, when the form comes back with something to mend. */
struct alert_asked {
    struct str verdict, reason, reviewer;
    const char *verdict_error, *reason_error, *reviewer_error;
    bool clash; /* somebody else reviewed the alert meanwhile */
};

bool alert_page(struct request *rq, struct reply *rp, struct err *err);

/* The alert of rq->id. fails ERR_MISSING. */
bool alert_asked_for(const struct request *rq, const struct shot_alert **out,
                     struct err *err) MUST_USE;
/* The page with the form as it was filled; NULL: empty. */
bool alert_reply(struct request *rq, const struct shot_alert *a, const struct alert_asked *asked,
                 struct reply *rp, struct err *err) MUST_USE;

/* Its parts, each in a file of its own. */
bool alert_fill_past(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                     struct err *err) MUST_USE;
bool alert_fill_where(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                      struct err *err) MUST_USE;
bool alert_fill_review(struct request *rq, const struct shot_alert *a,
                       const struct alert_asked *asked, struct alert_view *v,
                       struct err *err) MUST_USE;
/* One line of the list of alerts (web/alerts_page). */
bool alerts_row_fill(struct request *rq, const struct shot_alert *a, struct alerts_row *row,
                     struct err *err) MUST_USE;

#endif
