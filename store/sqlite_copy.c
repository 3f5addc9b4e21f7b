/* store/sqlite_copy - a whole SQLite file: its schema's version, its soundness, its copy. */
#include "store/within.h"

#include <sqlite3.h>

bool conn_number(struct conn *c, const char *sql, int *n, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(c->db, sql, -1, &stmt, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        *n = sqlite3_column_int(stmt, 0);
    (void)sqlite3_finalize(stmt);
    return code == SQLITE_ROW || conn_refused(code, "the store", err);
}

bool conn_version(struct conn *c, int *version, struct err *err)
{
    enum conn_phase before = c->phase;

    c->phase = CONN_CHECKING;
    bool good = conn_number(c, "PRAGMA user_version", version, err);
    c->phase = before;
    return good;
}

/* Does `sql` return no row, or one row whose text is "ok"? */
static bool finds_nothing_wrong(struct conn *c, const char *sql, struct err *err)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(c->db, sql, -1, &stmt, NULL);
    bool good = true;

    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    if (code == SQLITE_ROW) {
        const char *said = (const char *)sqlite3_column_text(stmt, 0);
        good = said && strcmp(said, "ok") == 0;
    }
    (void)sqlite3_finalize(stmt);
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return conn_refused(code, "checking the store", err);
    return good || err_set(err, ERR_STORE, "the store is damaged; restore a backup");
}

bool conn_check(struct conn *c, struct err *err)
{
    enum conn_phase before = c->phase;

    c->phase = CONN_CHECKING;
    bool good = finds_nothing_wrong(c, "PRAGMA integrity_check(1)", err) &&
                finds_nothing_wrong(c, "PRAGMA foreign_key_check", err);
    c->phase = before;
    return good;
}

static bool run_step(struct conn *c, int version, struct err *err)
{
    char stamp[80];

    for (const char *const *text = schema_step(version); *text; text++)
        if (!conn_run(c, *text, err))
            return false;
    (void)snprintf(stamp, sizeof stamp,
                   "PRAGMA application_id=1397115728; PRAGMA user_version=%d", version);
    return finds_nothing_wrong(c, "PRAGMA foreign_key_check", err) && conn_run(c, stamp, err);
}

/* References are checked at the end of a step, not inside it, so that a step may rebuild a table. */
bool conn_migrate(struct conn *c, int version, struct err *err)
{
    enum conn_phase before = c->phase;
    struct err later;

    c->phase = CONN_BUILDING;
    bool good = conn_run(c, "PRAGMA foreign_keys=OFF", err) && conn_begin(c, true, err) &&
                run_step(c, version, err) && conn_commit(c, err);
    if (!good && !conn_undo(c))
        conn_abandon(c);
    if (!conn_run(c, "PRAGMA foreign_keys=ON", good ? err : &later))
        good = false;
    c->phase = before;
    return good;
}

bool conn_copy(struct conn *c, const char *to, struct err *err)
{
    sqlite3 *db = NULL;
    sqlite3_backup *copy = NULL;
    int code = sqlite3_open_v2(to, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);

    /* The whole file is synced once when it is complete; until then it is nobody's. */
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF", NULL, NULL,
                            NULL);
    if (code == SQLITE_OK) {
        copy = sqlite3_backup_init(db, "main", c->db, "main");
        code = copy ? sqlite3_backup_step(copy, -1) : sqlite3_errcode(db);
    }
    int end = sqlite3_backup_finish(copy);
    (void)sqlite3_close_v2(db);
    return (code == SQLITE_DONE && end == SQLITE_OK) ||
           conn_refused(code == SQLITE_DONE ? end : code, "copying the store", err);
}
