/*
 * web/listen - a socket that listens where an administrator said: "127.0.0.1:8080",
 * "[::1]:8080", "localhost:8080", port 0 for any free one.
 *
 * Addresses are written as numbers: a name is never looked up, so the site cannot
 * come to stand where somebody else's name server says. An IPv6 address takes
 * IPv6 only; who wants both is given --listen twice by a proxy in front.
 */
#ifndef WEB_LISTEN_H
#define WEB_LISTEN_H

#include "base/err.h"
#include "base/str.h"

struct sockaddr;

struct listening {
    int fd;
    bool six;      /* IPv6 */
    unsigned port; /* the one it got */
    bool loopback; /* reached from this machine alone */
};

/*
 * The socket is close-on-exec, and in the caller's hand.
 * fails  ERR_INPUT for what is no address, ERR_CLASH when another program has the port,
 *        ERR_DENIED when this account may not have it, ERR_STORE for anything else
 */
bool listen_open(struct str at, struct listening *out, struct err *err) MUST_USE;

/*
 * As many connections as are wanted, or as many as the system's limit on open files carries beside
 * `spare` more and the stores' own; the limit is raised as far as the system allows.
 */
unsigned listen_room(unsigned connections, unsigned spare);

bool listen_is_loopback(const struct sockaddr *a);
/* Are both ends of a connection on this machine's loopback? */
bool listen_both_loopback(int fd);

/* Has the other end gone? One that only has no more to say is taken for gone too: ask it under load alone. */
bool listen_is_gone(int fd);

/* What one network neighbour has in common: an IPv4 address, or the first 64 bits of an IPv6 one. */
struct caller {
    uint8_t byte[9];
};
struct caller listen_caller(const struct sockaddr *a);

#endif
