#include "base/test.h"
#include "store/fixture.h"
#include "store/within.h"

#include <sys/wait.h>

static const struct instant NOON = { 1772366400000 };

enum { THREADS = 8, EACH = 20 };

struct wish { /* one agency to add */
    char code[24];
    bool fails, forgets;
};

static bool add(struct txn *t, void *with, struct err *err)
{
    const struct wish *w = with;
    struct sql_agency_add_in in = { .code = str_of(w->code), .name = STR("A"),
                                    .sector = STR("police"), .added_ms = t->now.ms };

    if (!sql_agency_add(t, &in, err))
        return false;
    if (w->forgets)
        return true;
    struct sql_audit_add_in entry = { .at_ms = t->now.ms, .actor = t->actor,
                                      .verb = STR("collection"), .event = STR("agency.added"),
                                      .about_kind = STR("agency"), .about_id = t->last_id };
    if (!sql_audit_add(t, &entry, err))
        return false;
    return !w->fails || err_set(err, ERR_INPUT, "not this one");
}

static bool change(struct store *s, struct wish w, struct err *err)
{
    return store_change(s, STR("ann"), NOON, add, &w, err);
}

static bool has(struct store *s, const char *code, struct arena *a, struct err *err)
{
    struct txn x _cleanup_(txn_end) = { 0 };
    struct sql_agency_by_code_out row;
    bool found = false;

    return txn_begin(&x, s, TXN_READ, STR("ann"), NOON, err) &&
           sql_agency_by_code(&x, &(struct sql_agency_by_code_in){ str_of(code) }, a, &row, &found,
                              err) &&
           found;
}

static int count(struct store *s, const char *sql)
{
    struct conn *c = NULL;
    struct err err;
    int n = -1;

    if (!store_lend_reader(s, &c, &err))
        return -1;
    if (!conn_number(c, sql, &n, &err))
        n = -1;
    store_return_reader(s, c);
    return n;
}

TEST(a_change_is_stored_when_it_returns)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(change(f.store, (struct wish){ .code = "a" }, err));
    CHECK(has(f.store, "a", a, err));
}

TEST(a_change_that_fails_leaves_nothing_and_says_why)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    REQUIRE(fixture_open(&f, err));
    CHECK(!change(f.store, (struct wish){ .code = "a", .fails = true }, err));
    CHECK(err->kind == ERR_INPUT && !err->unknown);
    CHECK(!change(f.store, (struct wish){ .code = "b", .forgets = true }, err));
    CHECK(err->kind == ERR_BUG && strstr(err->say, "agency.added"));
    CHECK(count(f.store, "SELECT count(*) FROM agency") == 0);
    CHECK(count(f.store, "SELECT count(*) FROM audit") == 0);
    CHECK(change(f.store, (struct wish){ .code = "a" }, err));
}

static bool commits_by_itself(struct txn *t, void *with, struct err *err)
{
    bool *ended = with;

    *ended = txn_commit(t, err);
    txn_end(t); /* nothing to end here: others may stand in the same transaction */
    return true;
}

TEST(a_change_cannot_end_the_transaction_it_shares)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    bool ended = true;
    REQUIRE(fixture_open(&f, err));
    CHECK(store_change(f.store, STR("ann"), NOON, commits_by_itself, &ended, err));
    CHECK(!ended);
    CHECK(change(f.store, (struct wish){ .code = "a" }, err));
}

TEST(a_change_inside_a_writing_transaction_is_a_bug_and_not_a_wait_for_ever)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct txn x _cleanup_(txn_end) = { 0 };
    REQUIRE(fixture_open(&f, err));
    REQUIRE(txn_begin(&x, f.store, TXN_WRITE, STR("ann"), NOON, err));
    CHECK(!change(f.store, (struct wish){ .code = "a" }, err));
    CHECK(err->kind == ERR_BUG);
    txn_end(&x);
    CHECK(change(f.store, (struct wish){ .code = "a" }, err));
}

TEST(a_store_open_for_reading_takes_no_change)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    REQUIRE(fixture_open(&f, err));
    REQUIRE(store_open(&s, f.path, STORE_READ, err));
    CHECK(!change(s, (struct wish){ .code = "a" }, err));
    CHECK(err->kind == ERR_BUG);
}

struct worker {
    struct store *store;
    int number, good, bad;
};

/* Every third change fails, every fifth forgets its audit entry. */
static void *work(void *with)
{
    struct worker *w = with;

    for (int i = 0; i < EACH; i++) {
        struct wish wish = { .fails = i % 3 == 2, .forgets = i % 5 == 4 };
        struct err err = { 0 };
        (void)snprintf(wish.code, sizeof wish.code, "%d-%d", w->number, i);
        bool good = change(w->store, wish, &err);
        w->good += good;
        w->bad += good != !(wish.fails || wish.forgets);
    }
    return NULL;
}

/* Once: it starts threads. */
TEST_ONCE(changes_of_many_threads_share_commits_and_each_failure_is_undone_alone)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct worker w[THREADS] = { 0 };
    pthread_t thread[THREADS];
    int good = 0;
    char path[128];
    REQUIRE(fixture_open(&f, err));
    (void)snprintf(path, sizeof path, "%s/copy", f.folder);
    for (int i = 0; i < THREADS; i++) {
        w[i] = (struct worker){ .store = f.store, .number = i };
        REQUIRE(pthread_create(&thread[i], NULL, work, &w[i]) == 0);
    }
    bool copied = store_backup(f.store, path, err); /* while they write */
    for (int i = 0; i < THREADS; i++) {
        (void)pthread_join(thread[i], NULL);
        good += w[i].good;
        CHECK(w[i].bad == 0);
    }
    CHECK(count(f.store, "SELECT count(*) FROM agency") == good);
    CHECK(count(f.store, "SELECT count(*) FROM audit") == good);
    CHECK(good == THREADS * 11);
    REQUIRE(copied);
    CHECK(store_check(f.store, err));

    struct store *copy _cleanup_(store_close) = NULL;
    REQUIRE(store_open(&copy, path, STORE_READ, err));
    CHECK(store_check(copy, err));
    CHECK(count(copy, "SELECT (SELECT count(*) FROM agency) = (SELECT count(*) FROM audit)") == 1);
    store_close(&copy);
    (void)unlink(path);
    (void)snprintf(path, sizeof path, "%s/copy-wal", f.folder);
    (void)unlink(path);
    (void)snprintf(path, sizeof path, "%s/copy-shm", f.folder);
    (void)unlink(path);
}

TEST(nothing_is_acknowledged_of_a_store_whose_file_was_moved_or_replaced_until_it_is_back)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    char away[128];
    REQUIRE(fixture_open(&f, err));
    (void)snprintf(away, sizeof away, "%s/away", f.folder);
    REQUIRE(change(f.store, (struct wish){ .code = "first" }, err));
    REQUIRE(rename(f.path, away) == 0);
    CHECK(!change(f.store, (struct wish){ .code = "lost" }, err) && err->kind == ERR_STORE);
    CHECK(!err->unknown && strstr(err->say, "moved, removed or replaced"));
    *err = (struct err){ 0 };
    CHECK(!has(f.store, "first", a, err) && err->kind == ERR_STORE);
    REQUIRE(fixture_write(f.path, "another", 7));
    CHECK(!change(f.store, (struct wish){ .code = "lost" }, err) && err->kind == ERR_STORE);
    REQUIRE(rename(away, f.path) == 0);
    *err = (struct err){ 0 };
    CHECK(change(f.store, (struct wish){ .code = "again" }, err));
    CHECK(has(f.store, "first", a, err) && has(f.store, "again", a, err) && !has(f.store, "lost", a, err));
}

/* Opens the store in a child, says so, and holds it until the pipe is closed. */
static _Noreturn void hold(const char *path, const int tell[2], const int wait[2])
{
    struct store *s = NULL;
    struct err err;
    char byte = store_open(&s, path, STORE_WRITE, &err) ? 'y' : 'n';

    (void)close(wait[1]);
    (void)!write(tell[1], &byte, 1);
    (void)!read(wait[0], &byte, 1);
    (void)change(s, (struct wish){ .code = "child" }, &err);
    (void)raise(SIGKILL); /* no farewell: the lock goes with the process all the same */
    _exit(1);
}

/* Once: it starts a process. */
TEST_ONCE(a_second_process_is_told_who_writes_may_read_and_comes_in_when_that_one_died)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *s _cleanup_(store_close) = NULL;
    int tell[2], wait[2], status;
    char byte = 0, pid_words[32];
    REQUIRE(fixture_open(&f, err));
    store_close(&f.store);
    REQUIRE(pipe(tell) == 0 && pipe(wait) == 0);
    pid_t pid = fork();
    if (pid == 0)
        hold(f.path, tell, wait);
    REQUIRE(pid > 0);
    CHECK(read(tell[0], &byte, 1) == 1 && byte == 'y');
    (void)snprintf(pid_words, sizeof pid_words, "process %lld;", (long long)pid);
    CHECK(!store_open(&s, f.path, STORE_WRITE, err));
    CHECK(err->kind == ERR_CLASH && strstr(err->say, pid_words));
    CHECK(store_open(&s, f.path, STORE_READ, err));
    CHECK(count(s, "SELECT count(*) FROM agency") == 0);
    (void)close(wait[1]);
    CHECK(waitpid(pid, &status, 0) == pid);
    CHECK(count(s, "SELECT count(*) FROM agency") == 1);
    store_close(&s);
    CHECK(store_open(&s, f.path, STORE_WRITE, err));
    CHECK(has(s, "child", a, err));
    (void)close(wait[0]);
    (void)close(tell[0]);
    (void)close(tell[1]);
}
