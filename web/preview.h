/*
 * web/preview - the page of a waiting file: what it would become, from a look at
 * it (web/look.h); while that lasts, how far it is.
 */
#ifndef WEB_PREVIEW_H
#define WEB_PREVIEW_H

#include "web/route.h"
#include "web/upload_view.h"
#include "web/waiting.h"

/* The page: columns, counts, faults. Columns that are not known by themselves are kept in `w`. */
bool preview_show(struct request *rq, struct waiting *w, struct reply *rp,
                  struct err *err) MUST_USE;
bool preview_state_json(struct request *rq, const struct waiting *w, struct reply *rp,
                        struct err *err) MUST_USE;
/* The refused rows as they came, the header first. */
bool preview_refused(struct request *rq, const struct waiting *w, struct reply *rp,
                     struct err *err) MUST_USE;
/* Its address; `last`: "" or "refused.csv". */
bool preview_url(struct request *rq, const struct waiting *w, const char *last, struct url *out,
                 struct err *err) MUST_USE;
/* Does a column's header sound as if a person stood in it? */
bool preview_about_persons(struct str header);

#endif
