#include "base/test.h"
#include "store/fixture.h"
#include "store/within.h"

#include <dirent.h>
#include <sys/stat.h>

static const struct instant NOON = { 1772366400000 };

static bool add(struct txn *t, struct str code, struct err *err)
{
    return sql_agency_add(t,
                          &(struct sql_agency_add_in){ .code = code,
                                                       .name = STR("A"),
                                                       .sector = STR("police"),
                                                       .added_ms = NOON.ms },
                          err);
}

static bool pay(struct txn *t, struct err *err)
{
    return sql_audit_add(t,
                         &(struct sql_audit_add_in){ .at_ms = NOON.ms,
                                                     .actor = t->actor,
                                                     .verb = STR("collection"),
                                                     .event = STR("agency.added"),
                                                     .about_kind = STR("agency"),
                                                     .about_id = t->last_id },
                         err);
}

static bool add_paid(struct store *s, struct str code, struct err *err)
{
    struct txn x _cleanup_(txn_end) = { 0 };

    return txn_begin(&x, s, TXN_WRITE, STR("ann"), NOON, err) && add(&x, code, err) &&
           pay(&x, err) && txn_commit(&x, err);
}

/* How many agencies `t` sees; -1 when it cannot look. */
static int agencies_in(struct txn *t, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_agency_list_out row;
    int n = 0;

    if (!sql_agency_list_begin(&q, t, err))
        return -1;
    for (;; n++)
        switch (sql_agency_list_next(&q, &row, err)) {
        case ROW_FAILED: return -1;
        case ROW_NONE: return n;
        case ROW_SOME: break;
        }
}

static int agencies(struct store *s, struct err *err)
{
    struct txn x _cleanup_(txn_end) = { 0 };

    return txn_begin(&x, s, TXN_READ, STR("ann"), NOON, err) ? agencies_in(&x, err) : -1;
}

/* "PATH.NAME", which lives as long as the fixture and goes with fixture_close() when it is a lock. */
static const char *beside(const struct fixture *f, const char *name, char out[128])
{
    (void)snprintf(out, 128, "%s/%s", f->folder, name);
    return out;
}

static int files_in(const char *folder)
{
    DIR *d = opendir(folder);
    int n = 0;

    while (d && readdir(d))
        n++;
    if (d)
        (void)closedir(d);
    return n - 2;
}

/* A statement of our own making, for what no file in store/sql may hold. */
static enum err_kind tried(struct conn *c, const char *sql)
{
    struct err err = { 0 };

    return conn_run(c, sql, &err) ? ERR_NONE : err.kind;
}

/* ---- making and opening ---- */

TEST(a_store_is_made_for_its_owner_alone)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct stat st;
    char path[128];
    REQUIRE(fixture_open(&f, err));
    REQUIRE(store_create(beside(&f, "made", path), err));
    REQUIRE(stat(path, &st) == 0);
    CHECK((st.st_mode & 0777) == 0600);
    (void)unlink(path);
    REQUIRE(add_paid(f.store, STR("a"), err));
    REQUIRE(stat(beside(&f, "store-wal", path), &st) == 0);
    CHECK((st.st_mode & 0777) == 0600);
}

TEST(a_store_that_is_there_is_not_made_anew)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(add_paid(f.store, STR("a"), err));
    CHECK(!store_create(f.path, err));
    CHECK(err->kind == ERR_CLASH);
    CHECK(agencies(f.store, err) == 1);
}

TEST(a_store_that_is_nowhere_is_missing_and_none_is_made)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    char path[128];
    REQUIRE(fixture_open(&f, err));
    CHECK(!store_open(&s, beside(&f, "nowhere", path), STORE_WRITE, err));
    CHECK(err->kind == ERR_MISSING);
    CHECK(!store_open(&s, path, STORE_READ, err));
    CHECK(err->kind == ERR_MISSING);
    CHECK(access(path, F_OK) != 0);
}

TEST(a_file_that_is_no_store_is_refused_and_left_as_it_was)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    static const char note[] = "Dear all, minutes attached. This file is no database at all.";
    char path[128], lock[128], found[sizeof note] = "";
    REQUIRE(fixture_open(&f, err));
    REQUIRE(fixture_write(beside(&f, "note", path), note, sizeof note));
    CHECK(!store_open(&s, path, STORE_READ, err));
    CHECK(err->kind == ERR_STORE);
    CHECK(!store_open(&s, path, STORE_WRITE, err));
    CHECK(err->kind == ERR_STORE);
    FILE *file = fopen(path, "rb");
    CHECK(file && fread(found, 1, sizeof found, file) == sizeof found);
    CHECK(memcmp(found, note, sizeof note) == 0);
    if (file)
        (void)fclose(file);
    REQUIRE(fixture_write(path, "", 0));
    CHECK(!store_open(&s, path, STORE_WRITE, err));
    CHECK(err->kind == ERR_STORE);
    (void)unlink(path);
    (void)unlink(beside(&f, "note.lock", lock));
    (void)unlink(beside(&f, "note-wal", lock));
    (void)unlink(beside(&f, "note-shm", lock));
}

TEST(the_writing_connection_is_set_to_outlast_a_power_cut)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    char head[20] = "";
    int n = 0;
    REQUIRE(fixture_open(&f, err));
    struct conn *c = f.store->writer;
    FILE *file = fopen(f.path, "rb");
    REQUIRE(file && fread(head, 1, sizeof head, file) == sizeof head);
    (void)fclose(file);
    CHECK(head[18] == 2 && head[19] == 2); /* a write-ahead log, by the file format, section 1.3.3 */
    c->phase = CONN_CHECKING;
    CHECK(conn_number(c, "PRAGMA synchronous", &n, err) && n == 2);
    CHECK(conn_number(c, "PRAGMA foreign_keys", &n, err) && n == 1);
    CHECK(conn_number(c, "PRAGMA trusted_schema", &n, err) && n == 0);
    CHECK(conn_number(c, "PRAGMA cell_size_check", &n, err) && n == 1);
    CHECK(conn_number(c, "PRAGMA recursive_triggers", &n, err) && n == 1);
    c->phase = CONN_WORKING;
}

static int version_of(struct conn *c)
{
    struct err err = { 0 };
    int n = -1;

    return conn_version(c, &n, &err) ? n : -1;
}

/* A store whose schema says it is `version`; `empty`: with no table in it. */
static bool make_version(const char *path, int version, bool empty, struct err *err)
{
    struct conn *c _cleanup_(conn_close) = NULL;
    char stamp[96];

    if (empty ? !fixture_write(path, "", 0) : !store_create(path, err))
        return err_set(err, ERR_BUG, "a test could not make its file");
    (void)snprintf(stamp, sizeof stamp, "PRAGMA application_id=1397115728;PRAGMA user_version=%d",
                   version);
    return conn_open(&c, path, CONN_BUILD, err) && conn_run(c, stamp, err);
}

TEST(a_store_of_a_newer_safekeep_is_refused_everywhere)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    char path[128], other[128];
    REQUIRE(fixture_open(&f, err));
    REQUIRE(make_version(beside(&f, "newer", path), schema_newest() + 1, false, err));
    CHECK(!store_open(&s, path, STORE_WRITE, err));
    CHECK(err->kind == ERR_STORE && strstr(err->say, "newer"));
    CHECK(!store_open(&s, path, STORE_READ, err));
    CHECK(err->kind == ERR_STORE && strstr(err->say, "newer"));
    CHECK(!store_restore(path, beside(&f, "back", other), err));
    CHECK(err->kind == ERR_STORE || err->kind == ERR_INPUT);
    CHECK(access(other, F_OK) != 0);
    (void)unlink(path);
    (void)unlink(beside(&f, "newer.lock", other));
    (void)unlink(beside(&f, "newer-wal", other));
    (void)unlink(beside(&f, "newer-shm", other));
}

TEST(an_older_store_is_brought_up_to_date_by_who_writes_and_refused_to_who_only_reads)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    char path[128], other[128];
    REQUIRE(fixture_open(&f, err));
    REQUIRE(make_version(beside(&f, "older", path), 0, true, err));
    CHECK(!store_open(&s, path, STORE_READ, err));
    CHECK(err->kind == ERR_STORE && strstr(err->say, "up to date"));
    REQUIRE(store_open(&s, path, STORE_WRITE, err));
    CHECK(version_of(s->writer) == schema_newest());
    CHECK(store_check(s, err));
    CHECK(add_paid(s, STR("a"), err));
    store_close(&s);
    (void)unlink(path);
    (void)unlink(beside(&f, "older.lock", other));
    (void)unlink(beside(&f, "older-wal", other));
    (void)unlink(beside(&f, "older-shm", other));
}

TEST(a_migration_that_fails_leaves_the_store_as_it_was)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    int n = -1;
    REQUIRE(fixture_open(&f, err));
    CHECK(!conn_migrate(f.store->writer, 1, err)); /* its tables are there already */
    CHECK(version_of(f.store->writer) == schema_newest());
    CHECK(!conn_is_open(f.store->writer));
    f.store->writer->phase = CONN_CHECKING;
    CHECK(conn_number(f.store->writer, "PRAGMA foreign_keys", &n, err) && n == 1);
    f.store->writer->phase = CONN_WORKING;
    CHECK(add_paid(f.store, STR("a"), err));
}

/* ---- one writer ---- */

TEST(a_second_writer_is_told_who_holds_the_store)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    char pid[24], link_to[128];
    REQUIRE(fixture_open(&f, err));
    (void)snprintf(pid, sizeof pid, "process %lld;", (long long)getpid());
    CHECK(!store_open(&s, f.path, STORE_WRITE, err));
    CHECK(err->kind == ERR_CLASH && strstr(err->say, pid));
    REQUIRE(symlink(f.path, beside(&f, "alias", link_to)) == 0);
    CHECK(!store_open(&s, link_to, STORE_WRITE, err));
    CHECK(err->kind == ERR_CLASH);
    (void)unlink(link_to);
    store_close(&f.store);
    CHECK(store_open(&s, f.path, STORE_WRITE, err));
}

/* ---- what a connection may not do ---- */

TEST(a_working_connection_only_reads_and_changes_rows)
{
    static const char *const FORBIDDEN[] = {
        "ATTACH ':memory:' AS other",
        "PRAGMA synchronous=OFF",
        "PRAGMA journal_mode=DELETE",
        "PRAGMA foreign_keys=OFF",
        "PRAGMA writable_schema=ON",
        "CREATE TABLE t (x)",
        "CREATE TEMP TABLE t (x)",
        "CREATE VIEW v AS SELECT 1",
        "CREATE VIRTUAL TABLE v USING fts5 (x)",
        "DROP TABLE audit",
        "DROP TRIGGER audit_is_not_removed",
        "ALTER TABLE audit RENAME TO other",
        "UPDATE sqlite_schema SET sql = ''",
        "DELETE FROM sqlite_sequence",
        "SELECT load_extension('x')",
        "ANALYZE",
        "REINDEX",
    };
    struct fixture f _cleanup_(fixture_close) = { 0 };
    REQUIRE(fixture_open(&f, err));
    for (size_t i = 0; i < COUNT_OF(FORBIDDEN); i++) {
        enum err_kind kind = tried(f.store->writer, FORBIDDEN[i]);
        CHECK(kind == ERR_DENIED || kind == ERR_STORE);
    }
    CHECK(tried(f.store->writer, "UPDATE agency SET name = 'x'") == ERR_NONE);
}

TEST(a_reading_connection_changes_nothing)
{
    static const char *const FORBIDDEN[] = {
        "INSERT INTO agency (code, name, sector, added_ms) VALUES ('a', 'a', 'a', 1)",
        "UPDATE agency SET name = 'x'",
        "DELETE FROM agency",
        "PRAGMA query_only=OFF",
        "PRAGMA wal_checkpoint",
    };
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct conn *c = NULL;
    REQUIRE(fixture_open(&f, err));
    REQUIRE(store_lend_reader(f.store, &c, err));
    for (size_t i = 0; i < COUNT_OF(FORBIDDEN); i++)
        CHECK(tried(c, FORBIDDEN[i]) == ERR_DENIED);
    /* The file itself is open for reading alone, whatever the authorizer would say. */
    c->use = CONN_WRITE;
    CHECK(tried(c, FORBIDDEN[0]) != ERR_NONE);
    c->use = CONN_READ;
    store_return_reader(f.store, c);
}

TEST(the_audit_log_is_only_added_to)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    int n = 0;
    REQUIRE(fixture_open(&f, err));
    REQUIRE(add_paid(f.store, STR("a"), err));
    CHECK(tried(f.store->writer, "DELETE FROM audit") == ERR_DENIED);
    CHECK(tried(f.store->writer, "UPDATE audit SET actor = 'eve'") == ERR_DENIED);
    CHECK(tried(f.store->writer,
                "REPLACE INTO audit (seq, at_ms, actor, verb, event, about_kind, about_id) "
                "SELECT seq, at_ms, 'eve', verb, event, about_kind, about_id FROM audit") ==
          ERR_DENIED);
    CHECK(conn_number(f.store->writer, "SELECT count(*) FROM audit WHERE actor = 'ann'", &n, err));
    CHECK(n == 1);
}

/* ---- transactions ---- */

TEST(what_is_not_committed_is_undone)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(txn_begin(&x, f.store, TXN_WRITE, STR("ann"), NOON, err));
    REQUIRE(add(&x, STR("a"), err) && pay(&x, err));
    txn_end(&x);
    CHECK(agencies(f.store, err) == 0);
    CHECK(!add(&x, STR("a"), err));
    CHECK(err->kind == ERR_BUG);
    CHECK(!txn_commit(&x, err));
    CHECK(err->kind == ERR_BUG);
}

TEST(an_unaudited_change_is_not_committed_and_an_audit_of_another_event_does_not_pay)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(txn_begin(&x, f.store, TXN_WRITE, STR("ann"), NOON, err));
    REQUIRE(add(&x, STR("a"), err));
    x.paid = ~x.owed;
    CHECK(!txn_commit(&x, err));
    CHECK(err->kind == ERR_BUG && strstr(err->say, "agency.added"));
    REQUIRE(pay(&x, err));
    CHECK(txn_commit(&x, err));
    CHECK(agencies(f.store, err) == 1);
}

TEST(a_reading_transaction_runs_no_statement_that_writes)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(txn_begin(&x, f.store, TXN_READ, STR("ann"), NOON, err));
    CHECK(!add(&x, STR("a"), err));
    CHECK(err->kind == ERR_BUG);
}

TEST(a_reader_sees_one_moment_while_another_writes)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *apart _cleanup_(store_close) = NULL;
    struct txn x _cleanup_(txn_end) = { 0 }, r _cleanup_(txn_end) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(store_open(&apart, f.path, STORE_READ, err));
    REQUIRE(add_paid(f.store, STR("a"), err));
    REQUIRE(txn_begin(&r, apart, TXN_READ, STR("bob"), NOON, err));
    CHECK(agencies_in(&r, err) == 1);
    REQUIRE(txn_begin(&x, f.store, TXN_WRITE, STR("ann"), NOON, err));
    REQUIRE(add(&x, STR("b"), err) && pay(&x, err));
    CHECK(agencies_in(&x, err) == 2);
    CHECK(agencies(apart, err) == 1);
    REQUIRE(txn_commit(&x, err));
    CHECK(agencies_in(&r, err) == 1);
    CHECK(agencies(apart, err) == 2);
    txn_end(&r);
    CHECK(!txn_begin(&r, apart, TXN_WRITE, STR("bob"), NOON, err));
    CHECK(err->kind == ERR_BUG);
}

TEST(a_writing_transaction_inside_another_is_a_bug_and_not_a_wait_for_ever)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 }, y _cleanup_(txn_end) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(txn_begin(&x, f.store, TXN_WRITE, STR("ann"), NOON, err));
    CHECK(!txn_begin(&y, f.store, TXN_WRITE, STR("ann"), NOON, err));
    CHECK(err->kind == ERR_BUG);
    REQUIRE(add(&x, STR("a"), err) && pay(&x, err));
    CHECK(txn_commit(&x, err));
}

TEST(an_entry_that_is_there_already_is_a_clash_and_quotes_nothing)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(add_paid(f.store, STR("tom-jones"), err));
    CHECK(!add_paid(f.store, STR("tom-jones"), err));
    CHECK(err->kind == ERR_CLASH && !strstr(err->say, "tom"));
    CHECK(add_paid(f.store, STR("b"), err));
}

TEST(a_statement_can_run_while_it_is_running)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_agency_list_out row;
    int n = 0;
    REQUIRE(fixture_open(&f, err));
    REQUIRE(add_paid(f.store, STR("a"), err) && add_paid(f.store, STR("b"), err));
    REQUIRE(txn_begin(&x, f.store, TXN_READ, STR("ann"), NOON, err));
    REQUIRE(sql_agency_list_begin(&q, &x, err));
    while (sql_agency_list_next(&q, &row, err) == ROW_SOME)
        n += agencies_in(&x, err);
    CHECK(n == 4);
}

TEST(one_row_is_copied_where_its_caller_says_and_none_is_no_error)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    struct sql_agency_by_code_out row = { 0 };
    bool found = true;
    REQUIRE(fixture_open(&f, err));
    REQUIRE(add_paid(f.store, STR("a"), err));
    REQUIRE(txn_begin(&x, f.store, TXN_READ, STR("ann"), NOON, err));
    REQUIRE(sql_agency_by_code(&x, &(struct sql_agency_by_code_in){ STR("z") }, a, &row, &found,
                               err));
    CHECK(!found);
    REQUIRE(sql_agency_by_code(&x, &(struct sql_agency_by_code_in){ STR("a") }, a, &row, &found,
                               err));
    txn_end(&x);
    CHECK(found);
    CHECK_STR(row.sector, STR("police"));
    CHECK(row.id == 1);
}

TEST(what_may_be_absent_comes_back_absent)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_column_map_list_out row;
    REQUIRE(fixture_open(&f, err));
    REQUIRE(add_paid(f.store, STR("a"), err));
    REQUIRE(txn_begin(&x, f.store, TXN_WRITE, STR("ann"), NOON, err));
    struct sql_column_map_put_in put = { .agency_id = 1, .kind = STR("k"), .header = STR("h") };
    REQUIRE(sql_column_map_put(&x, &put, err));
    put.header = STR("i");
    put.field = STR("");
    REQUIRE(sql_column_map_put(&x, &put, err));
    REQUIRE(sql_column_map_list_begin(
        &q, &x, &(struct sql_column_map_list_in){ .agency_id = 1, .kind = STR("k") }, err));
    REQUIRE(sql_column_map_list_next(&q, &row, err) == ROW_SOME);
    CHECK(row.field.at == NULL);
    REQUIRE(sql_column_map_list_next(&q, &row, err) == ROW_SOME);
    CHECK(row.field.at && row.field.len == 0);
    CHECK(sql_column_map_list_next(&q, &row, err) == ROW_NONE);
    query_end(&q);
    CHECK(sql_column_map_list_next(&q, &row, err) == ROW_FAILED);
    put.agency_id = 99;
    CHECK(!sql_column_map_put(&x, &put, err)); /* a reference to nobody */
    CHECK(err->kind == ERR_BUG);
}

/* ---- copies ---- */

TEST(a_backup_is_one_whole_private_file_and_overwrites_nothing)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    struct stat st;
    char path[128], other[128];
    REQUIRE(fixture_open(&f, err));
    REQUIRE(add_paid(f.store, STR("a"), err));
    int before = files_in(f.folder);
    REQUIRE(store_backup(f.store, beside(&f, "copy", path), err));
    CHECK(files_in(f.folder) == before + 1);
    CHECK(stat(path, &st) == 0 && (st.st_mode & 0777) == 0600);
    CHECK(!store_backup(f.store, path, err));
    CHECK(err->kind == ERR_CLASH);
    REQUIRE(store_restore(path, beside(&f, "back", other), err));
    CHECK(files_in(f.folder) == before + 2);
    REQUIRE(store_open(&s, other, STORE_READ, err));
    CHECK(agencies(s, err) == 1);
    store_close(&s);
    CHECK(!store_restore(path, other, err));
    CHECK(err->kind == ERR_CLASH);
    (void)unlink(other);
    (void)unlink(path);
    (void)unlink(beside(&f, "back-wal", other));
    (void)unlink(beside(&f, "back-shm", other));
}

/* Turns every byte of `path` from `from` on. */
static bool damage(const char *path, long from)
{
    FILE *f = fopen(path, "r+b");
    char block[4096];
    size_t len;
    bool good = f && fseek(f, from, SEEK_SET) == 0;

    while (good && (len = fread(block, 1, sizeof block, f)) > 0) {
        for (size_t i = 0; i < len; i++)
            block[i] = (char)~block[i];
        good = fseek(f, -(long)len, SEEK_CUR) == 0 && fwrite(block, 1, len, f) == len &&
               fseek(f, 0, SEEK_CUR) == 0;
    }
    return f ? fclose(f) == 0 && good : false;
}

TEST(a_damaged_backup_is_not_restored)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    char path[128], other[128];
    REQUIRE(fixture_open(&f, err));
    REQUIRE(store_backup(f.store, beside(&f, "copy", path), err));
    REQUIRE(damage(path, 8192));
    int before = files_in(f.folder);
    CHECK(!store_restore(path, beside(&f, "back", other), err));
    CHECK(err->kind == ERR_STORE);
    CHECK(files_in(f.folder) == before);
    (void)unlink(path);
}

TEST(a_store_in_use_is_not_restored_as_if_it_were_a_backup)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    char path[128];
    REQUIRE(fixture_open(&f, err));
    REQUIRE(add_paid(f.store, STR("a"), err));
    CHECK(!store_restore(f.path, beside(&f, "back", path), err));
    CHECK(err->kind == ERR_INPUT);
    CHECK(access(path, F_OK) != 0);
    CHECK(!store_restore(path, f.path, err));
    CHECK(err->kind == ERR_CLASH);
}

TEST(a_damaged_store_is_found_by_its_check)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    REQUIRE(fixture_open(&f, err));
    CHECK(store_check(f.store, err));
    store_close(&f.store);
    REQUIRE(damage(f.path, 8192));
    if (store_open(&s, f.path, STORE_READ, err))
        CHECK(!store_check(s, err));
    CHECK(err->kind == ERR_STORE);
}
