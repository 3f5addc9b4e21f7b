/*
 * web/review_page - a review of an alert comes in by the form on its page.
 *
 * The form says which review was the newest when the page was made. A second
 * send of the same is taken for what it is and adds nothing; if somebody else
 * has reviewed the alert meanwhile, the page comes back and says so. Whatever
 * is kept stands beside its audit entry, in one transaction.
 */
#ifndef WEB_REVIEW_PAGE_H
#define WEB_REVIEW_PAGE_H

#include "web/route.h"

bool review_page(struct request *rq, struct reply *rp, struct err *err);

#endif
