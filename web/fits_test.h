/*
 * web/fits - does a reply fit what the OpenAPI document says of it? For tests.
 *
 * Knows as much of JSON Schema as web/api_schema writes, and fails on a word it
 * does not know, so that nothing is held to fit unread.
 */
#ifndef WEB_FITS_TEST_H
#define WEB_FITS_TEST_H

#include "base/json.h"

/* `document`: the whole OpenAPI document. Prints where a reply does not fit, and how. */
bool fits_route(const struct json *document, const char *path, const struct json *reply) MUST_USE;

#endif
