/*
 * web/look - what a job (web/job.h) does with a waiting file: a whole import
 * that is undone, to see what it would bring, or the import itself.
 *
 * So a look cannot say other than what the import will do. Both read the file
 * in the reading child (intake/reader.h) and hold the writing while they last.
 * What a look keeps is small however long the file is, but for the rows that
 * are refused, which lie in a file without a name.
 */
#ifndef WEB_LOOK_H
#define WEB_LOOK_H

#include "web/job.h"

#define LOOK_FAULTS      20
#define LOOK_REFUSED_MAX (32 << 20) /* bytes of refused rows that are kept to be mended */

struct look_column {
    struct str header, words; /* words: "column 5, E \"Crime type\"" */
    struct str taken;         /* our field and what it is; "" none */
    bool unknown;             /* nobody said yet what it is */
};
struct look {
    int64_t read, kept, same, elsewhere, refused, without_place;
    bool same_file;           /* exactly this file is in force: nothing would change */
    struct str problem;       /* why it would be refused as a whole; "" */
    const struct look_column *column;
    size_t columns;
    const struct str *fault;  /* the first, as sentences */
    size_t faults, faults_more;
    int64_t refused_bytes;    /* of the job's file of refused rows; -1: too many were refused */
};

/* For struct job_order's run. fails as import_file() does; a look, where the file cannot be read at all. */
bool look_through(struct job *j, struct err *err) MUST_USE;
bool look_import(struct job *j, struct err *err) MUST_USE;

#endif
