#include "tests/crash/work.h"

#include "store/within.h"
#include "tests/crash/disk.h"

static const struct instant NOON = { 1772366400000 };

enum { NAME_BYTES = 1400 };

/* Every byte of a name follows from its transaction and place, so that half a page is seen. */
static struct str name_of(uint64_t seed, int txn, int i, char out[NAME_BYTES])
{
    struct chance by;
    size_t len;

    chance_open(&by, seed, (uint64_t)(txn * 16 + i));
    len = 1 + (size_t)chance_below(&by, NAME_BYTES);
    for (size_t at = 0; at < len; at++)
        out[at] = (char)('a' + (char)((chance_next(&by) >> 40) % 26));
    return (struct str){ out, len };
}

static int agencies_of(uint64_t seed, int txn)
{
    struct chance by;

    chance_open(&by, seed, (uint64_t)(txn * 16 + 15));
    return 1 + (int)chance_below(&by, 4);
}

/* ---- doing ---- */

struct one {
    uint64_t seed;
    int txn;
};

static bool add(struct txn *t, void *with, struct err *err)
{
    const struct one *one = with;
    char name[NAME_BYTES], code[24];

    for (int i = 0; i < agencies_of(one->seed, one->txn); i++) {
        (void)snprintf(code, sizeof code, "%02d-%d", one->txn, i);
        if (!sql_agency_add(t,
                            &(struct sql_agency_add_in){
                                .code = str_of(code),
                                .name = name_of(one->seed, one->txn, i, name),
                                .sector = STR("police"),
                                .added_ms = t->now.ms },
                            err))
            return false;
    }
    return sql_audit_add(t,
                         &(struct sql_audit_add_in){ .at_ms = t->now.ms,
                                                     .actor = t->actor,
                                                     .verb = STR("collection"),
                                                     .event = STR("agency.added"),
                                                     .about_kind = STR("agency"),
                                                     .about_id = one->txn },
                         err);
}

static bool add_in_own_transaction(struct store *s, struct one *one, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };

    return txn_begin(&t, s, TXN_WRITE, STR("ann"), NOON, err) && add(&t, one, err) &&
           txn_commit(&t, err);
}

static bool add_and_undo(struct store *s, struct one *one, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };

    if (!txn_begin(&t, s, TXN_WRITE, STR("ann"), NOON, err) || !add(&t, one, err))
        return false;
    return err_set(err, ERR_INPUT, "undone on purpose");
}

/* Pages between checkpoints, pages in memory, and in a test of the harness the weaker setting. */
static bool tune(struct store *s, const char *weaken, struct chance *by, struct err *err)
{
    static const int EVERY[] = { 3, 9, 30, 1000 }, CACHE[] = { 8, 2000 };
    struct conn *c = s->writer;
    char sql[120];

    (void)snprintf(sql, sizeof sql, "PRAGMA wal_autocheckpoint=%d; PRAGMA cache_size=%d",
                   EVERY[chance_below(by, 4)], CACHE[chance_below(by, 2)]);
    c->phase = CONN_CHECKING;
    bool good = conn_run(c, sql, err);
    if (good && weaken) {
        (void)snprintf(sql, sizeof sql, "PRAGMA synchronous=%s", weaken);
        good = conn_run(c, sql, err);
    }
    c->phase = CONN_WORKING;
    return good;
}

static bool open_tuned(struct store **s, const struct work *w, struct chance *by)
{
    struct err err;

    return store_open(s, w->path, STORE_WRITE, &err) && tune(*s, w->weaken, by, &err);
}

static void run_one(struct work *w, struct store *s, int txn, struct chance *by)
{
    struct one one = { w->seed, txn };
    struct err err = { 0 };
    uint64_t how = chance_below(by, 8);
    bool good = how == 0  ? add_and_undo(s, &one, &err)
                : how < 4 ? add_in_own_transaction(s, &one, &err)
                          : store_change(s, STR("ann"), NOON, add, &one, &err);

    for (int i = 0; i < txn && good; i++)
        w->spoke_after_unknown |= w->outcome[i] == WORK_UNKNOWN;
    if (w->only_full && !good && !err.unknown && err.kind == ERR_STORE &&
        !strstr(err.say, "the disk is full") && !strstr(err.say, "is not known"))
        w->full_unsaid++, printf("  it says: %s\n", err.say);
    w->outcome[txn] = good ? WORK_YES : err.unknown ? WORK_UNKNOWN : WORK_NO;
    w->told_at[txn] = disk_log()->count;
}

void work_run(struct work *w)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct chance by;

    chance_open(&by, w->seed, 1);
    w->spoke_after_unknown = false;
    w->full_unsaid = 0;
    for (int i = 0; i < w->txns; i++) {
        w->outcome[i] = WORK_NEVER;
        w->told_at[i] = SIZE_MAX;
    }
    if (!open_tuned(&s, w, &by))
        return;
    for (int i = 0; i < w->txns; i++) {
        if (i && chance_below(&by, 12) == 0) {
            store_close(&s);
            for (int j = 0; j < i; j++) /* opened again: whatever was unknown is settled */
                w->outcome[j] = w->outcome[j] == WORK_UNKNOWN ? WORK_NEVER : w->outcome[j];
            if (!open_tuned(&s, w, &by))
                return;
        }
        run_one(w, s, i, &by);
    }
}

bool work_begin(const char *path, struct err *err)
{
    struct disk empty = { .file[DISK_STORE].there = true };

    disk_load(&empty);
    return store_create(path, err);
}

bool work_begin_old(const char *path, struct err *err)
{
    struct disk empty = { .file[DISK_STORE].there = true };
    struct conn *c _cleanup_(conn_close) = NULL;

    disk_load(&empty);
    return conn_open(&c, path, CONN_BUILD, err) &&
           conn_run(c, "PRAGMA application_id=1397115728", err);
}

bool work_is_newest(const char *path)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct err err;
    int version = 0, categories = 0;

    return store_open(&s, path, STORE_WRITE, &err) && conn_check(s->writer, &err) &&
           conn_version(s->writer, &version, &err) && version == schema_newest() &&
           conn_number(s->writer, "SELECT count(*) FROM category", &categories, &err) &&
           categories > 0;
}

/* ---- looking ---- */

/* One agency of the store: it must be one that was meant, letter by letter. */
static bool count_row(const struct work *w, const struct sql_agency_list_out *row,
                      int rows[WORK_TXNS_MAX])
{
    char name[NAME_BYTES];
    int txn = (row->code.at[0] - '0') * 10 + row->code.at[1] - '0', i;

    if (row->code.len != 4 || txn < 0 || txn >= w->txns)
        return false;
    i = row->code.at[3] - '0';
    rows[txn]++;
    return i >= 0 && i < agencies_of(w->seed, txn) &&
           str_eq(row->name, name_of(w->seed, txn, i, name));
}

static bool count_rows(const struct work *w, struct txn *t, int rows[WORK_TXNS_MAX])
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_agency_list_out row;
    struct err err;

    if (!sql_agency_list_begin(&q, t, &err))
        return false;
    for (;;)
        switch (sql_agency_list_next(&q, &row, &err)) {
        case ROW_FAILED: return false;
        case ROW_NONE: return true;
        case ROW_SOME:
            if (!count_row(w, &row, rows))
                return false;
        }
}

static const char *broken_promise(const struct work *w, size_t count, const int rows[WORK_TXNS_MAX],
                                  const struct work_found *found)
{
    bool gap = false;

    for (int i = 0; i < w->txns; i++) {
        bool told = w->told_at[i] <= count;
        if (found->there[i] && rows[i] != agencies_of(w->seed, i))
            return "a transaction is there by half";
        if (!found->there[i] && told && w->outcome[i] == WORK_YES)
            return "an acknowledged commit is lost";
        if (found->there[i] && w->outcome[i] == WORK_NO)
            return "what was refused is there";
        if (found->there[i] && gap)
            return "a later commit is there without an earlier one";
        gap = gap || (!found->there[i] && w->outcome[i] == WORK_YES);
    }
    return NULL;
}

static const char *look(const struct work *w, struct store *s, size_t count,
                        struct work_found *found)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct err err;
    int rows[WORK_TXNS_MAX] = { 0 }, entries = 0, there = 0;

    if (!conn_check(s->writer, &err))
        return "the store is damaged";
    if (!txn_begin(&t, s, TXN_WRITE, STR("ann"), NOON, &err) || !count_rows(w, &t, rows) ||
        !conn_number(s->writer, "SELECT count(*) FROM audit", &entries, &err))
        return "a row is not what was written";
    for (int i = 0; i < w->txns; i++) {
        found->there[i] = rows[i] > 0;
        there += rows[i] > 0;
    }
    if (entries != there)
        return "a change and its audit entry are not together";
    return broken_promise(w, count, rows, found);
}

bool work_holds(const struct work *w, size_t count, struct work_found *found, const char **why)
{
    struct store *s _cleanup_(store_close) = NULL;
    struct err err;

    *why = "the store does not open";
    if (store_open(&s, w->path, STORE_WRITE, &err))
        *why = look(w, s, count, found);
    return *why == NULL;
}
