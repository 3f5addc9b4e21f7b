#include "store/lend.h"

#include <pthread.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>

#include "base/test.h"
#include "store/fixture.h"

/* Every test here is run once: it has threads, and some a process, of its own. */

struct server {
    struct fixture f; /* f.store: the writing, while it is not lent */
    struct lend *lend;
    pthread_mutex_t lock;
    pthread_cond_t back;
    int released, taken;
};

static void release(void *with)
{
    struct server *s = with;

    (void)pthread_mutex_lock(&s->lock);
    store_close(&s->f.store);
    s->released++;
    (void)pthread_mutex_unlock(&s->lock);
}

static bool take(void *with, struct err *err)
{
    struct server *s = with;
    bool good;

    (void)pthread_mutex_lock(&s->lock);
    good = store_open(&s->f.store, s->f.path, STORE_WRITE, err);
    s->taken += good;
    (void)pthread_cond_broadcast(&s->back);
    (void)pthread_mutex_unlock(&s->lock);
    return good;
}

static bool serve(struct server *s, struct err *err)
{
    (void)pthread_mutex_init(&s->lock, NULL);
    (void)pthread_cond_init(&s->back, NULL);
    return fixture_open(&s->f, err) &&
           lend_open(&s->lend, &(struct lend_order){ s->f.path, release, take, s }, err);
}

static void end(struct server *s)
{
    lend_close(&s->lend);
    fixture_close(&s->f);
}

/* Until it was taken that often. */
static void wait_taken(struct server *s, int times)
{
    (void)pthread_mutex_lock(&s->lock);
    while (s->taken < times)
        (void)pthread_cond_wait(&s->back, &s->lock);
    (void)pthread_mutex_unlock(&s->lock);
}

static bool can_write(struct store *s, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };

    return txn_begin(&t, s, TXN_WRITE, STR("ann"), (struct instant){ 1 }, err) && txn_commit(&t, err);
}

TEST_ONCE(a_command_borrows_the_writing_and_gives_it_back)
{
    struct server s _cleanup_(end) = { 0 };
    struct store *mine _cleanup_(store_close) = NULL, *other = NULL;

    REQUIRE(serve(&s, err));
    for (int i = 1; i <= 3; i++) {
        REQUIRE(store_borrow(&mine, s.f.path, 60, err));
        CHECK(can_write(mine, err));
        CHECK(!store_open(&other, s.f.path, STORE_WRITE, err) && err->kind == ERR_CLASH);
        CHECK(s.released == i && !s.f.store);
        store_close(&mine);
        wait_taken(&s, i);
        CHECK(can_write(s.f.store, err));
    }
}

/* A command that dies while it writes to the store whose path it reads; begun before a store is open. */
static pid_t doomed(int *path_to)
{
    int pipe_fd[2];
    pid_t child = pipe(pipe_fd) == 0 ? fork() : -1;

    if (child == 0) {
        struct store *mine = NULL;
        struct err err = { 0 };
        struct txn txn;
        char path[100] = "";
        if (read(pipe_fd[0], path, sizeof path) > 0 && store_borrow(&mine, path, 60, &err) &&
            txn_begin(&txn, mine, TXN_WRITE, STR("ann"), (struct instant){ 1 }, &err))
            (void)raise(SIGKILL);
        _exit(1);
    }
    (void)close(pipe_fd[0]);
    *path_to = pipe_fd[1];
    return child;
}

TEST_ONCE(a_command_killed_in_the_middle_leaves_the_server_able_to_write)
{
    struct server s _cleanup_(end) = { 0 };
    int status = 0, path_to;
    pid_t child = doomed(&path_to);

    REQUIRE(child > 0);
    REQUIRE(serve(&s, err));
    REQUIRE(write(path_to, s.f.path, sizeof s.f.path) == sizeof s.f.path);
    (void)close(path_to);
    CHECK(waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    wait_taken(&s, 1);
    CHECK(can_write(s.f.store, err));
    CHECK(store_check(s.f.store, err));
}

struct borrower {
    pthread_t thread;
    const char *path;
    struct store *got;
    struct err err;
};

static void *borrow(void *with)
{
    struct borrower *b = with;

    if (!store_borrow(&b->got, b->path, 60, &b->err))
        b->got = NULL;
    return NULL;
}

TEST_ONCE(commands_wait_for_each_other_and_one_that_will_not_wait_is_told_why)
{
    struct server s _cleanup_(end) = { 0 };
    struct store *mine _cleanup_(store_close) = NULL, *other = NULL;
    struct borrower second = { 0 };

    REQUIRE(serve(&s, err));
    second.path = s.f.path;
    REQUIRE(store_borrow(&mine, s.f.path, 60, err));
    CHECK(!store_borrow(&other, s.f.path, 0, err));
    CHECK(err->kind == ERR_CLASH && strstr(err->say, "one command or page writes at a time"));
    REQUIRE(pthread_create(&second.thread, NULL, borrow, &second) == 0);
    CHECK(can_write(mine, err));
    store_close(&mine);
    (void)pthread_join(second.thread, NULL);
    REQUIRE(second.got);
    CHECK(can_write(second.got, err));
    store_close(&second.got);
    wait_taken(&s, 2);
    CHECK(s.released == 2);
}

/* What a server leaves when it is killed: a socket nobody listens to. */
static bool leave_socket(const char *path)
{
    struct sockaddr_un at = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool good;

    (void)snprintf(at.sun_path, sizeof at.sun_path, "%s.sock", path);
    good = fd >= 0 && bind(fd, (const struct sockaddr *)&at, sizeof at) == 0;
    if (fd >= 0)
        (void)close(fd);
    return good;
}

TEST_ONCE(a_socket_that_a_killed_server_left_means_nothing)
{
    struct server s _cleanup_(end) = { 0 };
    struct store *mine _cleanup_(store_close) = NULL;

    REQUIRE(fixture_open(&s.f, err));
    REQUIRE(leave_socket(s.f.path));
    CHECK(!store_borrow(&mine, s.f.path, 0, err) && err->kind == ERR_CLASH); /* the lock is what counts */
    store_close(&s.f.store);
    REQUIRE(store_borrow(&mine, s.f.path, 0, err));
    store_close(&mine);
    REQUIRE(store_open(&s.f.store, s.f.path, STORE_WRITE, err));
    REQUIRE(lend_open(&s.lend, &(struct lend_order){ s.f.path, release, take, &s }, err));
    REQUIRE(store_borrow(&mine, s.f.path, 60, err));
    CHECK(s.released == 1);
    store_close(&mine);
    wait_taken(&s, 1);
}

TEST_ONCE(a_second_server_is_refused_and_the_first_goes_on_lending)
{
    struct server s _cleanup_(end) = { 0 };
    struct store *mine _cleanup_(store_close) = NULL;
    struct lend *second = NULL;

    REQUIRE(serve(&s, err));
    CHECK(!lend_open(&second, &(struct lend_order){ s.f.path, release, take, &s }, err));
    CHECK(err->kind == ERR_CLASH);
    REQUIRE(store_borrow(&mine, s.f.path, 60, err));
    CHECK(s.released == 1); /* the second one's knock lent nothing */
    store_close(&mine);
    wait_taken(&s, 1);
}

TEST_ONCE(a_server_that_ends_leaves_the_writing_to_who_has_it)
{
    struct server s _cleanup_(end) = { 0 };
    struct store *mine _cleanup_(store_close) = NULL;

    REQUIRE(serve(&s, err));
    REQUIRE(store_borrow(&mine, s.f.path, 60, err));
    lend_close(&s.lend);
    CHECK(can_write(mine, err));
    CHECK(s.taken == 0);
}

TEST_ONCE(the_socket_is_for_its_owner_alone_and_goes_with_the_server)
{
    struct server s _cleanup_(end) = { 0 };
    char path[100];
    struct stat st = { 0 };

    REQUIRE(serve(&s, err));
    (void)snprintf(path, sizeof path, "%s.sock", s.f.path);
    CHECK(stat(path, &st) == 0 && S_ISSOCK(st.st_mode) && (st.st_mode & 0777) == 0600);
    lend_close(&s.lend);
    CHECK(stat(path, &st) != 0);
}

TEST(a_store_nobody_serves_is_opened_as_ever)
{
    struct fixture f _cleanup_(fixture_close) = { 0 };
    struct store *mine = NULL;

    REQUIRE(fixture_open(&f, err));
    CHECK(!store_borrow(&mine, "/nowhere/at/all", 60, err) && err->kind == ERR_MISSING);
    store_close(&f.store);
    REQUIRE(store_borrow(&f.store, f.path, 60, err));
    CHECK(can_write(f.store, err));
}

TEST_ONCE(a_store_whose_name_is_too_long_for_a_socket_is_not_lent_and_says_so)
{
    char path[220];
    struct lend *l = NULL;
    struct fixture f _cleanup_(fixture_close) = { 0 };

    REQUIRE(fixture_open(&f, err));
    (void)snprintf(path, sizeof path, "%s/%0120d", f.folder, 1);
    REQUIRE(fixture_write(path, "", 0));
    CHECK(!lend_open(&l, &(struct lend_order){ path, release, take, NULL }, err) && err->kind == ERR_LIMIT);
    (void)unlink(path);
}
