/*
 * store/within - what store/'s own files share; no other room may include it.
 *
 * A conn is one connection to the database, used by one thread at a time. All
 * SQL that is not in store/sql/ (BEGIN, pragmas, checks) stands in sqlite.c,
 * sqlite_statement.c and sqlite_copy.c, which alone know SQLite; above them
 * store.c, change.c, backup.c, lock.c and file.c know only this header, so a
 * second database is a second set of those three files.
 *
 * What a connection may do is asked of the authorizer at each prepare, by its
 * phase: while WORKING nothing but SELECT, and on the writing connection
 * INSERT, UPDATE, DELETE; no pragma, no DDL, no ATTACH, no extension.
 */
#ifndef STORE_WITHIN_H
#define STORE_WITHIN_H

#include "store/store.h"

#include <pthread.h>
#include <stdatomic.h>

/* ---- statements (build/gen/sql.h and statement.c) ---- */

struct statement {
    const char *name;
    bool writes;
    int event; /* a bit of txn.owed; -1: none; -2: this one adds the audit entry */
    const char *text;
};
const struct statement *statement_at(int id);
int statement_count(void);
const char *statement_word(int id);             /* its name */
const char *event_word(uint64_t bits);          /* the name of the lowest event in them */
int schema_newest(void);                        /* the version this program makes */
const char *const *schema_step(int version);    /* that version's statements, NULL after the last */

/* What the generated functions are made of. The put_... remember a failure; bound() tells it. */
bool statement_begin(struct query *q, struct txn *t, int id, bool copies, struct err *err) MUST_USE;
bool statement_bound(struct query *q, struct err *err) MUST_USE;
enum row statement_step(struct query *q, struct err *err) MUST_USE;
bool statement_run(struct query *q, struct err *err) MUST_USE;  /* to its end; no rows */
bool statement_only(struct query *q, struct err *err) MUST_USE; /* ERR_BUG when there is a second row */
bool statement_keep(struct arena *a, struct str *s, struct err *err) MUST_USE;
bool statement_event_known(struct str event, struct err *err) MUST_USE;
bool statement_paid(struct txn *t, struct str event, struct err *err) MUST_USE;

void statement_put_int(struct query *q, int at, int64_t n);
void statement_put_real(struct query *q, int at, double x);
void statement_put_text(struct query *q, int at, struct str s);
void statement_put_bytes(struct query *q, int at, struct str s);
void statement_put_maybe_int(struct query *q, int at, struct maybe_int v);
void statement_put_maybe_real(struct query *q, int at, struct maybe_real v);
void statement_put_maybe_text(struct query *q, int at, struct str s);
void statement_put_maybe_bytes(struct query *q, int at, struct str s);
bool statement_take_int(struct query *q, int column, int64_t *n, struct err *err) MUST_USE;
bool statement_take_real(struct query *q, int column, double *x, struct err *err) MUST_USE;
bool statement_take_text(struct query *q, int column, struct str *s, struct err *err) MUST_USE;
bool statement_take_bytes(struct query *q, int column, struct str *s, struct err *err) MUST_USE;
bool statement_take_maybe_int(struct query *q, int column, struct maybe_int *v, struct err *err)
    MUST_USE;
bool statement_take_maybe_real(struct query *q, int column, struct maybe_real *v, struct err *err)
    MUST_USE;
bool statement_take_maybe_text(struct query *q, int column, struct str *s, struct err *err)
    MUST_USE;
bool statement_take_maybe_bytes(struct query *q, int column, struct str *s, struct err *err)
    MUST_USE;

/* ---- one connection (sqlite*.c) ---- */

enum conn_use {
    CONN_READ,  /* read-only; never checkpoints */
    CONN_WRITE, /* the one that writes and checkpoints */
    CONN_BUILD, /* a file being made or verified, which nobody else knows yet */
};
enum conn_phase { CONN_SETTING_UP, CONN_BUILDING, CONN_WORKING, CONN_CHECKING };

struct slot { /* a prepared statement, kept for the next who needs it */
    struct sqlite3_stmt *stmt;
    struct conn *conn;
    int id;
    int code;    /* the first failed bind */
    bool busy;   /* a query uses it */
    bool spare;  /* the kept one was busy: freed at the end */
    bool copies; /* its texts must outlive the call that binds them */
};
struct conn {
    struct sqlite3 *db;
    enum conn_use use;
    enum conn_phase phase;
    bool in_group;     /* store_change() holds the transaction: nobody else may commit it */
    struct slot *slot; /* statement_count() of them */
    struct conn *next; /* in the pool */
};

/* fails  ERR_MISSING, ERR_STORE (not a store, damaged, settings not as they must be), ERR_LIMIT. */
bool conn_open(struct conn **out, const char *path, enum conn_use use, struct err *err) MUST_USE;
void conn_close(struct conn **c);
/* After an unknown commit: closing must leave the log as it is, for recovery to read. */
void conn_abandon(struct conn *c);

bool conn_begin(struct conn *c, bool writes, struct err *err) MUST_USE;
/* fails  with err->unknown when the disk may or may not have it. */
bool conn_commit(struct conn *c, struct err *err) MUST_USE;
bool conn_undo(struct conn *c) MUST_USE; /* false: the connection is of no more use */
bool conn_is_open(const struct conn *c); /* in a transaction? a bad failure ends it by itself */
bool conn_mark(struct conn *c, struct err *err) MUST_USE;      /* SAVEPOINT */
bool conn_keep_mark(struct conn *c, struct err *err) MUST_USE; /* all since the mark stays */
bool conn_undo_mark(struct conn *c, struct err *err) MUST_USE; /* all since the mark is undone */

bool conn_version(struct conn *c, int *version, struct err *err) MUST_USE;
/* Runs migration `version` in one transaction. */
bool conn_migrate(struct conn *c, int version, struct err *err) MUST_USE;
bool conn_check(struct conn *c, struct err *err) MUST_USE; /* integrity and foreign keys */
/* A copy of one moment of `c` into the empty file `to`. */
bool conn_copy(struct conn *c, const char *to, struct err *err) MUST_USE;
/* Runs SQL of ours that binds nothing, in the phase the connection is in. */
bool conn_run(struct conn *c, const char *sql, struct err *err) MUST_USE;
bool conn_number(struct conn *c, const char *sql, int *n, struct err *err) MUST_USE; /* as it */
/* The SQLite result `code` in our words. `label` is a word of ours for what was being done. */
bool conn_refused(int code, const char *label, struct err *err);

/* ---- the store itself (store.c, change.c) ---- */

enum { STORE_READERS_MAX = 16 };

struct file_id {
    uint64_t device, number; /* 0: it could not be asked */
};
struct change;
struct store {
    char *path; /* absolute, without symbolic links */
    enum store_mode mode;
    struct file_id file; /* which file that was when it was opened */
    int lock; /* the lock file; -1 when reading */
    int lender; /* the socket of who lent the writing (store/lend.h); -1: nobody */
    struct conn *writer;
    pthread_mutex_t writing; /* held from begin to end of a writing transaction */
    pthread_mutex_t pool;
    pthread_cond_t idle_again;
    struct conn *idle;
    int readers; /* open, idle or not */
    atomic_bool broken; /* a commit's outcome is unknown */
    pthread_mutex_t queue;
    struct change *first, *last; /* waiting to be committed, oldest first */
    bool leading;                /* a thread is committing a group */
};
bool store_still_sound(struct store *s, struct err *err) MUST_USE;
/*
 * Is its file still the one at its path? What is written to a file that was removed or replaced is lost
 * with the program's end, and what is read of it is old. fails ERR_STORE.
 */
bool store_still_there(const struct store *s, struct err *err) MUST_USE;
bool store_lend_reader(struct store *s, struct conn **out, struct err *err) MUST_USE;
void store_return_reader(struct store *s, struct conn *c);
/* fails  ERR_BUG while an audit event is owed. */
bool txn_is_paid(const struct txn *t, struct err *err) MUST_USE;
/* Commits the writing connection; an unknown outcome breaks the store. */
bool store_commit_writer(struct store *s, struct err *err) MUST_USE;
void store_undo_writer(struct store *s);

/* ---- files beside the store (lock.c, file.c) ---- */

const char *errno_word(void); /* the system's words for errno */

/* fails  ERR_CLASH with the holder's pid. */
bool lock_take(const char *store_path, int *fd, struct err *err) MUST_USE;
void lock_drop(int *fd);

char *file_joined(const char *a, const char *b) MUST_USE; /* malloc'd; NULL when refused */
struct file_id file_id(const char *path); /* all 0 when nothing is there */
/* An empty file of mode 0600 beside the one named `label`; *out is malloc'd. Close it with file_discard(). */
bool file_begin(const char *label, char **out, struct err *err) MUST_USE;
void file_discard(char **temporary); /* removes it with what the database laid beside it; NULL is fine */
/* Puts the finished file at `to`, durably; ERR_CLASH when something is there. *temporary is freed. */
bool file_publish(char **temporary, const char *to, struct err *err) MUST_USE;
bool file_copy(const char *from, const char *to, struct err *err) MUST_USE;
bool file_is_free(const char *path, struct err *err) MUST_USE; /* ERR_CLASH when something is there */
/* fails  ERR_INPUT when `path` is a store in use: a log of changes lies beside it. */
bool file_is_backup(const char *path, struct err *err) MUST_USE;

#endif
