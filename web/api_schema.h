/*
 * web/api_schema - what each JSON reply is made of, as the OpenAPI document says it.
 *
 * Written shortly, one thing a line (web/api_schema.c), and spelled out as JSON
 * Schema on the way out. An object has the members named and no others, so a
 * test can hold every reply against it (web/fits_test.h): a member added
 * tomorrow is described, or the test is red.
 */
#ifndef WEB_API_SCHEMA_H
#define WEB_API_SCHEMA_H

#include "base/json.h"

/* "#/components/schemas/alerts": of what is answered at a route's path; NULL when nobody said. */
const char *api_schema_at(const char *path);
/* The members of components.schemas, into an object that is open. */
void api_schemas(struct json_out *j);

#endif
