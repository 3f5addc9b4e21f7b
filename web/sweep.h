/*
 * web/sweep - every open connection with the moment by which it must have come further.
 *
 * libmicrohttpd's timeout only notices silence, so 64 sockets that drip a byte
 * each keep everyone else out. Here the deadlines are absolute: when one has
 * passed, the socket is shut down and the thread that waits on it finds its end.
 * Nothing is closed here, so a descriptor cannot be somebody else's by then.
 *
 * When all places are taken the connection that has waited longest without
 * asking anything makes room; one that is being answered never does. So idle
 * crowds cost nobody else the site.
 *
 * "Now" is milliseconds of a clock that never jumps, given by the caller:
 * sweep_pass() is the sweeper's whole work, and tests call it themselves.
 * Any thread may call anything.
 */
#ifndef WEB_SWEEP_H
#define WEB_SWEEP_H

#include "base/arena.h"
#include "base/err.h"
#include "web/listen.h"

enum sweep_wait {
    SWEEP_IDLE,   /* nothing of a request has come */
    SWEEP_HEAD,   /* its first line has */
    SWEEP_BODY,   /* its head has */
    SWEEP_ANSWER, /* all has: it is ours to be quick */
    SWEEP_READER, /* the reply is on its way */
};

int64_t sweep_clock_ms(void); /* that clock */

struct sweep;
struct sweep_place; /* one connection's */

struct sweep_order {
    unsigned most;       /* places; one beyond makes another leave */
    unsigned spare;      /* places for those who are about to be turned away */
    unsigned a_caller;   /* from one address */
};

/* Lies in the arena; sweep_end() before that is closed. fails ERR_LIMIT. */
bool sweep_open(struct sweep **out, const struct sweep_order *order, struct arena *a,
                struct err *err) MUST_USE;
void sweep_end(struct sweep *s);

/* Has this address as many connections as one may have? */
bool sweep_full(struct sweep *s, const struct caller *who);

/* A place for a new connection, idle for at most so long. NULL: not even a spare one is free. */
struct sweep_place *sweep_begin(struct sweep *s, int fd, const struct caller *who, int64_t now_ms,
                                int64_t ms);
/* All places are taken by others who are being served: this one is to be turned away. */
bool sweep_crowded(const struct sweep_place *p);
/* What it waits for now, and how long at most; SWEEP_ANSWER has no limit, SWEEP_HEAD keeps the one it had. */
void sweep_wait(struct sweep *s, struct sweep_place *p, enum sweep_wait wait, int64_t now_ms, int64_t ms);
/* Was it shut down? Then nobody waits for what is being made for it. */
bool sweep_gone(struct sweep *s, const struct sweep_place *p);
/* Before the socket is closed. */
void sweep_leave(struct sweep *s, struct sweep_place *p);

/* Shuts down those past their deadline; returns how many. */
unsigned sweep_pass(struct sweep *s, int64_t now_ms);

/* The end has begun: from now on each reply ought to be its connection's last. */
void sweep_hush(struct sweep *s);
bool sweep_hushed(struct sweep *s);
/* No more requests: who is idle finds the end of the line once what was sent has been read. */
void sweep_deafen(struct sweep *s);
void sweep_cut(struct sweep *s);          /* shuts down all */
unsigned sweep_count(struct sweep *s);    /* connections that are open */
/* Waits until none is open, or for so long. */
bool sweep_wait_empty(struct sweep *s, int64_t ms);

#endif
