/*
 * web/job - work on a waiting file that may last longer than somebody waits for
 * a page: looking through it, and importing it.
 *
 * Each has a thread of its own, which the site owns. A page begins one and asks
 * how far it is; closing the browser ends nothing. One import at a time for each
 * partnership; the writing (web/site.h) is taken by one job after the other.
 * What ended stays here to be asked about until its place is needed, so a
 * form sent twice finds the import that the first one began.
 *
 * jobs_stop() lets every job end at its next rows, with its transaction undone.
 * After kill -9 the store undoes it when it is opened next. Either way an import
 * is known by its number, which is the instant the store keeps of it, so that
 * somebody who comes back learns whether it happened. Any thread.
 */
#ifndef WEB_JOB_H
#define WEB_JOB_H

#include <pthread.h>

#include "base/arena.h"
#include "base/err.h"
#include "web/waiting.h"

#define JOBS_KEPT 24

enum job_kind { JOB_LOOK, JOB_IMPORT };
enum job_state { JOB_WAITS, JOB_READS, JOB_WRITES, JOB_COUNTS, JOB_DONE, JOB_FAILED };
const char *job_state_word(enum job_state s); /* "reading the rows"; in documents too */

struct look; /* web/look.h */
struct job;

struct jobs {
    pthread_mutex_t lock;
    pthread_cond_t ended;
    struct job *at; /* JOBS_KEPT */
    bool stopping;
    int64_t last_number;
    uint64_t begun;
};

struct job_order {
    enum job_kind kind;
    const struct waiting *file; /* copied, with its descriptor and whose it is */
    int64_t seq;                /* of a look: the state of the store it is asked of (struct snapshot) */
    struct instant now;
    bool (*run)(struct job *j, struct err *err);
};

/* What a job is about; fixed once it began. What it found is there when it ended. */
struct job {
    enum job_kind kind;
    struct partnership *of;
    struct waiting file;      /* a copy */
    int64_t number, seq;      /* number: milliseconds, the store's at_ms of the import */
    struct arena arena;       /* of what was found */

    const struct look *look;  /* JOB_LOOK, JOB_DONE */
    FILE *refused;            /* JOB_LOOK: rows to be mended, in a file without a name; NULL none */
    int64_t import_id;        /* JOB_IMPORT, JOB_DONE: 0 when exactly this file was in force already */
    struct err err;           /* JOB_FAILED */

    /* What follows is web/job.c's own, under its lock. */
    struct jobs *jobs;
    bool (*run)(struct job *j, struct err *err);
    pthread_t thread;
    bool used, ended, stop;
    int users;
    uint64_t began;           /* the order they began in */
    enum job_state state;
    int64_t bytes, rows;
};

bool jobs_open(struct jobs *all, struct arena *a, struct err *err) MUST_USE;
void jobs_stop(struct jobs *all);                        /* nothing new begins, all end soon */
bool jobs_wait(struct jobs *all, int64_t ms) MUST_USE;   /* until none runs. false: one still does */
void jobs_close(struct jobs *all);                       /* stops, and waits however long it takes */

/*
 * Begins it, or finds the one that is this already: the look at this file with what is said of its
 * columns and this state of the store, the import of this file. Give it back.
 *
 * fails  ERR_CLASH another import of this partnership is under way: *out is that one, to be given back;
 *        else *out is NULL. ERR_LIMIT, ERR_STORE.
 */
bool job_begin(struct jobs *all, const struct job_order *order, struct job **out, struct err *err) MUST_USE;
struct job *job_import_of(struct jobs *all, const void *of, struct str file); /* NULL: none began */
struct job *job_numbered(struct jobs *all, const void *of, int64_t number);
struct job *job_under_way(struct jobs *all, const void *of);             /* an import */
void job_give_back(struct job **j); /* accepts NULL */

/* How far it is. */
struct job_seen {
    enum job_state state;
    int64_t bytes, rows;
    bool ended;
};
struct job_seen job_ask(struct job *j);
bool job_wait(struct job *j, int64_t ms); /* did it end within that? */

/* For the thread itself. false: it is to end now, undoing what it began. */
bool job_goes_on(struct job *j, enum job_state state, int64_t bytes, int64_t rows);

#endif
