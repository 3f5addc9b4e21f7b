/*
 * web/error_page - what is shown when something cannot be shown: what went
 * wrong, in the words of the error, and what to do next.
 *
 * In the frame, with the partnership's navigation where there is one. When even
 * that cannot be made (the memory is used up), a page of a few fixed lines.
 * Under /api/ it is JSON: {"error":{"kind":"input","say":"..."}}.
 */
#ifndef WEB_ERROR_PAGE_H
#define WEB_ERROR_PAGE_H

#include "web/route.h"

/* *rp, whatever happens; its status is that of the error's kind, or *rp's own when it was set. */
void error_page(struct request *rq, const struct err *err, struct reply *rp);

#endif
