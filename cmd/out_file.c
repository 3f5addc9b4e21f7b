#include "cmd/out_file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files beside, for an interruption to take away ---- */

enum { BESIDE_MAX = 8 };
static char beside[BESIDE_MAX][OUT_PATH_MAX];
static volatile sig_atomic_t beside_used[BESIDE_MAX];

static void on_signal(int number)
{
    for (int i = 0; i < BESIDE_MAX; i++)
        if (beside_used[i])
            (void)unlink(beside[i]);
    (void)signal(number, SIG_DFL);
    (void)raise(number);
}

static void remember(const char *path)
{
    static const int SIGNALS[] = { SIGINT, SIGTERM, SIGHUP, SIGPIPE };

    for (int i = 0; i < BESIDE_MAX; i++) {
        if (beside_used[i])
            continue;
        memcpy(beside[i], path, strlen(path) + 1);
        beside_used[i] = 1;
        break;
    }
    for (size_t i = 0; i < COUNT_OF(SIGNALS); i++)
        (void)signal(SIGNALS[i], on_signal);
}

static void forget(const char *path)
{
    for (int i = 0; i < BESIDE_MAX; i++)
        if (beside_used[i] && strcmp(beside[i], path) == 0)
            beside_used[i] = 0;
}

/* ---- one file ---- */

static bool write_all(int fd, struct str text, const char *label, struct err *err)
{
    while (text.len) {
        ssize_t n = write(fd, text.at, text.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_STORE, "could not write %s (error %d%s)", label, errno,
                           errno == ENOSPC ? ", the disk is full; nothing was kept of it" : "");
        text = str_from(text, (size_t)n);
    }
    return true;
}

/* The folder a path lies in, with its last slash; "." for none. */
static void folder_of(const char *path, char *out)
{
    const char *slash = strrchr(path, '/');

    if (!slash) {
        memcpy(out, ".", 2);
        return;
    }
    memcpy(out, path, (size_t)(slash - path) + 1);
    out[slash - path + 1] = 0;
}

static bool open_as_it_stands(struct out_file *f, mode_t mode, struct err *err)
{
    const char *label = f->path;

    if (S_ISDIR(mode))
        return err_set(err, ERR_STORE, "%s is a folder; name a file in it", label);
    f->fd = open(f->path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (f->fd < 0)
        return err_set(err, ERR_STORE, "could not open %s to write (error %d)", label, errno);
    f->open = f->as_it_stands = true;
    return true;
}

bool out_open(struct out_file *f, const char *path, struct err *err)
{
    char folder[OUT_PATH_MAX];
    const char *label = path;
    struct stat there;

    *f = (struct out_file){ .fd = -1, .path = path };
    if (strcmp(path, "-") == 0) {
        f->fd = STDOUT_FILENO;
        return true;
    }
    if (stat(path, &there) == 0 && !S_ISREG(there.st_mode))
        return open_as_it_stands(f, there.st_mode, err);
    int n = snprintf(f->beside, sizeof f->beside, "%s.part-%ld", path, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof f->beside)
        return err_set(err, ERR_INPUT, "this path is too long");
    folder_of(path, folder);
    f->fd = access("/proc/self/fd", X_OK) == 0 ? open(folder, O_TMPFILE | O_WRONLY | O_CLOEXEC, 0644) : -1;
    if (f->fd < 0) {
        f->fd = open(f->beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
        f->named = f->fd >= 0;
    }
    if (f->fd < 0)
        return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_STORE,
                       "could not make %s (error %d): is its folder there, and may you write in it?",
                       label, errno);
    if (f->named)
        remember(f->beside);
    f->open = true;
    return true;
}

bool out_add(struct out_file *f, struct str text, struct err *err)
{
    return write_all(f->fd, text, f->open ? f->path : "to standard output", err);
}

bool out_flush(struct out_file *f, struct buf *b, struct err *err)
{
    static const size_t ENOUGH = 64 << 10;

    if (b->failed)
        return err_memory(err, "the output");
    if (b->len < ENOUGH)
        return true;
    struct str text = { b->at, b->len };
    b->len = 0;
    return out_add(f, text, err);
}

bool out_done(struct out_file *f, struct err *err)
{
    const char *label = f->path;
    char self[64];

    if (!f->open)
        return true;
    if (f->as_it_stands) {
        out_close(f);
        return true;
    }
    if (fsync(f->fd) != 0 && errno != EINVAL)
        return err_set(err, ERR_STORE, "could not write %s to the disk (error %d)", label, errno);
    (void)snprintf(self, sizeof self, "/proc/self/fd/%d", f->fd);
    if (!f->named && linkat(AT_FDCWD, self, AT_FDCWD, f->beside, AT_SYMLINK_FOLLOW) != 0)
        return err_set(err, ERR_STORE, "could not put %s in its place (error %d)", label, errno);
    f->named = true;
    if (rename(f->beside, f->path) != 0)
        return err_set(err, ERR_STORE, "could not put %s in its place (error %d)", label, errno);
    forget(f->beside);
    f->named = false;
    out_close(f);
    return true;
}

void out_close(struct out_file *f)
{
    if (!f->open)
        return;
    if (f->named) {
        (void)unlink(f->beside);
        forget(f->beside);
    }
    (void)close(f->fd);
    f->open = false;
}
