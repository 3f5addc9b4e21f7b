/*
 * web/gzip - the one door to zlib for replies: text made smaller for who takes it.
 *
 * The same bytes give the same bytes: no name and no time stand in it. All its
 * memory is the arena's, so the cap holds.
 */
#ifndef WEB_GZIP_H
#define WEB_GZIP_H

#include "base/buf.h"

#define GZIP_LEAST 1024 /* bytes from which on it is worth the while */

/* Is a body of that type text? What is compressed already is not. */
bool gzip_suits(const char *type);
/* *out = `body` as gzip. false when memory was refused or nothing would be saved: send it as it is. */
bool gzip_make(struct str body, struct arena *a, struct str *out) MUST_USE;

#endif
