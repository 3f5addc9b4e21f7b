/*
 * web/alerts_page - the alerts of a partnership: those that stand on the day,
 * and earlier ones with what became of them.
 */
#ifndef WEB_ALERTS_PAGE_H
#define WEB_ALERTS_PAGE_H

#include "web/route.h"

bool alerts_page(struct request *rq, struct reply *rp, struct err *err);

#endif
