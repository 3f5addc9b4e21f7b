/*
 * web/working - what is shown while a file is looked through or imported: how
 * far it is, by a page that says the same without script, and by a document that
 * the page's script asks for each second.
 */
#ifndef WEB_WORKING_H
#define WEB_WORKING_H

#include "web/job.h"
#include "web/route.h"
#include "web/show.h"

#define WORKING_WAIT_MS 800 /* most files are done by then: a page waits that long, and shows the end */

/* `last`: "data/upload" or "data/import"; `id` its part of the address. */
bool working_page(struct request *rq, struct job *j, const char *last, struct str id, struct reply *rp,
                  struct err *err) MUST_USE;
bool working_json(struct request *rq, struct job *j, struct reply *rp, struct err *err) MUST_USE;
/* Something else has to wait for this import: says so, where to see how far it is, and the way `back`. */
bool working_busy(struct request *rq, struct job *j, struct url back, struct reply *rp,
                  struct err *err) MUST_USE;
/* Where an import tells how far it is. */
bool working_url(struct request *rq, const struct job *j, struct url *out, struct err *err) MUST_USE;

#endif
