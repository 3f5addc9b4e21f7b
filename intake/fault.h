/*
 * intake/fault - what is wrong with a file, row by row, so that a person can
 * mend it: which row, which column, the shape of what was found (never the
 * value) and how to mend it.
 *
 * "row 17, column 5, E: found 2 digits, slash, 2 digits, slash, 4 digits where
 * a date is wanted; write it as 2025-10-31 (day 31 and month 13 are no date)".
 */
#ifndef INTAKE_FAULT_H
#define INTAKE_FAULT_H

#include "base/buf.h"

struct fault {
    uint64_t row;
    int column;            /* 0-based; -1: the row as a whole */
    const char *want;      /* a fixed sentence: what was wanted and how to mend it */
    struct str shape;      /* "4 letters, 2 digits"; "" for the row as a whole */
};

#define FAULTS_KEPT 1000   /* beyond that they are only counted */
struct faults {
    struct arena *arena;
    struct fault *at;
    size_t len, room;
    uint64_t total;        /* rows refused, each counted once */
    uint64_t last_row;     /* the row counted last: rows come in order */
};

bool faults_add(struct faults *f, uint64_t row, int column, const char *want, struct str found,
                struct err *err) MUST_USE; /* `found` is reduced to its shape before it is kept */

/* The shape of a text: "3 letters, space, 4 digits"; at most 60 bytes; never a letter of it. */
void fault_shape(struct buf *b, struct str found);

#endif
