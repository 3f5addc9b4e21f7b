#include "cards/archive.h"

enum { BLOCK = 512, TYPE_AT = 156, SIZE_AT = 124, MAGIC_AT = 257 };

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.')
            return false;
    }
    return s.len > 0 && s.len <= ARCHIVE_NAME_MAX && s.at[0] != '.';
}

/* The one header of a file of this name and length (POSIX.1-2017, pax, "ustar Interchange Format"). */
static void make_header(struct str name, size_t len, char out[BLOCK])
{
    unsigned sum = 0;

    memset(out, 0, BLOCK);
    memcpy(out, name.at, name.len);
    memcpy(out + 100, "0000644", 8);
    memcpy(out + 108, "0000000", 8);
    memcpy(out + 116, "0000000", 8);
    (void)snprintf(out + SIZE_AT, 12, "%011o", (unsigned)len);
    memcpy(out + 136, "00000000000", 12);
    memset(out + 148, ' ', 8);
    out[TYPE_AT] = '0';
    memcpy(out + MAGIC_AT, "ustar\00000", 8);
    memcpy(out + 329, "0000000", 8);
    memcpy(out + 337, "0000000", 8);
    for (size_t i = 0; i < BLOCK; i++)
        sum += (unsigned char)out[i];
    (void)snprintf(out + 148, 7, "%06o", sum);
    out[155] = ' ';
}

static size_t padding(size_t len)
{
    return (BLOCK - len % BLOCK) % BLOCK;
}

bool archive_write(const struct archive *files, struct arena *a, struct str *out, struct err *err)
{
    static const char ZERO[2 * BLOCK];
    struct buf b = { .arena = a };
    char header[BLOCK];

    for (size_t i = 0; i < files->len; i++) {
        const struct card_file *f = &files->at[i];
        if (!is_name(f->name))
            return err_set(err, ERR_BUG, "a file of the archive has no good name");
        if (f->bytes.len > ARCHIVE_BYTES_MAX || b.len > ARCHIVE_BYTES_MAX)
            break;
        make_header(f->name, f->bytes.len, header);
        buf_add(&b, (struct str){ header, BLOCK });
        buf_add(&b, f->bytes);
        buf_add(&b, (struct str){ ZERO, padding(f->bytes.len) });
    }
    buf_add(&b, (struct str){ ZERO, sizeof ZERO });
    if (!b.failed && b.len > ARCHIVE_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "the card's files have more than %d MiB together; make the "
                                       "picture smaller",
                       ARCHIVE_BYTES_MAX >> 20);
    return buf_done(&b, "an archive", out, err);
}

/* ---- reading ---- */

static bool is_zero(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i])
            return false;
    return true;
}

static struct str text_at(const char *at, size_t room)
{
    const char *end = memchr(at, 0, room);

    return (struct str){ at, end ? (size_t)(end - at) : room };
}

/* Why is this header not the one we would write? The commonest and the worst reasons first. */
static bool refuse_header(const char *header, size_t number, struct err *err)
{
    struct str name = text_at(header, 100);

    if (memcmp(header + MAGIC_AT, "ustar", 5) != 0)
        return err_set(err, ERR_INPUT, "this is no bundle of a card, or it is damaged (at file %zu of "
                                       "it)", number);
    if (header[TYPE_AT] != '0' && header[TYPE_AT] != 0)
        return err_set(err, ERR_INPUT, "file %zu of the bundle is no ordinary file but a link, a folder "
                                       "or the "
                                       "like; take the bundle from whoever made it again", number);
    if (str_has(name, '/') || str_starts(name, STR(".")) || header[345])
        return err_set(err, ERR_INPUT, "the name of file %zu of the bundle leads out of its folder; do not "
                                       "trust where it came from", number);
    if (!is_name(name))
        return err_set(err, ERR_INPUT, "the name of file %zu of the bundle is none of a card's files",
                       number);
    return err_set(err, ERR_INPUT, "the bundle was packed by another program than safekeep, or changed "
                                   "(at file "
                                   "%zu of it); it is passed on as it was made", number);
}

/* Eleven octal digits. */
static bool read_size(const char *at, size_t *out)
{
    size_t n = 0;

    for (size_t i = 0; i < 11; i++) {
        if (at[i] < '0' || at[i] > '7')
            return false;
        n = n * 8 + (size_t)(at[i] - '0');
    }
    *out = n;
    return at[11] == 0;
}

static bool take_member(struct str *left, struct archive *out, struct err *err)
{
    char again[BLOCK];
    const char *header = left->at;
    size_t len = 0, number = out->len + 1;

    if (left->len < BLOCK)
        return err_set(err, ERR_INPUT, "the bundle is cut short; fetch it again");
    struct str name = text_at(header, 100);
    if (!is_name(name) || !read_size(header + SIZE_AT, &len))
        return refuse_header(header, number, err);
    if (len > CARD_FILE_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "file %zu of the bundle says it has %zu bytes; a card's have at "
                                       "most %d",
                       number, len, CARD_FILE_BYTES_MAX);
    make_header(name, len, again);
    if (memcmp(header, again, BLOCK) != 0)
        return refuse_header(header, number, err);
    if (left->len - BLOCK < len + padding(len))
        return err_set(err, ERR_INPUT, "the bundle is cut short; fetch it again");
    for (size_t i = 0; i < out->len; i++)
        if (str_eq(out->at[i].name, name))
            return err_set(err, ERR_INPUT, "file %zu of the bundle was there before", number);
    if (out->len == ARCHIVE_MEMBERS_MAX)
        return err_set(err, ERR_LIMIT, "the bundle has more than %d files", ARCHIVE_MEMBERS_MAX);
    if (!is_zero((struct str){ header + BLOCK + len, padding(len) }))
        return err_set(err, ERR_INPUT, "something stands behind file %zu of the bundle; it was changed",
                       number);
    out->at[out->len++] = (struct card_file){ name, { header + BLOCK, len } };
    *left = str_from(*left, BLOCK + len + padding(len));
    return true;
}

bool archive_read(struct str bytes, struct archive *out, struct err *err)
{
    struct archive made = { .len = 0 };
    struct str left = bytes;

    if (bytes.len > ARCHIVE_BYTES_MAX)
        return err_set(err, ERR_LIMIT, "the bundle has more than %d MiB; no card has",
                       ARCHIVE_BYTES_MAX >> 20);
    while (left.len && left.at[0])
        if (!take_member(&left, &made, err))
            return false;
    if (left.len != (size_t)2 * BLOCK || !is_zero(left))
        return err_set(err, ERR_INPUT, "the bundle is cut short, or something stands behind its end; "
                                       "fetch it again");
    *out = made;
    return true;
}
