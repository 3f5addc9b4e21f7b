/*
 * web/upload_page - a partner's file by the browser: chosen, looked through,
 * mended, brought in.
 *
 * Nothing is kept before somebody says "import": the preview is a whole import
 * that is undone. Only from this machine, until there is sign-in.
 */
#ifndef WEB_UPLOAD_PAGE_H
#define WEB_UPLOAD_PAGE_H

#include "web/route.h"

bool upload_page(struct request *rq, struct reply *rp, struct err *err);         /* choose */
bool upload_take(struct request *rq, struct reply *rp, struct err *err);         /* POST: it waits */
bool upload_preview(struct request *rq, struct reply *rp, struct err *err);
bool upload_state_json(struct request *rq, struct reply *rp, struct err *err); /* how far the look is */
bool upload_settle(struct request *rq, struct reply *rp, struct err *err); /* POST: settled, or begun */
bool upload_refused_csv(struct request *rq, struct reply *rp, struct err *err);  /* to mend and send again */

#endif
