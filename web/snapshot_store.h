/* web/snapshot_store - what web/site and web/snapshot's files share: one store and its snapshots. */
#ifndef WEB_SNAPSHOT_STORE_H
#define WEB_SNAPSHOT_STORE_H

#include <pthread.h>
#include <stdatomic.h>

#include "web/snapshot.h"

#define SNAPSHOTS_KEPT 6             /* of other days than the newest */
#define SNAPSHOT_CAP   ((size_t)2 << 30)

struct held_snapshot {
    struct snapshot shot;            /* the first, so that one leads to the other */
    struct arena arena;
    int uses;                        /* under the partnership's lock; the partnership's own counts as one */
    uint64_t last_asked;
    struct partnership *of;
};

/* The counts of one category (or of all together) and flag, at every level. */
struct shot_series {
    bool any;                        /* false: no feed bears it */
    struct stream stream;
    struct compare_base base[COMPARE_LEVELS];
};

struct partnership {
    struct arena arena;
    struct str name, title;
    bool invented, read_only;
    const char *path;
    struct store *reading;

    pthread_mutex_t writing_lock;    /* one change at a time */
    bool lent;                       /* to a command of this machine */
    struct store *writing;           /* NULL: another process has the writing, or nobody may write */

    pthread_mutex_t making;          /* held while a snapshot is counted: one at a time */
    pthread_mutex_t lock;            /* of all below; never held while the store is read */
    struct held_snapshot *newest;
    struct held_snapshot *held[SNAPSHOTS_KEPT]; /* of other days */
    uint64_t asked;
    pthread_t counter;               /* counts the newest while the old one goes on answering */
    bool counter_began, counter_done;
    _Atomic int trouble;             /* enum err_kind: why the newest could not be counted anew */
};

bool partnership_open(struct partnership *p, const char *path, struct str name, bool read_only,
                      struct err *err)
    MUST_USE;
void partnership_close(struct partnership *p);

/* How many entries its audit log has now: what stands on another number is old. */
bool partnership_length(struct partnership *p, int64_t *out, struct err *err) MUST_USE;

/* Counts the newest day's snapshot from the store as it is now, whatever is held already. */
bool snapshot_renew(struct partnership *p, struct err *err) MUST_USE;

/* When no request is answered any more: waits for the counting thread, forgets all snapshots. */
void snapshot_drop_all(struct partnership *p);

/* Fills h->shot from the store. date NULL: the newest day held. */
bool snapshot_fill(struct held_snapshot *h, struct txn *t, const struct date *date, struct err *err) MUST_USE;
bool snapshot_fill_series(struct snapshot *s, const struct census *c, struct arena *a,
                          struct err *err) MUST_USE;
bool snapshot_fill_areas(struct snapshot *s, struct txn *t, struct arena *a, struct err *err) MUST_USE;
bool snapshot_fill_alerts(struct snapshot *s, struct txn *t, struct arena *a, struct err *err) MUST_USE;
bool snapshot_fill_runs(struct snapshot *s, struct txn *t, struct arena *a, struct err *err) MUST_USE;
bool snapshot_fill_reasons(struct snapshot *s, struct txn *t, struct arena *a, struct err *err) MUST_USE;
bool snapshot_fill_files(struct snapshot *s, struct txn *t, struct arena *a, struct err *err) MUST_USE;
bool snapshot_fill_places(struct snapshot *s, struct txn *t, struct arena *a, struct err *err) MUST_USE;

#endif
