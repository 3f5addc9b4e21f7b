/*
 * web/http - the one door to the network: libmicrohttpd with a thread a connection.
 *
 * It gathers one whole request, hands it to dispatch() and sends one whole
 * reply; it knows no page. What it cannot see is said in docs/decisions/0060.
 *
 * Deadlines are absolute (web/sweep): a head within head_seconds of the
 * connection's begin or of the reply before it, a body within body_seconds of
 * its head, a reply taken within body_seconds as well. How quickly a page is
 * made is ours, and has none.
 */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include "web/site.h"

struct http;

struct http_order {
    struct site *site;
    const char *listen;              /* "127.0.0.1:8080", "[::1]:8080", port 0: any free one */
    const char *certificate, *key;   /* PEM files for TLS; NULL: none */
    unsigned connections;            /* at once; 0: 1,024. Fewer where the system grants fewer descriptors */
    unsigned an_address;             /* at once from one address; 0: 64 (loopback: as many as there may be) */
    unsigned head_seconds, body_seconds; /* absolute; 0: 10 and 300 */
    struct instant (*now)(void);
    void (*tell)(void *with, const char *line); /* no address of a client, no query; NULL: nowhere */
    void *with;
};

/*
 * fails  ERR_INPUT for an address or certificate that cannot be used, ERR_CLASH when the port is taken,
 *        ERR_DENIED when this account may not have it, ERR_MISSING without the certificate's files
 */
bool http_open(struct http **out, const struct http_order *order, struct err *err) MUST_USE;
unsigned http_port(const struct http *h);
bool http_loopback(const struct http *h); /* reached from this machine alone */

/*
 * Takes no more connections, lets those that are being answered end for at most
 * `seconds`, then cuts them. false: a page is still being made, so neither the site nor
 * *h may be taken apart; the process must end instead.
 */
bool http_close(struct http **h, unsigned seconds) MUST_USE;

#endif
