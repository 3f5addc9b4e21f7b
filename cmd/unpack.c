#include "cmd/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <zlib.h>

enum { PIECE = 64 * 1024, GZIP_ANY_WINDOW = 15 + 16 };

struct unpacking {
    z_stream stream;
    int from, to; /* descriptors, or -1 */
    size_t cap, made;
    const char *label;
};

static void unpacking_end(struct unpacking *u)
{
    (void)inflateEnd(&u->stream);
    if (u->from >= 0)
        (void)close(u->from);
    if (u->to >= 0)
        (void)close(u->to);
}

static bool write_all(struct unpacking *u, const unsigned char *at, size_t len, struct err *err)
{
    const char *label = u->label;

    if (len > u->cap - u->made)
        return err_set(err, ERR_LIMIT, "%s unpacks to more than the %zu bytes it may; is it the right file?",
                       label, u->cap);
    u->made += len;
    while (len > 0) {
        ssize_t n = write(u->to, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return err_set(err, ERR_LIMIT, "there is no memory to unpack %s in; close other programs",
                           label);
        at += n;
        len -= (size_t)n;
    }
    return true;
}

/* What is in the stream's input, unpacked; *ended when a member's last byte was seen. */
static bool inflate_piece(struct unpacking *u, bool *ended, struct err *err)
{
    unsigned char out[PIECE];
    const char *label = u->label;

    do {
        if (*ended && inflateReset(&u->stream) != Z_OK) /* another member follows */
            return err_set(err, ERR_BUG, "zlib could not begin anew in %s", label);
        *ended = false;
        u->stream.next_out = out;
        u->stream.avail_out = sizeof out;
        int status = inflate(&u->stream, Z_NO_FLUSH);
        if (status == Z_MEM_ERROR)
            return err_memory(err, "unpacking a file");
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return err_set(err, ERR_INPUT, "%s is no gzip file, or is damaged; fetch it again", label);
        *ended = status == Z_STREAM_END;
        if (!write_all(u, out, sizeof out - u->stream.avail_out, err))
            return false;
    } while (u->stream.avail_in > 0 || (u->stream.avail_out == 0 && !*ended));
    return true;
}

static bool unpack_all(struct unpacking *u, struct err *err)
{
    unsigned char in[PIECE];
    const char *label = u->label;
    bool ended = false;

    for (;;) {
        ssize_t n = read(u->from, in, sizeof in);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_STORE, "could not read %s (error %d)", label, errno);
        if (n == 0)
            break;
        u->stream.next_in = in;
        u->stream.avail_in = (unsigned)n;
        if (!inflate_piece(u, &ended, err))
            return false;
    }
    if (!ended)
        return err_set(err, ERR_INPUT, "%s is cut short; fetch it again", label);
    return true;
}

bool unpack_gzip(const char *path, size_t cap_bytes, int *fd_out, struct err *err)
{
    struct unpacking u _cleanup_(unpacking_end) = { .from = -1, .to = -1, .cap = cap_bytes,
                                                    .label = path };
    const char *label = path;

    u.from = open(path, O_RDONLY | O_CLOEXEC);
    if (u.from < 0 && errno == ENOENT)
        return err_set(err, ERR_MISSING, "there is no file %s", label);
    if (u.from < 0)
        return err_set(err, ERR_STORE, "could not open %s (error %d)", label, errno);
    u.to = memfd_create("unpacked", MFD_CLOEXEC);
    if (u.to < 0 || inflateInit2(&u.stream, GZIP_ANY_WINDOW) != Z_OK)
        return err_memory(err, "unpacking a file");
    if (!unpack_all(&u, err))
        return false;
    if (lseek(u.to, 0, SEEK_SET) != 0)
        return err_set(err, ERR_STORE, "could not go back to the start of %s (error %d)", label, errno);
    *fd_out = u.to;
    u.to = -1;
    return true;
}
