/*
 * web/cookie - the value of one cookie out of a request's Cookie header (RFC 6265, 4.2).
 *
 * Until there is sign-in no page sets one, so none is believed. What stands
 * twice under one name, as after an attack by a neighbouring host, is no
 * cookie, and neither is a header that is not written as cookies are.
 */
#ifndef WEB_COOKIE_H
#define WEB_COOKIE_H

#include "base/str.h"

#define COOKIE_HEADER_MAX 4096

/* *out within `header`, without quotes. false: there is none of that name, or more than one, or nonsense. */
bool cookie_find(struct str header, struct str name, struct str *out) MUST_USE;

#endif
