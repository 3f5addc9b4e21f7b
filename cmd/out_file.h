/*
 * cmd/out_file - an output that is whole or not there.
 *
 * It is written without a name (O_TMPFILE), synced, and only then given its
 * name, so that a command killed in the middle, by whatever signal, leaves what
 * was there before and nothing else. A file system that cannot do that gets a
 * file beside, PATH.part-PID, which goes when the command fails or is
 * interrupted. "-" is standard output; what is there and is no file (a terminal,
 * a pipe with a name, /dev/null) is written to as it stands, never replaced.
 *
 * Several outputs of one command: add to all, then out_done() one after the other.
 */
#ifndef CMD_OUT_FILE_H
#define CMD_OUT_FILE_H

#include "base/buf.h"

#define OUT_PATH_MAX 4096
struct out_file {
    int fd;
    bool open, named;     /* named: there is a file beside */
    bool as_it_stands;    /* no file: written to directly */
    const char *path;
    char beside[OUT_PATH_MAX];
};

/*
 * `path` lives longer than f.
 *
 * fails  ERR_MISSING, ERR_STORE the folder or the file, or it is a folder; ERR_INPUT a long path
 */
bool out_open(struct out_file *f, const char *path, struct err *err) MUST_USE;
bool out_add(struct out_file *f, struct str text, struct err *err) MUST_USE; /* ERR_STORE */
/* Adds what is built and starts `b` anew, once it holds 64 KiB; at the end call out_add() with the rest. */
bool out_flush(struct out_file *f, struct buf *b, struct err *err) MUST_USE;
bool out_done(struct out_file *f, struct err *err) MUST_USE;
void out_close(struct out_file *f); /* without out_done(): nothing was written */

#endif
