/*
 * tests/crash/work - what is done to a store before the power goes, what it was
 * promised, and whether the store that comes back keeps it.
 *
 * Each transaction adds its own agencies with names that fill pages, and one
 * audit entry; some are undone on purpose. A seed chooses how many, how they
 * are committed, when the log is checkpointed and whether the store is closed
 * and opened between.
 */
#ifndef TESTS_CRASH_WORK_H
#define TESTS_CRASH_WORK_H

#include "store/store.h"

enum { WORK_TXNS_MAX = 16 };

enum work_outcome { WORK_NEVER, WORK_NO, WORK_YES, WORK_UNKNOWN };
struct work {
    const char *path;
    const char *weaken; /* a synchronous setting to use instead of FULL, or NULL */
    uint64_t seed;
    int txns;
    enum work_outcome outcome[WORK_TXNS_MAX];
    size_t told_at[WORK_TXNS_MAX]; /* operations in the disk's log when its outcome was told */
    bool spoke_after_unknown;      /* a change was accepted after an outcome was unknown */
    int full_unsaid;               /* refusals that could only be a full disk's and did not say so */
    bool only_full;                /* the fault that is tried is a full disk */
};

/* A fresh, empty store on the disk in memory; `path` becomes an empty file on the real one. */
bool work_begin(const char *path, struct err *err) MUST_USE;
void work_run(struct work *w);

/* A store of an older schema, empty, on the disk; and whether one there opens and is of the newest. */
bool work_begin_old(const char *path, struct err *err) MUST_USE;
bool work_is_newest(const char *path);

/* Which transactions the store now holds, whole. */
struct work_found {
    bool there[WORK_TXNS_MAX];
};
/*
 * Opens the store as a user would, looks through it and closes it again.
 *
 * count  operations done before the cut: what was told later need not be kept
 * *why   a word for what promise was broken
 */
bool work_holds(const struct work *w, size_t count, struct work_found *found, const char **why);

#endif
