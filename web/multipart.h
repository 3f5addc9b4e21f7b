/*
 * web/multipart - a form with files (multipart/form-data, RFC 7578), read while
 * it streams in: bytes in pieces of any size, out come decoded fields and
 * unnamed files. The same bytes give the same result however they are cut.
 *
 *     struct multipart m = { 0 };
 *     if (!multipart_open(&m, content_type, &arena, err)) ...        // the header's value
 *     for (...) if (!multipart_add(&m, piece, err)) ...              // as it comes in
 *     if (!multipart_end(&m, err)) ...                               // all of it came in
 *     rq.form = m.form; rq.upload = m.upload; rq.uploads = m.uploads;
 *     multipart_close(&m);                                           // after the reply; closes the files
 *
 * It is stricter than the standard: nothing stands before the first boundary
 * or after the last, no blanks after a boundary, no encoding but none at all,
 * no "filename*", and names of fields are letters, digits, '_', '-' and '.'.
 * Browsers and curl send it so; what is sent otherwise is refused, not guessed.
 *
 * A file's name is for showing: its last path part, without control characters
 * and those that turn the writing about, at most MULTIPART_NAME_MAX bytes. A
 * file field that nobody filled (no name, no bytes) is no upload.
 */
#ifndef WEB_MULTIPART_H
#define WEB_MULTIPART_H

#include "web/request.h"

#define MULTIPART_BOUNDARY_MAX 70         /* RFC 2046, 5.1.1 */
#define MULTIPART_PARTS_MAX    64
#define MULTIPART_UPLOADS_MAX  8
#define MULTIPART_HEAD_MAX     2048       /* bytes of one part's headers */
#define MULTIPART_VALUE_MAX    (8 << 10)  /* of one field */
#define MULTIPART_NAME_MAX     120

enum multipart_at {
    MULTIPART_DELIMITER, /* within a boundary, and what the bytes before it belonged to is going on */
    MULTIPART_AFTER,     /* behind a boundary: a line end or "--" */
    MULTIPART_HEAD,
    MULTIPART_LAST,      /* behind the last boundary: a line end or nothing */
    MULTIPART_FAILED,
};

struct multipart {
    struct fields form;           /* complete when multipart_end() said so */
    struct upload *upload;
    size_t uploads;

    /* What follows is web/multipart.c's own. */
    struct arena *arena;
    enum multipart_at at;
    char delimiter[MULTIPART_BOUNDARY_MAX + 5];
    size_t delimiter_len, matched;
    char *held;                   /* a part's headers, then its value or bytes not yet in the file */
    size_t held_len, parts;
    int64_t bytes;                /* of all files */
    struct field *field;
    struct str name, file_name;   /* of the part that is open */
    bool is_file, in_part;
    int fd;                       /* -1: none open */
    int64_t file_bytes;
    char after[2];
    size_t after_len;
};

/* fails  ERR_INPUT: not multipart/form-data, or a boundary that is none; ERR_LIMIT. */
bool multipart_open(struct multipart *m, struct str content_type, struct arena *a, struct err *err) MUST_USE;
/* fails  ERR_INPUT, ERR_LIMIT as the header says (nothing more may be added then), ERR_STORE a full disk. */
bool multipart_add(struct multipart *m, struct str piece, struct err *err) MUST_USE;
/* fails  ERR_INPUT the last boundary is missing. */
bool multipart_end(struct multipart *m, struct err *err) MUST_USE;
void multipart_close(struct multipart *m); /* safe on a zeroed one, and twice */

#endif
