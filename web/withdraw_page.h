/* web/withdraw_page - one file that came in, and taking it back for a reason out of a list. */
#ifndef WEB_WITHDRAW_PAGE_H
#define WEB_WITHDRAW_PAGE_H

#include "web/route.h"

bool file_page(struct request *rq, struct reply *rp, struct err *err);
bool withdraw_page(struct request *rq, struct reply *rp, struct err *err);
bool withdraw_take(struct request *rq, struct reply *rp, struct err *err); /* POST */

#endif
