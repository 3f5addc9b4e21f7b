/*
 * store - the one room that knows which database we are on.
 *
 * One SQLite file (WAL, synchronous=FULL, STRICT tables, foreign keys). One
 * process writes, held by a lock file; any number read. Inside that process
 * one connection writes and checkpoints, and threads' changes are committed in
 * groups; readers use a pool of read-only connections.
 *
 * Every statement lives in store/sql/NAME.sql; the build proves it against the
 * real schema and makes a typed function of it (build/gen/store/sql.h, included below):
 *
 *     struct sql_agency_by_code_out row;
 *     bool found;
 *     if (!sql_agency_by_code(t, &(struct sql_agency_by_code_in){ .code = code }, a, &row, &found, err))
 *         return false;
 *
 * No other room holds SQL, and no room builds SQL from strings.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/buf.h"
#include "base/date.h"

struct store;

enum store_mode {
    STORE_READ,  /* read-only; any number at once */
    STORE_WRITE, /* the one writer; ERR_CLASH says who holds it */
};

/* A value that may be NULL in the store. A text that is NULL has .at == NULL. */
struct maybe_int {
    bool some;
    int64_t n;
};
struct maybe_real {
    bool some;
    double x;
};

/* Makes a new, empty store with the newest schema. fails ERR_CLASH when the file is there already. */
bool store_create(const char *path, struct err *err) MUST_USE;

/*
 * fails  ERR_MISSING no such file; ERR_CLASH another process writes (its pid is said);
 *        ERR_STORE not a store, damaged, or of a newer safekeep than this one.
 * An older schema is migrated when opened for writing, in one transaction a step.
 */
bool store_open(struct store **out, const char *path, enum store_mode mode, struct err *err) MUST_USE;
void store_close(struct store **s); /* accepts NULL */

/* A verified copy of the whole store while it is in use; `to` appears only when complete. */
bool store_backup(struct store *s, const char *to, struct err *err) MUST_USE;
/* Checks `from` (integrity, foreign keys, schema) and puts it at `to`; refuses to overwrite. */
bool store_restore(const char *from, const char *to, struct err *err) MUST_USE;

/* Looks through the whole store: every page, index and reference. fails ERR_STORE when damaged. */
bool store_check(struct store *s, struct err *err) MUST_USE;

/*
 * Makes what was overwritten or deleted in earlier transactions gone from the files: what is deleted is
 * overwritten at once, but the log beside the store still holds older pages, until it is emptied here.
 * *done is false while somebody still reads an older state; then try again later.
 */
bool store_forget(struct store *s, bool *done, struct err *err) MUST_USE;

enum txn_kind { TXN_READ, TXN_WRITE };

/*
 * A transaction undoes itself unless txn_commit() said otherwise:
 *
 *     struct txn t _cleanup_(txn_end) = { 0 };
 *     if (!txn_begin(&t, store, TXN_WRITE, actor, now, err))
 *         return false;
 *
 * txn_commit() fails with ERR_BUG while a statement's `audit:` event is owed:
 * one that ran, and no audit entry of that event was added in this transaction.
 * A commit whose outcome is unknown sets err->unknown and the store refuses
 * all further work: close it and open it again to learn what is true.
 */
struct txn {
    struct store *store;
    struct str actor;   /* who the changes are recorded under */
    struct instant now;
    void *within;       /* the connection; store/sqlite.c's own */
    uint64_t owed, paid; /* audit events, a bit each */
    int64_t changed;    /* rows the last write touched */
    int64_t last_id;    /* rowid the last insert made */
    enum txn_kind kind;
    bool open;
};
bool txn_begin(struct txn *t, struct store *s, enum txn_kind kind, struct str actor,
               struct instant now, struct err *err) MUST_USE;
bool txn_commit(struct txn *t, struct err *err) MUST_USE;
void txn_end(struct txn *t);

/*
 * For threads that change little and often: runs `change` inside a transaction
 * that may hold other threads' changes too, each undone alone when it fails,
 * and returns when the disk has it (group commit).
 */
typedef bool (*store_change_fn)(struct txn *t, void *with, struct err *err);
bool store_change(struct store *s, struct str actor, struct instant now, store_change_fn change,
                  void *with, struct err *err) MUST_USE;

/* A running SELECT of many rows: sql_NAME_begin(), then sql_NAME_next() until ROW_NONE. */
enum row { ROW_FAILED, ROW_NONE, ROW_SOME };
struct query {
    struct txn *txn;
    void *statement;
};
void query_end(struct query *q); /* safe on a zeroed one */

#include "store/sql.h"

#endif
