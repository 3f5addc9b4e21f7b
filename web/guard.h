/*
 * web/guard - is this the head of a request that every program on its way reads alike?
 *
 * Two programs that disagree where a request ends let the second half of one
 * body become a request of its own ("smuggling"). So whatever could be read in
 * two ways is refused, not mended, before a byte of the body is read, and the
 * connection is closed after it: two lengths, a length and chunks, two Hosts,
 * a space before the colon, a length written with a sign, a version that is
 * neither 1.0 nor 1.1, a body where none belongs.
 *
 * Pure: it knows no network, so it is fuzzed as it stands. What libmicrohttpd
 * hides from it is said in docs/decisions/0060.
 */
#ifndef WEB_GUARD_H
#define WEB_GUARD_H

#include "web/request.h"

#define GUARD_HEAD_MAX (16 << 10) /* bytes of all names and values together */

struct guard_body { /* what the head says will follow it */
    bool chunked;
    int64_t bytes;  /* 0 when there is none, and when it comes in chunks */
    bool expects;   /* the client waits for 100 before it sends it */
};

/*
 * out     *body
 * fails   ERR_INPUT or ERR_LIMIT, with *status 400, 411, 414, 417, 431, 501 or 505
 */
bool guard_check(const struct head *head, struct guard_body *body, int *status, struct err *err) MUST_USE;

/* A name or address as it stands in a Host header, with or without a port. */
bool guard_is_host(struct str host);

struct str guard_header(const struct head *head, const char *name); /* the first of that name, or "" */

/* Did another program pass it on? Then two programs read it, and its connection carries no second one. */
bool guard_is_forwarded(const struct head *head);

#endif
