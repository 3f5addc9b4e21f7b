/*
 * web/throttle - how often a form that is open to everyone may be sent: so often an hour by
 * one caller, and so often an hour by all together.
 *
 * A caller is a number made of its address and a secret drawn at each start: it tells one
 * caller from another while the process runs, and nobody from anybody after. No address is
 * kept, and the numbers of the last hour are all that is in memory.
 */
#ifndef WEB_THROTTLE_H
#define WEB_THROTTLE_H

#include <pthread.h>

#include "base/date.h"

#define THROTTLE_ONE 5  /* an hour by one caller */
#define THROTTLE_ALL 40 /* an hour by all */

struct throttle {
    pthread_mutex_t lock;
    struct {
        uint64_t caller;
        int64_t at_ms;
    } taken[THROTTLE_ALL]; /* the last ones, in a ring */
    size_t next, len;
};

void throttle_open(struct throttle *t);
void throttle_close(struct throttle *t);

/* May this caller send once more? Then it is counted; else *wait_seconds says how long not. Any thread. */
bool throttle_take(struct throttle *t, uint64_t caller, struct instant now, int64_t *wait_seconds);

/* The number that stands for an address. */
uint64_t throttle_caller(struct str secret, struct str address);

#endif
