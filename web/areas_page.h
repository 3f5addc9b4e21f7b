/* web/areas_page - every area of the partnership in one table, to find one's own and to compare. */
#ifndef WEB_AREAS_PAGE_H
#define WEB_AREAS_PAGE_H

#include "web/route.h"

bool areas_page(struct request *rq, struct reply *rp, struct err *err);
bool areas_page_csv(struct request *rq, struct reply *rp, struct err *err);
bool areas_page_json(struct request *rq, struct reply *rp, struct err *err);

struct areas_view;
/* fails ERR_MISSING no such category; ERR_INPUT no such level or order; ERR_LIMIT. */
bool areas_view_make(struct request *rq, struct areas_view *out, struct err *err) MUST_USE;

#endif
