/*
 * store/sqlite - one SQLite connection: how it is opened and what it may do.
 *
 * The settings are not options. Each is set and then read back, and a store
 * whose settings do not hold is not opened: WAL with synchronous=FULL is what
 * makes a commit outlast a power cut (docs/decisions/0003). SQLite's own error
 * text may quote a value out of a row, so people are only told its code.
 */
#include "store/within.h"

#include <sqlite3.h>

#define APPLICATION_ID "1397115728" /* "SFKP", in the file's header */

enum { BUSY_MS = 10000 };

/* ---- refusals, in our words ---- */

static bool constraint(int code, const char *label, struct err *err)
{
    switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
        return err_set(err, ERR_CLASH, "%s: there is such an entry already", label);
    case SQLITE_CONSTRAINT_TRIGGER:
        return err_set(err, ERR_DENIED, "%s: a rule of the store forbids this", label);
    default:
        return err_set(err, ERR_BUG, "%s: the store cannot hold this (code %d)", label, code);
    }
}

static bool full(const char *label, struct err *err)
{
    return err_set(err, ERR_STORE,
                   "%s: the disk is full; nothing of this was stored; free some space and do it "
                   "again",
                   label);
}

bool conn_refused(int code, const char *label, struct err *err)
{
    if (code == SQLITE_FULL || code == SQLITE_IOERR_SHMSIZE)
        return full(label, err);
    switch (code & 0xff) {
    case SQLITE_CONSTRAINT: return constraint(code, label, err);
    case SQLITE_NOMEM: return err_memory(err, label);
    case SQLITE_TOOBIG:
        return err_set(err, ERR_LIMIT, "%s: a value is too large for the store", label);
    case SQLITE_READONLY:
        if (code != SQLITE_READONLY)
            return err_set(err, ERR_STORE,
                           "%s: the store cannot be read where nobody may write beside it; ask "
                           "for the right to write in its folder",
                           label);
        /* fall through */
    case SQLITE_AUTH:
        return err_set(err, ERR_DENIED, "%s: this connection may not do that", label);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, ERR_STORE, "%s: could not wait longer for the store; try again",
                       label);
    case SQLITE_NOTADB:
        return err_set(err, ERR_STORE, "%s: the file is not a safekeep store", label);
    case SQLITE_CORRUPT:
        return err_set(err, ERR_STORE, "%s: the store is damaged (code %d); restore a backup",
                       label, code);
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
        return err_set(err, ERR_STORE, "%s: could not read or write the store (code %d)", label,
                       code);
    case SQLITE_MISUSE:
    case SQLITE_RANGE:
    case SQLITE_MISMATCH:
        return err_set(err, ERR_BUG, "%s: the store was asked wrongly (code %d)", label, code);
    default: return err_set(err, ERR_STORE, "%s: the store refused (code %d)", label, code);
    }
}

/* ---- what a connection may do ---- */

static bool may_write(const struct conn *c, const char *table)
{
    return c->use != CONN_READ && (!table || sqlite3_strnicmp(table, "sqlite_", 7) != 0);
}

static int while_working(const struct conn *c, int action, const char *a, const char *b)
{
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT: return SQLITE_OK;
    case SQLITE_INSERT:
    case SQLITE_UPDATE:
    case SQLITE_DELETE: return may_write(c, a) ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_FUNCTION:
        return b && sqlite3_stricmp(b, "load_extension") == 0 ? SQLITE_DENY : SQLITE_OK;
    default: return SQLITE_DENY;
    }
}

/* SQLite asks this at every prepare. a, b: what the action is about (sqlite3.h, "Authorizer"). */
static int may(void *conn, int action, const char *a, const char *b, UNUSED const char *schema,
               UNUSED const char *trigger)
{
    const struct conn *c = conn;

    switch (action) {
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_CREATE_VTABLE:
    case SQLITE_DROP_VTABLE: return SQLITE_DENY;
    case SQLITE_PRAGMA: return c->phase == CONN_WORKING ? SQLITE_DENY : SQLITE_OK;
    default: break;
    }
    if (c->phase == CONN_BUILDING && action != SQLITE_FUNCTION)
        return c->use == CONN_READ ? SQLITE_DENY : SQLITE_OK;
    return while_working(c, action, a, b);
}

/* ---- opening ---- */

struct setting {
    bool read, write, build;    /* which connections */
    const char *set, *ask, *is; /* set: NULL when it is only looked at */
    const char *otherwise;      /* what it means that it is not so */
};
static const struct setting SETTING[] = {
    { true, true, false, NULL, "PRAGMA application_id", APPLICATION_ID,
      "the file is not a safekeep store" },
    { false, true, true, "PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal",
      "the disk cannot hold a write-ahead log; keep the store on a local disk" },
    { true, false, false, NULL, "PRAGMA journal_mode", "wal", "the file is not a safekeep store" },
    { false, true, true, "PRAGMA synchronous=FULL", "PRAGMA synchronous", "2",
      "the store cannot be kept safe against a power cut" },
    { false, true, true, "PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1",
      "the store cannot check its references" },
    { false, true, true, "PRAGMA recursive_triggers=ON", "PRAGMA recursive_triggers", "1",
      "the store cannot guard its audit log" },
    { false, true, true, "PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1",
      "the store cannot overwrite what is deleted" },
    { true, true, true, "PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0",
      "the store cannot be told to mistrust its file" },
    { true, true, true, "PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1",
      "the store cannot be told to look for damage" },
    { true, true, true, "PRAGMA mmap_size=0", NULL, NULL, NULL },
    { true, true, true, "PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2",
      "the store would lay records in temporary files" },
    { false, true, true, "PRAGMA journal_size_limit=67108864", NULL, NULL, NULL },
    { false, true, false, "PRAGMA cache_size=-32768", NULL, NULL, NULL },
    { true, false, false, "PRAGMA cache_size=-8192", NULL, NULL, NULL },
    { true, false, false, "PRAGMA query_only=ON", "PRAGMA query_only", "1",
      "the store cannot be kept from being written to" },
};

bool conn_run(struct conn *c, const char *sql, struct err *err)
{
    int code = sqlite3_exec(c->db, sql, NULL, NULL, NULL);

    return code == SQLITE_OK || conn_refused(code, "the store", err);
}

/* Does the first column of the first row of `sql` read `is`? */
static bool reads(struct conn *c, const char *sql, const char *is, bool *same, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(c->db, sql, -1, &stmt, NULL);
    const char *found = NULL;

    if (code == SQLITE_OK) {
        code = sqlite3_step(stmt);
        found = code == SQLITE_ROW ? (const char *)sqlite3_column_text(stmt, 0) : NULL;
    }
    *same = found && sqlite3_stricmp(found, is) == 0;
    if (code == SQLITE_ROW && !found)
        code = SQLITE_NOMEM;
    (void)sqlite3_finalize(stmt);
    return code == SQLITE_ROW || code == SQLITE_DONE || conn_refused(code, "the store", err);
}

static const char *otherwise_word(const struct setting *s)
{
    return s->otherwise;
}

static bool apply_settings(struct conn *c, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(SETTING); i++) {
        const struct setting *s = &SETTING[i];
        bool same = false;

        if (!(c->use == CONN_READ ? s->read : c->use == CONN_WRITE ? s->write : s->build))
            continue;
        if (s->set && !conn_run(c, s->set, err))
            return false;
        if (s->ask && !reads(c, s->ask, s->is, &same, err))
            return false;
        if (s->ask && !same)
            return err_set(err, ERR_STORE, "%s", otherwise_word(s));
    }
    return true;
}

static bool apply_switches(struct conn *c, struct err *err)
{
    static const struct {
        int what, on;
        bool readers_only;
    } SWITCH[] = {
        { SQLITE_DBCONFIG_DEFENSIVE, 1, false },
        { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, false },
        { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, false },
        { SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, false },
        { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0, false },
        { SQLITE_DBCONFIG_DQS_DML, 0, false },
        { SQLITE_DBCONFIG_DQS_DDL, 0, false },
        { SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, true },
    };

    for (size_t i = 0; i < COUNT_OF(SWITCH); i++) {
        int is = -1;
        if (SWITCH[i].readers_only && c->use != CONN_READ)
            continue;
        if (sqlite3_db_config(c->db, SWITCH[i].what, SWITCH[i].on, &is) != SQLITE_OK ||
            is != SWITCH[i].on)
            return err_set(err, ERR_STORE, "the store's library lacks a safety switch (%d)",
                           SWITCH[i].what);
    }
    (void)sqlite3_limit(c->db, SQLITE_LIMIT_ATTACHED, 0);
    (void)sqlite3_busy_timeout(c->db, BUSY_MS);
    return true;
}

static bool open_file(struct conn *c, const char *label, struct err *err)
{
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE |
                (c->use == CONN_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    int code = sqlite3_open_v2(label, &c->db, flags, NULL);

    if ((code & 0xff) == SQLITE_CANTOPEN && access(label, F_OK) != 0)
        return err_set(err, ERR_MISSING, "there is no store at %s", label);
    return code == SQLITE_OK || conn_refused(code, label, err);
}

static struct conn *new_conn(enum conn_use use)
{
    struct conn *c = calloc(1, sizeof *c);
    struct slot *slot = calloc((size_t)statement_count() + 1, sizeof *slot);

    if (!c || !slot) {
        free(c);
        free(slot);
        return NULL;
    }
    *c = (struct conn){ .use = use, .phase = CONN_SETTING_UP, .slot = slot };
    return c;
}

static bool set_up(struct conn *c, const char *path, struct err *err)
{
    if (!sqlite3_threadsafe())
        return err_set(err, ERR_STORE, "the store's library was built without threads");
    if (!open_file(c, path, err) || !apply_switches(c, err))
        return false;
    (void)sqlite3_set_authorizer(c->db, may, c);
    if (!apply_settings(c, err))
        return false;
    c->phase = c->use == CONN_BUILD ? CONN_BUILDING : CONN_WORKING;
    return true;
}

bool conn_open(struct conn **out, const char *path, enum conn_use use, struct err *err)
{
    struct conn *c = new_conn(use);

    if (!c)
        return err_memory(err, "opening the store");
    if (!set_up(c, path, err)) {
        conn_close(&c);
        return false;
    }
    *out = c;
    return true;
}

void conn_close(struct conn **conn)
{
    struct conn *c = *conn;

    if (!c)
        return;
    for (int i = 0; c->slot && i < statement_count(); i++)
        (void)sqlite3_finalize(c->slot[i].stmt);
    (void)sqlite3_close_v2(c->db);
    free(c->slot);
    free(c);
    *conn = NULL;
}

void conn_abandon(struct conn *c)
{
    (void)sqlite3_db_config(c->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

/* ---- transactions ---- */

bool conn_is_open(const struct conn *c)
{
    return !sqlite3_get_autocommit(c->db);
}

bool conn_begin(struct conn *c, bool writes, struct err *err)
{
    return conn_run(c, writes ? "BEGIN IMMEDIATE" : "BEGIN", err);
}

/*
 * Only these say for sure that nothing was committed. Any other failure may
 * come after the log was written, and recovery may find the commit there.
 */
static bool surely_not_committed(int code)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_CONSTRAINT:
    case SQLITE_FULL: return true;
    default: return false;
    }
}

bool conn_commit(struct conn *c, struct err *err)
{
    int code;

    if (!conn_is_open(c))
        return err_set(err, ERR_STORE,
                       "the change was undone by an earlier failure; do it again from its start");
    code = sqlite3_exec(c->db, "COMMIT", NULL, NULL, NULL);
    if (code == SQLITE_OK)
        return true;
    if (c->use == CONN_READ || surely_not_committed(code))
        return conn_refused(code, "storing the change", err);
    (void)err_set(err, ERR_STORE,
                  "it is not known whether the change was stored (code %d); open the store again "
                  "and look",
                  code);
    err->unknown = true;
    return false;
}

bool conn_undo(struct conn *c)
{
    if (conn_is_open(c))
        (void)sqlite3_exec(c->db, "ROLLBACK", NULL, NULL, NULL);
    return !conn_is_open(c);
}

bool conn_mark(struct conn *c, struct err *err)
{
    return conn_run(c, "SAVEPOINT change", err);
}

bool conn_keep_mark(struct conn *c, struct err *err)
{
    return conn_run(c, "RELEASE change", err);
}

bool conn_undo_mark(struct conn *c, struct err *err)
{
    return conn_run(c, "ROLLBACK TO change", err) && conn_run(c, "RELEASE change", err);
}
