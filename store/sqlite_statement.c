/* store/sqlite_statement - binds, steps and reads prepared statements, each prepared once. */
#include "store/within.h"

#include <sqlite3.h>

static bool prepare(struct conn *c, struct slot *s, struct err *err)
{
    int code = sqlite3_prepare_v3(c->db, statement_at(s->id)->text, -1,
                                  s->spare ? 0 : SQLITE_PREPARE_PERSISTENT, &s->stmt, NULL);

    return code == SQLITE_OK || conn_refused(code, statement_word(s->id), err);
}

/* The kept statement, or a spare one while that is in use; NULL when refused. */
static struct slot *find_slot(struct conn *c, int id, struct err *err)
{
    struct slot *s = &c->slot[id];

    if (s->busy) {
        s = calloc(1, sizeof *s);
        if (!s) {
            (void)err_memory(err, statement_word(id));
            return NULL;
        }
        s->spare = true;
    }
    s->conn = c;
    s->id = id;
    if (!s->stmt && !prepare(c, s, err)) {
        if (s->spare)
            free(s);
        return NULL;
    }
    return s;
}

bool statement_begin(struct query *q, struct txn *t, int id, bool copies, struct err *err)
{
    struct conn *c = t->within;
    struct slot *s;

    if (!t->open || !c)
        return err_set(err, ERR_BUG, "%s was run outside a transaction", statement_word(id));
    if (t->kind == TXN_READ && statement_at(id)->writes)
        return err_set(err, ERR_BUG, "%s writes, and was run in a reading transaction",
                       statement_word(id));
    if (!store_still_sound(t->store, err))
        return false;
    if (!conn_is_open(c))
        return err_set(err, ERR_STORE,
                       "the change was undone by an earlier failure; do it again from its start");
    s = find_slot(c, id, err);
    if (!s)
        return false;
    s->busy = true;
    s->copies = copies;
    s->code = SQLITE_OK;
    *q = (struct query){ .txn = t, .statement = s };
    return true;
}

void query_end(struct query *q)
{
    struct slot *s = q->statement;

    q->statement = NULL;
    if (!s)
        return;
    s->busy = false;
    if (s->spare) {
        (void)sqlite3_finalize(s->stmt);
        free(s);
        return;
    }
    (void)sqlite3_reset(s->stmt);
    (void)sqlite3_clear_bindings(s->stmt);
}

/* ---- in ---- */

static void note(struct slot *s, int code)
{
    if (s->code == SQLITE_OK)
        s->code = code;
}

void statement_put_int(struct query *q, int at, int64_t n)
{
    struct slot *s = q->statement;

    note(s, sqlite3_bind_int64(s->stmt, at, n));
}

void statement_put_real(struct query *q, int at, double x)
{
    struct slot *s = q->statement;

    note(s, sqlite3_bind_double(s->stmt, at, x));
}

void statement_put_maybe_text(struct query *q, int at, struct str v)
{
    struct slot *s = q->statement;

    note(s, v.at ? sqlite3_bind_text64(s->stmt, at, v.at, v.len,
                                       s->copies ? SQLITE_TRANSIENT : SQLITE_STATIC, SQLITE_UTF8)
                 : sqlite3_bind_null(s->stmt, at));
}

void statement_put_text(struct query *q, int at, struct str v)
{
    statement_put_maybe_text(q, at, v.at ? v : STR(""));
}

void statement_put_maybe_bytes(struct query *q, int at, struct str v)
{
    struct slot *s = q->statement;

    note(s, v.at ? sqlite3_bind_blob64(s->stmt, at, v.at, v.len,
                                       s->copies ? SQLITE_TRANSIENT : SQLITE_STATIC)
                 : sqlite3_bind_null(s->stmt, at));
}

void statement_put_bytes(struct query *q, int at, struct str v)
{
    statement_put_maybe_bytes(q, at, v.at ? v : STR(""));
}

void statement_put_maybe_int(struct query *q, int at, struct maybe_int v)
{
    struct slot *s = q->statement;

    note(s, v.some ? sqlite3_bind_int64(s->stmt, at, v.n) : sqlite3_bind_null(s->stmt, at));
}

void statement_put_maybe_real(struct query *q, int at, struct maybe_real v)
{
    struct slot *s = q->statement;

    note(s, v.some ? sqlite3_bind_double(s->stmt, at, v.x) : sqlite3_bind_null(s->stmt, at));
}

bool statement_bound(struct query *q, struct err *err)
{
    const struct slot *s = q->statement;
    int code = s->code, id = s->id;

    if (code == SQLITE_OK)
        return true;
    query_end(q);
    return conn_refused(code, statement_word(id), err);
}

/* ---- running ---- */

/* What ran owes its audit event, and tells what it changed. */
static void count_change(struct query *q)
{
    struct slot *s = q->statement;
    const struct statement *is = statement_at(s->id);

    if (!is->writes)
        return;
    if (is->event >= 0)
        q->txn->owed |= UINT64_C(1) << is->event;
    q->txn->changed = sqlite3_changes64(s->conn->db);
    q->txn->last_id = sqlite3_last_insert_rowid(s->conn->db);
}

enum row statement_step(struct query *q, struct err *err)
{
    struct slot *s = q->statement;
    int code;

    if (!s) {
        (void)err_set(err, ERR_BUG, "a query was read after its end");
        return ROW_FAILED;
    }
    code = sqlite3_step(s->stmt);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        (void)conn_refused(code, statement_word(s->id), err);
        return ROW_FAILED;
    }
    count_change(q);
    return code == SQLITE_ROW ? ROW_SOME : ROW_NONE;
}

bool statement_only(struct query *q, struct err *err)
{
    struct slot *s = q->statement;

    switch (statement_step(q, err)) {
    case ROW_NONE: return true;
    case ROW_FAILED: return false;
    case ROW_SOME: break;
    }
    return err_set(err, ERR_BUG, "%s found more than the one row it promises",
                   statement_word(s->id));
}

bool statement_run(struct query *q, struct err *err)
{
    struct slot *s = q->statement;

    switch (statement_step(q, err)) {
    case ROW_NONE: return true;
    case ROW_FAILED: return false;
    case ROW_SOME: break;
    }
    return err_set(err, ERR_BUG, "%s found a row and promises none", statement_word(s->id));
}

/* ---- out ---- */

static const char *column_word(const struct slot *s, int column)
{
    const char *name = sqlite3_column_name(s->stmt, column);

    return name ? name : "?";
}

/* Is the value in `column` of SQLite type `want`, or the other one allowed for it? */
static bool is_of(const struct slot *s, int column, int want, int also, struct err *err)
{
    int found = sqlite3_column_type(s->stmt, column);

    return found == want || found == also ||
           err_set(err, ERR_BUG, "%s: column %s holds another type than it promises",
                   statement_word(s->id), column_word(s, column));
}

static bool is_null(const struct query *q, int column)
{
    const struct slot *s = q->statement;

    return sqlite3_column_type(s->stmt, column) == SQLITE_NULL;
}

bool statement_take_int(struct query *q, int column, int64_t *n, struct err *err)
{
    struct slot *s = q->statement;

    if (!is_of(s, column, SQLITE_INTEGER, SQLITE_INTEGER, err))
        return false;
    *n = sqlite3_column_int64(s->stmt, column);
    return true;
}

bool statement_take_real(struct query *q, int column, double *x, struct err *err)
{
    struct slot *s = q->statement;

    if (!is_of(s, column, SQLITE_FLOAT, SQLITE_INTEGER, err))
        return false;
    *x = sqlite3_column_double(s->stmt, column);
    return true;
}

static bool take_run(struct query *q, int column, int type, struct str *v, struct err *err)
{
    struct slot *s = q->statement;

    if (!is_of(s, column, type, type, err))
        return false;
    const void *at = sqlite3_column_blob(s->stmt, column);
    size_t len = (size_t)sqlite3_column_bytes(s->stmt, column);
    if (!at && sqlite3_errcode(s->conn->db) == SQLITE_NOMEM)
        return err_memory(err, statement_word(s->id));
    *v = at ? (struct str){ at, len } : STR("");
    return true;
}

bool statement_take_text(struct query *q, int column, struct str *v, struct err *err)
{
    return take_run(q, column, SQLITE_TEXT, v, err);
}

bool statement_take_bytes(struct query *q, int column, struct str *v, struct err *err)
{
    return take_run(q, column, SQLITE_BLOB, v, err);
}

bool statement_take_maybe_int(struct query *q, int column, struct maybe_int *v, struct err *err)
{
    *v = (struct maybe_int){ .some = !is_null(q, column) };
    return !v->some || statement_take_int(q, column, &v->n, err);
}

bool statement_take_maybe_real(struct query *q, int column, struct maybe_real *v, struct err *err)
{
    *v = (struct maybe_real){ .some = !is_null(q, column) };
    return !v->some || statement_take_real(q, column, &v->x, err);
}

bool statement_take_maybe_text(struct query *q, int column, struct str *v, struct err *err)
{
    *v = (struct str){ 0 };
    return is_null(q, column) || statement_take_text(q, column, v, err);
}

bool statement_take_maybe_bytes(struct query *q, int column, struct str *v, struct err *err)
{
    *v = (struct str){ 0 };
    return is_null(q, column) || statement_take_bytes(q, column, v, err);
}
