#include "cmd/card_spread.h"

#include <errno.h>
#include <fcntl.h>

static bool read_all(const struct call *c, int fd, const char *label, size_t most, struct str *out,
                     struct err *err)
{
    struct buf b = { .arena = c->arena };
    char piece[64 * 1024];

    for (;;) {
        ssize_t n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_set(err, ERR_STORE, "could not read %s (error %d)", label, errno);
        if (n == 0)
            return buf_done(&b, "a file", out, err);
        buf_add(&b, (struct str){ piece, (size_t)n });
        if (b.len > most)
            return err_set(err, ERR_LIMIT, "%s has more than %zu MiB; no card's bundle has", label,
                           most >> 20);
    }
}

bool spread_read(const struct call *c, const char *path, size_t most, struct str *out, struct err *err)
{
    const char *label = strcmp(path, "-") == 0 ? "standard input" : path;

    if (strcmp(path, "-") == 0)
        return read_all(c, STDIN_FILENO, label, most, out, err);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return err_set(err, ERR_MISSING, "there is no file %s", label);
    if (fd < 0)
        return err_set(err, ERR_STORE, "could not open %s (error %d)", label, errno);
    bool read = read_all(c, fd, label, most, out, err);
    (void)close(fd);
    return read;
}

void spread_add_signer(struct buf *b, const struct seal_signer *s)
{
    buf_add_fingerprint(b, s->key);
    if (s->name[0])
        buf_addf(b, " (%s)", s->name);
}

void spread_json_signer(struct json_out *j, const struct seal_signer *s)
{
    struct buf finger = { .arena = j->buf->arena }, base64 = { .arena = j->buf->arena };

    buf_add_fingerprint(&finger, s->key);
    buf_add_public(&base64, s->key);
    json_member_str(j, "fingerprint", (struct str){ finger.at, finger.len });
    json_member_str(j, "public_key", (struct str){ base64.at, base64.len });
    json_member_text(j, "whose", s->name);
}
