/*
 * web/import_page - an import that was begun by the browser: how far it is, and
 * how it ended.
 *
 * Its address is the instant that the store keeps of the import. So it answers
 * after a restart too, when nobody knows of the thread any more: the file came
 * in, or nothing of it did.
 */
#ifndef WEB_IMPORT_PAGE_H
#define WEB_IMPORT_PAGE_H

#include "web/route.h"
#include "web/waiting.h"

bool import_page(struct request *rq, struct reply *rp, struct err *err);
bool import_state_json(struct request *rq, struct reply *rp, struct err *err);

/* Begins it and leads to its page; the same file a second time leads to the first's. */
bool import_begin(struct request *rq, const struct waiting *w, struct reply *rp, struct err *err) MUST_USE;
/* Is one of this waiting file known? Then replies with the way to it. */
bool import_is_begun(struct request *rq, struct str file, bool *begun, struct reply *rp,
                     struct err *err) MUST_USE;

#endif
