/* web/areas_page - every area of the partnership in one table, to find one's own and to compare. */
#ifndef WEB_AREAS_PAGE_H
#define WEB_AREAS_PAGE_H

#include "web/route.h"

bool areas_page(struct request *rq, struct reply *rp, struct err *err);

#endif
