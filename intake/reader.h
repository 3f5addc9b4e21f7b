/*
 * intake/reader - a partner's file in, records out, through a child process
 * that can do nothing but read the file and write records.
 *
 * The child (intake/sandbox.h) has a seccomp filter that leaves it read, write,
 * memory and exit, a memory cap, and no other descriptor. It guesses what the
 * file is (intake/csv.h: UTF-8 with or without BOM, UTF-16 refused by name,
 * Windows-1252; comma, semicolon or tab; LF, CRLF or CR) or parses GeoJSON
 * (intake/geojson.h: each feature a record; its properties are the columns,
 * the last column "geometry" holds base/shape's bytes). What it sends back is
 * distrusted: every length is checked. The child never sees the file itself:
 * the parent reads it once, hashes those bytes and hands the same ones over, so
 * the hash is of what was read, for a pipe as for a file. Memory does not grow
 * with a CSV; a GeoJSON is held whole.
 */
#ifndef INTAKE_READER_H
#define INTAKE_READER_H

#include "base/err.h"
#include "base/hash.h"
#include "intake/record.h"

enum reader_format { READER_CSV, READER_GEOJSON };

struct reader_settings {
    enum reader_format format;
    size_t memory_bytes;      /* 0: 256 MiB; at least 16 MiB */
    const char *label;        /* the file's name as the user gave it, for messages */
    bool no_sandbox;          /* fuzzers and sanitizers only: parse in this process, all of it in memory */
    struct arena *within;     /* counts what it takes, and its refusals; NULL: on its own */
    int (*instead)(void *);   /* tests only: what the child does, to show that it may lie */
};

enum reader_next { READER_FAILED, READER_END, READER_RECORD };

struct reader;

/*
 * Takes over nothing: `fd` (a file or a pipe) stays the caller's to close after reader_close().
 *
 * fails  ERR_LIMIT
 */
bool reader_open(struct reader **out, int fd, const struct reader_settings *settings, struct err *err)
    MUST_USE;

/*
 * The next record, the header first. A record that cannot be read (a quote that
 * never ends, more than RECORD_FIELDS_MAX fields, bytes that are no text) comes
 * back as READER_RECORD with record->field NULL and *fault filled: the reader
 * goes on after it where it can. So does one with more or fewer fields than the
 * header; those it has are in fault->found, for a person to mend.
 *
 * fails  ERR_INPUT the file as a whole is no CSV or GeoJSON (says why and where);
 *        ERR_LIMIT the child ran out of its memory or time; ERR_STORE the file could not be read.
 */
struct reader_fault {
    const char *what;    /* a fixed sentence of ours */
    uint64_t row;
    struct record found; /* no fields when they cannot be told apart */
};
enum reader_next reader_next(struct reader *r, struct record *out, struct reader_fault *fault,
                             struct err *err) MUST_USE;

/*
 * What the file turned out to be, as far as it has been read: the encoding is
 * UTF-8 until the first byte that says otherwise, so ask again at READER_END.
 */
struct reader_seen {
    const char *encoding;  /* "UTF-8", "UTF-8 with BOM", "Windows-1252" */
    char delimiter;        /* ',' ';' '|' '\t'; 0 for GeoJSON */
    bool crlf;
    uint64_t bytes;        /* of the file, so far: for the progress bar */
};
struct reader_seen reader_seen(const struct reader *r);
struct digest reader_hash(const struct reader *r); /* SHA-256 of the whole file; after READER_END */
void reader_close(struct reader **r);              /* accepts NULL; ends the child */

#endif
