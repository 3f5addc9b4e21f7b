#include "web/body.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>

bool body_begin(struct body *b, struct arena *a, int64_t most, bool in_file, struct err *err)
{
    const char *folder = getenv("TMPDIR");

    *b = (struct body){ .most = most, .in_file = in_file, .fd = -1, .text = { .arena = a } };
    if (!in_file)
        return true;
    b->fd = open(folder && *folder ? folder : "/var/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (b->fd < 0)
        return err_set(err, ERR_STORE, "could not make a file for the upload; the disk may be full");
    return true;
}

static bool write_all(int fd, const char *at, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, at, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        len -= (size_t)n;
    }
    return true;
}

bool body_add(struct body *b, const char *at, size_t len, struct err *err)
{
    b->bytes += (int64_t)len;
    b->over = b->over || b->bytes > b->most;
    if (b->over)
        return b->bytes <= b->most + BODY_THROWN_MAX || err_set(err, ERR_LIMIT, "the body is far too long");
    if (!b->in_file) {
        buf_add(&b->text, (struct str){ at, len });
        return !b->text.failed || err_memory(err, "a form");
    }
    return write_all(b->fd, at, len) || err_set(err, ERR_STORE, "could not keep the upload; the disk may be full");
}

void body_end(struct body *b)
{
    if (b->in_file && b->fd >= 0)
        (void)close(b->fd);
    b->fd = -1;
}
