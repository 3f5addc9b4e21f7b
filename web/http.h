/*
 * web/http - the one door to the network: libmicrohttpd with a thread a connection.
 *
 * It gathers one whole request, hands it to dispatch() and sends one whole
 * reply; it knows no page. What it cannot see is said in docs/decisions.
 */
#ifndef WEB_HTTP_H
#define WEB_HTTP_H

#include "web/site.h"

struct http;

struct http_order {
    struct site *site;
    const char *listen;              /* "127.0.0.1:8080", "[::1]:8080", port 0: any free one */
    const char *certificate, *key;   /* PEM files for TLS; NULL: none */
    unsigned connections;            /* at once; 0: 1,024 */
    unsigned an_address;             /* at once from one address; 0: 64 (loopback: as many as there may be) */
    unsigned head_seconds, body_seconds; /* absolute, from the connection's begin; 0: 10 and 300 */
    struct instant (*now)(void);
    void (*log)(void *with, const char *line); /* no address of a client, no query */
    void *with;
};

/* fails ERR_INPUT for an address or certificate that cannot be used, ERR_CLASH when the port is taken. */
bool http_open(struct http **out, const struct http_order *order, struct err *err) MUST_USE;
unsigned http_port(const struct http *h);
/* Takes no more connections, lets those that are being answered end for at most `seconds`, then cuts them. */
void http_close(struct http **h, unsigned seconds);

#endif
