/*
 * web/headers - the header lines of a reply of ours, from what the page said of it.
 *
 * Every reply bears the strict ones, an error too: nothing from elsewhere is loaded,
 * nothing is framed, no type is guessed, no address of ours is told to other sites.
 * Only files of the program, whose address holds their content's hash, are kept.
 */
#ifndef WEB_HEADERS_H
#define WEB_HEADERS_H

#include "web/request.h"

struct headers_of {
    bool tls;    /* HSTS: only where the promise can be kept */
    bool close;  /* the connection ends with this reply */
};

/* Value may be NUL-terminated for C's sake: all lie in the arena or the program. fails ERR_LIMIT. */
bool headers_of_reply(const struct reply *rp, struct headers_of how, struct arena *a, struct fields *out,
                      struct err *err) MUST_USE;

/* Does If-None-Match, a list or *, name this ETag (without quotes)? Weak ones count (RFC 9110 13.1.2). */
bool headers_same(struct str if_none_match, struct str etag);

#endif
