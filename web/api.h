/*
 * web/api - for programs: JSON under /api/v1, and the document that describes it.
 *
 * /api/v1/openapi.json (OpenAPI 3.1) is made from ROUTES, so it lists what there
 * is: every GET route whose path begins with /api/v1, its purpose as summary,
 * {place} and {id} as path parameters, the query it takes with the types that
 * api_query() knows. A page's author adds a route under /api/v1 that ends in
 * reply_json(), and it is described. Errors are {"error":{"kind","say"}}.
 */
#ifndef WEB_API_H
#define WEB_API_H

#include "web/route.h"

bool api_openapi(struct request *rq, struct reply *rp, struct err *err);
bool api_partnerships(struct request *rq, struct reply *rp, struct err *err);

struct api_query {
    const char *name;
    const char *type;        /* "string", "integer" */
    const char *format;      /* "date", or NULL */
    const char *pattern;     /* or NULL */
    const char *words;       /* what it means: a sentence without a full stop */
};
const struct api_query *api_query(struct str name); /* NULL: nobody has said what it is */

#endif
