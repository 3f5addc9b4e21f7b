#include "web/multipart.h"

#include <errno.h>
#include <fcntl.h>

#include "web/form_part.h"

#define HELD_MAX (64 << 10) /* bytes of a file that wait to be written together */

bool multipart_open(struct multipart *m, struct str content_type, struct arena *a, struct err *err)
{
    struct multipart fresh = { .arena = a, .at = MULTIPART_DELIMITER };
    struct str boundary = { 0 };

    *m = (struct multipart){ .at = MULTIPART_FAILED };
    if (!form_boundary(content_type, &boundary, err))
        return false;
    memcpy(fresh.delimiter, "\r\n--", 4);
    memcpy(fresh.delimiter + 4, boundary.at, boundary.len);
    fresh.delimiter_len = 4 + boundary.len;
    fresh.matched = 2; /* as if a line had ended before the first byte */
    fresh.held = arena_new(a, char, HELD_MAX);
    fresh.field = arena_new(a, struct field, MULTIPART_PARTS_MAX);
    fresh.upload = arena_new(a, struct upload, MULTIPART_UPLOADS_MAX);
    if (!fresh.held || !fresh.field || !fresh.upload)
        return err_memory(err, "a form");
    *m = fresh;
    return true;
}

/* ---- a part ---- */

/* A file without a name in the temporary folder: it goes with its last descriptor. */
static int nameless(void)
{
    char path[] = P_tmpdir "/safekeep-XXXXXX";
    int fd = open(P_tmpdir, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);

    if (fd >= 0)
        return fd;
    fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        (void)unlink(path);
    return fd;
}

static bool part_begins(struct multipart *m, struct err *err)
{
    struct form_part part = { 0 };

    if (m->parts == MULTIPART_PARTS_MAX)
        return err_set(err, ERR_LIMIT, "more than %d fields in one form", MULTIPART_PARTS_MAX);
    if (!form_part_read((struct str){ m->held, m->held_len }, m->arena, &part, err))
        return false;
    if (part.is_file && m->uploads == MULTIPART_UPLOADS_MAX)
        return err_set(err, ERR_LIMIT, "more than %d files in one form", MULTIPART_UPLOADS_MAX);
    m->name = arena_copy(m->arena, part.name);
    if (!m->name.at)
        return err_memory(err, "a form");
    m->file_name = part.file_name;
    if (part.is_file && (m->fd = nameless()) < 0)
        return err_set(err, ERR_STORE, "could not keep an uploaded file: the temporary folder takes none");
    m->is_file = part.is_file;
    m->in_part = true;
    m->held_len = 0;
    m->file_bytes = 0;
    m->parts++;
    m->at = MULTIPART_DELIMITER;
    m->matched = 0;
    return true;
}

static bool write_held(struct multipart *m, struct err *err)
{
    for (size_t done = 0; done < m->held_len;) {
        ssize_t n = write(m->fd, m->held + done, m->held_len - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return err_set(err, ERR_STORE, "could not keep an uploaded file: the disk took no more");
        done += (size_t)n;
    }
    m->held_len = 0;
    return true;
}

static bool file_ends(struct multipart *m, struct err *err)
{
    if (!write_held(m, err))
        return false;
    m->is_file = false;
    if (m->file_name.len == 0 && m->file_bytes == 0) {
        (void)close(m->fd); /* a file field that nobody filled */
        return true;
    }
    if (m->file_name.len == 0)
        m->file_name = STR("file");
    m->upload[m->uploads++] = (struct upload){ m->name, m->file_name, m->fd, m->file_bytes };
    if (lseek(m->fd, 0, SEEK_SET) != 0)
        return err_set(err, ERR_STORE, "could not read an uploaded file again");
    return true;
}

static bool part_ends(struct multipart *m, struct err *err)
{
    struct str value;

    if (!m->in_part)
        return true;
    m->in_part = false;
    if (m->is_file)
        return file_ends(m, err);
    if (!request_text((struct str){ m->held, m->held_len }, true))
        return err_set(err, ERR_INPUT, "a field of the form is not text");
    value = request_lines((struct str){ m->held, m->held_len }, m->arena);
    if (!value.at)
        return err_memory(err, "a form");
    m->field[m->form.len] = (struct field){ m->name, value };
    m->form.at = m->field;
    m->form.len++;
    return true;
}

/* Bytes that belong to the open part. */
static bool part_goes_on(struct multipart *m, struct str s, struct err *err)
{
    if (!m->in_part && s.len > 0)
        return err_set(err, ERR_INPUT, "something stands before the form's first boundary");
    if (!m->is_file) {
        if (s.len > MULTIPART_VALUE_MAX - m->held_len)
            return err_set(err, ERR_LIMIT, "a field of the form holds more than %d bytes",
                           MULTIPART_VALUE_MAX);
        memcpy(m->held + m->held_len, s.at, s.len);
        m->held_len += s.len;
        return true;
    }
    if ((int64_t)s.len > REQUEST_UPLOAD_MAX - m->bytes)
        return err_set(err, ERR_LIMIT, "more than %d MB were sent", REQUEST_UPLOAD_MAX >> 20);
    m->bytes += (int64_t)s.len;
    m->file_bytes += (int64_t)s.len;
    while (s.len > 0) {
        size_t n = s.len < HELD_MAX - m->held_len ? s.len : HELD_MAX - m->held_len;

        memcpy(m->held + m->held_len, s.at, n);
        m->held_len += n;
        s = str_from(s, n);
        if (m->held_len == HELD_MAX && !write_held(m, err))
            return false;
    }
    return true;
}

/* ---- the bytes ---- */

/*
 * Looks for the boundary. A CR stands nowhere in it but first, so what was taken for its begin and
 * is not belongs to the part as a whole, and looking goes on with the byte that differed.
 */
static bool in_body(struct multipart *m, struct str *piece, struct err *err)
{
    if (m->matched == 0) {
        const char *cr = memchr(piece->at, '\r', piece->len);
        size_t n = cr ? (size_t)(cr - piece->at) : piece->len;

        if (!part_goes_on(m, (struct str){ piece->at, n }, err))
            return false;
        *piece = str_from(*piece, n);
        if (cr) {
            m->matched = 1;
            *piece = str_from(*piece, 1);
        }
        return true;
    }
    if (*piece->at != m->delimiter[m->matched]) {
        size_t matched = m->matched;

        m->matched = 0;
        return part_goes_on(m, (struct str){ m->delimiter, matched }, err);
    }
    *piece = str_from(*piece, 1);
    if (++m->matched == m->delimiter_len) {
        m->at = MULTIPART_AFTER;
        m->after_len = 0;
        return part_ends(m, err);
    }
    return true;
}

static bool after_boundary(struct multipart *m, char c, struct err *err)
{
    m->after[m->after_len++] = c;
    if (m->after_len < 2)
        return true;
    m->after_len = 0;
    m->held_len = 0;
    if (memcmp(m->after, "\r\n", 2) == 0 && m->at == MULTIPART_AFTER)
        m->at = MULTIPART_HEAD;
    else if (memcmp(m->after, "--", 2) == 0 && m->at == MULTIPART_AFTER)
        m->at = MULTIPART_LAST;
    else if (memcmp(m->after, "\r\n", 2) == 0 && m->at == MULTIPART_LAST)
        m->after_len = 3; /* nothing more may come */
    else
        return err_set(err, ERR_INPUT, "something stands behind a boundary of the form");
    return true;
}

static bool in_head(struct multipart *m, char c, struct err *err)
{
    if (m->held_len == MULTIPART_HEAD_MAX)
        return err_set(err, ERR_LIMIT, "a part of the form has more than %d bytes of headers",
                       MULTIPART_HEAD_MAX);
    if (((unsigned char)c < 0x20 && c != '\t' && c != '\r' && c != '\n') || c == 0x7f)
        return err_set(err, ERR_INPUT, "a part of the form has a control character in its headers");
    m->held[m->held_len++] = c;
    if (m->held_len == 2 && memcmp(m->held, "\r\n", 2) == 0)
        m->held_len = 0;
    else if (m->held_len < 4 || memcmp(m->held + m->held_len - 4, "\r\n\r\n", 4) != 0)
        return true;
    else
        m->held_len -= 2;
    return part_begins(m, err);
}

static bool step(struct multipart *m, struct str *piece, struct err *err)
{
    char c = *piece->at;

    if (m->at == MULTIPART_DELIMITER)
        return in_body(m, piece, err);
    *piece = str_from(*piece, 1);
    if (m->at == MULTIPART_HEAD)
        return in_head(m, c, err);
    if (m->at == MULTIPART_FAILED)
        return err_set(err, ERR_INPUT, "the form was refused already");
    if (m->after_len > 1)
        return err_set(err, ERR_INPUT, "something stands behind the form's last boundary");
    return after_boundary(m, c, err);
}

bool multipart_add(struct multipart *m, struct str piece, struct err *err)
{
    while (piece.len > 0)
        if (!step(m, &piece, err)) {
            m->at = MULTIPART_FAILED;
            return false;
        }
    return true;
}

bool multipart_end(struct multipart *m, struct err *err)
{
    if (m->at != MULTIPART_LAST || m->after_len == 1) {
        m->at = MULTIPART_FAILED;
        return err_set(err, ERR_INPUT, "the form ends before its last boundary; send it again");
    }
    return true;
}

void multipart_close(struct multipart *m)
{
    if (m->is_file)
        (void)close(m->fd);
    m->is_file = false;
    for (size_t i = 0; i < m->uploads; i++)
        if (m->upload[i].fd >= 0) {
            (void)close(m->upload[i].fd);
            m->upload[i].fd = -1;
        }
    m->uploads = 0;
}
