/* web/snapshot_store - what web/site and web/snapshot share: one partnership's store and its snapshots. */
#ifndef WEB_SNAPSHOT_STORE_H
#define WEB_SNAPSHOT_STORE_H

#include <pthread.h>

#include "web/snapshot.h"

#define SNAPSHOTS_KEPT 8 /* of other days than the newest */

struct held_snapshot {
    struct snapshot shot;  /* the first, so that one leads to the other */
    struct arena arena;
    int uses;              /* under the partnership's lock */
    struct partnership *of;
};

struct partnership {
    struct arena arena;
    struct str name, title;
    bool invented, read_only;
    const char *path;
    struct store *reading;
    pthread_mutex_t lock;
    struct held_snapshot *held[SNAPSHOTS_KEPT];
};

bool partnership_open(struct partnership *p, const char *path, struct str name, bool read_only, struct err *err)
    MUST_USE;
void partnership_close(struct partnership *p);

#endif
