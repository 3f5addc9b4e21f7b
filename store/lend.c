#include "store/lend.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <time.h>

#include "store/within.h"

static const char YOURS[] = "yours\n";
enum { WAITING_MAX = 64, PAUSE_MS = 20, TAKE_AGAIN_MS = 250 };

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
    *fd = -1;
}

/* ---- the address ---- */

struct address {
    int folder; /* the store's: a socket's name may have 107 bytes, a path more */
    struct sockaddr_un at;
};

static void address_close(struct address *a)
{
    close_fd(&a->folder);
}

static bool name_socket(const char *store_path, struct address *a, struct err *err)
{
    char *path = realpath(store_path, NULL), *slash = path ? strrchr(path, '/') : NULL;
    int len = 0;

    if (!slash) {
        free(path);
        return err_set(err, ERR_MISSING, "there is no store there");
    }
    *slash = '\0';
    a->folder = open(*path ? path : "/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    a->at = (struct sockaddr_un){ .sun_family = AF_UNIX };
    len = snprintf(a->at.sun_path, sizeof a->at.sun_path, "/proc/self/fd/%d/%s.sock", a->folder, slash + 1);
    free(path);
    if (a->folder < 0)
        return err_set(err, ERR_STORE, "could not open the store's folder (%s)", errno_word());
    return len < (int)sizeof a->at.sun_path ||
           err_set(err, ERR_LIMIT, "the store's file name is too long for commands to ask for the writing");
}

static int connect_to(const struct address *a)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);

    if (fd >= 0 && connect(fd, (const struct sockaddr *)&a->at, sizeof a->at) != 0) {
        int why = errno;
        close_fd(&fd);
        errno = why;
    }
    return fd;
}

/* ---- borrowing ---- */

static int64_t clock_ms(void)
{
    struct timespec t = { 0 };

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int left_ms(int64_t until)
{
    int64_t left = until - clock_ms();

    return left < 0 ? 0 : (int)left;
}

static void pause_ms(int ms)
{
    (void)poll(NULL, 0, ms);
}

static bool time_over(unsigned seconds, struct err *err)
{
    return err_set(err, ERR_CLASH, "the store is served, and its writing was not free within %u seconds: one "
                                   "command or page writes at a time; try again", seconds);
}

/* Waits for the word. false with err->kind ERR_NONE: the server went away. */
static bool wait_for_word(int fd, int64_t until, unsigned seconds, struct err *err)
{
    struct pollfd p = { fd, POLLIN, 0 };
    char word[sizeof YOURS - 1];
    int n;

    do
        n = poll(&p, 1, left_ms(until));
    while (n < 0 && errno == EINTR);
    if (n == 0)
        return time_over(seconds, err);
    return recv(fd, word, sizeof word, 0) == (ssize_t)sizeof word && memcmp(word, YOURS, sizeof word) == 0;
}

/* *fd: -1 when nobody lends there. */
static bool ask(const struct address *a, int64_t until, unsigned seconds, int *fd, struct err *err)
{
    *fd = connect_to(a);
    while (*fd < 0 && errno == EAGAIN && left_ms(until) > 0) { /* more wait than the system queues */
        pause_ms(PAUSE_MS);
        *fd = connect_to(a);
    }
    if (*fd < 0 && errno == EAGAIN)
        return time_over(seconds, err);
    if (*fd < 0)
        return (errno != EACCES && errno != EPERM) ||
               err_set(err, ERR_DENIED, "another user serves this store; they or root may write to it");
    if (wait_for_word(*fd, until, seconds, err))
        return true;
    close_fd(fd);
    return err->kind == ERR_NONE;
}

bool store_borrow(struct store **out, const char *path, unsigned seconds, struct err *err)
{
    struct address a _cleanup_(address_close) = { .folder = -1 };
    int fd _cleanup_(close_fd) = -1;
    int64_t until = clock_ms() + (int64_t)seconds * 1000;
    struct err nowhere = { 0 }, why = { 0 };

    if (name_socket(path, &a, &nowhere) && !ask(&a, until, seconds, &fd, &why)) {
        *err = why;
        return false;
    }
    /* Lent, and yet held: by a command that came in between without asking. */
    while (!store_open(out, path, STORE_WRITE, &why)) {
        if (why.kind != ERR_CLASH || fd < 0 || left_ms(until) == 0) {
            *err = why;
            return false;
        }
        pause_ms(PAUSE_MS);
    }
    (*out)->lender = fd;
    fd = -1;
    return true;
}

/* ---- lending ---- */

struct lend {
    struct lend_order order;
    struct address address;
    int listening, ending; /* ending: an eventfd */
    pthread_t thread;
    bool away;             /* lent, and not taken again yet */
};

/* Waits for `fd` or the end. 1: `fd`; 0: the time is over; -1: the end. */
static int wait_for(const struct lend *l, int fd, int ms)
{
    struct pollfd p[] = { { l->ending, POLLIN, 0 }, { fd, POLLIN | POLLRDHUP, 0 } };
    int n;

    do
        n = poll(p, COUNT_OF(p), ms);
    while (n < 0 && errno == EINTR);
    return n < 0 || p[0].revents ? -1 : p[1].revents ? 1 : 0;
}

static bool is_gone(int fd)
{
    char byte[16];
    ssize_t n;

    do
        n = recv(fd, byte, sizeof byte, 0);
    while (n > 0); /* a command has nothing to say */
    return n == 0 || errno != EAGAIN;
}

static bool may_borrow(int fd)
{
    struct ucred who;
    socklen_t len = sizeof who;

    return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &who, &len) == 0 &&
           (who.uid == geteuid() || who.uid == 0) && !is_gone(fd);
}

/* false: the end was asked for while a command had the writing. */
static bool lend_to(struct lend *l, int fd)
{
    l->order.release(l->order.with);
    l->away = true;
    if (send(fd, YOURS, sizeof YOURS - 1, MSG_NOSIGNAL) != (ssize_t)sizeof YOURS - 1)
        return true;
    while (!is_gone(fd))
        if (wait_for(l, fd, -1) < 0)
            return false;
    return true;
}

static void take_back(struct lend *l)
{
    struct err why = { 0 };

    if (l->away && l->order.take(l->order.with, &why))
        l->away = false;
}

static void *lend_on(void *with)
{
    struct lend *l = with;
    int ready;

    while ((ready = wait_for(l, l->listening, l->away ? TAKE_AGAIN_MS : -1)) >= 0) {
        int fd _cleanup_(close_fd) = -1;

        if (ready)
            fd = accept4(l->listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (ready && fd < 0)
            pause_ms(PAUSE_MS); /* too many files open: it goes on waiting in the queue */
        if (fd >= 0 && may_borrow(fd) && !lend_to(l, fd))
            break;
        close_fd(&fd);
        take_back(l);
    }
    return NULL;
}

/* Whoever answers there is alive; a file that nobody answers at is of a server that was killed. */
static bool make_room(const struct address *a, struct err *err)
{
    int fd = connect_to(a);

    if (fd >= 0 || errno == EAGAIN) {
        close_fd(&fd);
        return err_set(err, ERR_CLASH, "another process serves this store already");
    }
    if (errno == ECONNREFUSED && unlink(a->at.sun_path) == 0)
        return true;
    return errno == ENOENT ||
           err_set(err, ERR_STORE, "could not make the socket beside the store (%s)", errno_word());
}

static bool listen_there(struct lend *l, struct err *err)
{
    l->listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    l->ending = eventfd(0, EFD_CLOEXEC);
    return (l->listening >= 0 && l->ending >= 0 && fchmod(l->listening, 0600) == 0 &&
            bind(l->listening, (const struct sockaddr *)&l->address.at, sizeof l->address.at) == 0 &&
            listen(l->listening, WAITING_MAX) == 0) ||
           err_set(err, ERR_STORE, "could not make the socket beside the store (%s)", errno_word());
}

static void free_lend(struct lend *l)
{
    close_fd(&l->listening);
    close_fd(&l->ending);
    address_close(&l->address);
    free(l);
}

bool lend_open(struct lend **out, const struct lend_order *order, struct err *err)
{
    struct lend *l = calloc(1, sizeof *l);

    if (!l)
        return err_memory(err, "lending the writing");
    l->order = *order;
    l->address.folder = l->listening = l->ending = -1;
    if (!name_socket(order->path, &l->address, err) || !make_room(&l->address, err) ||
        !listen_there(l, err)) {
        free_lend(l);
        return false;
    }
    if (pthread_create(&l->thread, NULL, lend_on, l) != 0) {
        (void)unlink(l->address.at.sun_path);
        free_lend(l);
        return err_set(err, ERR_LIMIT, "could not start a thread to lend the writing");
    }
    *out = l;
    return true;
}

void lend_close(struct lend **l)
{
    if (!*l)
        return;
    (void)unlink((*l)->address.at.sun_path);
    (void)eventfd_write((*l)->ending, 1);
    (void)pthread_join((*l)->thread, NULL);
    free_lend(*l);
    *l = NULL;
}
