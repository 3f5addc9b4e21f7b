/* web/about_page - what is looked at and what is not, and how often an alert is wrong. */
#ifndef WEB_ABOUT_PAGE_H
#define WEB_ABOUT_PAGE_H

#include "web/route.h"

bool about_page(struct request *rq, struct reply *rp, struct err *err);

#endif
