/*
 * intake/csv - a CSV as it streams by: bytes in, batches of records out.
 *
 * RFC 4180, and what Excel really writes: a byte order mark, CRLF, LF or CR,
 * semicolons or tabs (guessed from the header line, or said by a first line
 * "sep=;"), Windows-1252 (intake/encoding.h), quotes inside unquoted fields,
 * text after a closing quote, empty columns at the end, rows of nothing but
 * delimiters. A quoted line break is no new row. A row that cannot be read is
 * given a fault and reading goes on after it.
 *
 * Two passes over each chunk, both in cache: one marks where delimiters, quotes
 * and line ends stand, 64 bytes at a time (SSE2), the other walks those marks.
 * Fields are cut out of the buffer without a copy; only one with doubled quotes
 * is closed up, in place. The idea of the marks is Langdale & Lemire's, "Parsing
 * gigabytes of JSON per second", VLDB Journal 28, 2019.
 *
 * Pure: no descriptor, no clock. intake/work.c feeds it in the child.
 */
#ifndef INTAKE_CSV_H
#define INTAKE_CSV_H

#include "base/arena.h"
#include "intake/frame.h"

#define CSV_CHUNK  ((size_t)256 << 10) /* bytes to add at once */
#define CSV_RECORD ((size_t)1 << 20)   /* the longest record */

struct csv {
    /* what it turned out to be */
    enum encoding encoding;
    char delimiter;       /* 0: not known yet */
    bool crlf;
    size_t columns;       /* of the header; 0: not read yet */
    enum file_fault fault; /* why the file is refused; FILE_FINE */
    uint64_t row;         /* rows passed so far */

    /* inside */
    size_t chunk, record_max;
    char *text;           /* chunk * 3 + record_max, and 64 to look past the end */
    size_t len, at, valid; /* bytes there; where the next record starts; how far it is checked */
    uint32_t *mark;
    struct frame_span *span;
    struct frame_row *rows;
    uint64_t sent_row;
    bool started, ended, beyond, mixed, skipping;
};

/* fails  ERR_LIMIT. cost: about 26 bytes of memory for each byte of chunk * 3 + record_max. */
bool csv_open(struct csv *c, size_t chunk, size_t record_max, struct arena *a, struct err *err)
    MUST_USE;

/* Where to put the next bytes: room for at least one and at most `chunk`. Not after csv_batch() said more. */
char *csv_room(struct csv *c, size_t *room);

/* `n` bytes were put there; 0 says the file has ended. false: refused, c->fault says why, c->row where. */
bool csv_add(struct csv *c, size_t n) MUST_USE;

/*
 * All records that are whole by now, into *out, which borrows until csv_room().
 * false: refused, as csv_add(). After the end of the file, all the rest.
 */
bool csv_batch(struct csv *c, struct frame *out) MUST_USE;

#endif
