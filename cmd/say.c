/* cmd/say - what the command says and writes: see cmd/cmd.h. */
#include "cmd/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

void cmd_say(const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    (void)vfprintf(stderr, fmt, ap);
    va_end(ap);
}

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

bool cmd_print(struct str text, struct err *err)
{
    return write_all(STDOUT_FILENO, text, "to standard output", err);
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
}

bool cmd_write(const char *path, struct str text, struct err *err)
{
    char beside[4096];
    const char *label = path;

    if (strcmp(path, "-") == 0)
        return cmd_print(text, err);
    int n = snprintf(beside, sizeof beside, "%s.part-%ld", path, (long)getpid());
    if (n < 0 || (size_t)n >= sizeof beside)
        return err_set(err, ERR_INPUT, "this path is too long");
    int fd _cleanup_(close_fd) = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_STORE,
                       "could not make %s (error %d): is its folder there, and may you write in it?",
                       label, errno);
    bool ok = write_all(fd, text, label, err);
    if (ok && fsync(fd) != 0 && errno != EINVAL)
        ok = err_set(err, ERR_STORE, "could not write %s to the disk (error %d)", label, errno);
    if (ok && rename(beside, path) != 0)
        ok = err_set(err, ERR_STORE, "could not put %s in its place (error %d)", label, errno);
    if (!ok)
        (void)unlink(beside);
    return ok;
}

void progress_begin(struct progress *p, const char *label, uint64_t of)
{
    *p = (struct progress){ .label = label, .of = of, .on = isatty(STDERR_FILENO) == 1 };
    progress_show(p, 0);
}

void progress_show(struct progress *p, uint64_t done)
{
    enum { WIDTH = 30 };
    char bar[WIDTH + 1];

    if (!p->on)
        return;
    uint64_t part = p->of ? (done < p->of ? done : p->of) * 100 / p->of : 0;
    if (done && part == p->shown)
        return;
    p->shown = part;
    for (uint64_t i = 0; i < WIDTH; i++)
        bar[i] = i * 100 < part * WIDTH ? '#' : '.';
    bar[WIDTH] = 0;
    cmd_say("\r%-24.24s [%s] %3u %%", p->label, bar, (unsigned)part);
}

void progress_end(struct progress *p)
{
    if (p->on)
        cmd_say("\r%70s\r", "");
    p->on = false;
}
