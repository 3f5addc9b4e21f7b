/* web/entry_page - addresses outside any partnership: the first one, our own files, what robots look for. */
#ifndef WEB_ENTRY_PAGE_H
#define WEB_ENTRY_PAGE_H

#include "web/route.h"

bool entry_home(struct request *rq, struct reply *rp, struct err *err);
bool entry_asset(struct request *rq, struct reply *rp, struct err *err);
bool entry_icon(struct request *rq, struct reply *rp, struct err *err);
bool entry_robots(struct request *rq, struct reply *rp, struct err *err);

#endif
