/*
 * web/waiting - files that were uploaded and wait for somebody to look at the
 * preview and say "import".
 *
 * Such a file has no name on any disk: its descriptor is kept here under an id
 * of 128 random bits, for thirty minutes, at most eight at once. Then it is
 * gone, as it is when the program ends. What was said of its unknown columns
 * waits with it. Any thread.
 */
#ifndef WEB_WAITING_H
#define WEB_WAITING_H

#include "base/date.h"
#include "base/str.h"
#include "intake/kind.h"

#define WAITING_FILES   8
#define WAITING_MINUTES 30
#define WAITING_COLUMNS                                                                            \
    40 /* of one file that nobody knows: beyond it they are mended in the file */

enum { WAITING_UNSAID = -3, WAITING_LEFT_OUT = -2 }; /* else the kind's field */

struct waiting_column { /* one that is not known by itself, and what was said of it */
    char header[96];
    int field;
};

struct waiting {
    char id[33];     /* hexadecimal */
    const void *of;  /* the partnership */
    char agency[64]; /* its code */
    enum kind kind;
    char name[128]; /* the file's, as the browser said */
    int fd;
    int64_t bytes;
    struct instant at;
    struct waiting_column column[WAITING_COLUMNS];
    size_t columns;
    unsigned said; /* how often something was said of a column */
};

/*
 * Keeps a copy of w->fd under a new id, put into w->id.
 * fails  ERR_CLASH eight wait already; ERR_LIMIT; ERR_STORE no randomness.
 */
bool waiting_add(struct waiting *w, struct instant now, struct err *err) MUST_USE;
/* Copies it out; out->fd is the caller's to close. fails ERR_MISSING also when its time is over. */
bool waiting_find(struct str id, const void *of, struct instant now, struct waiting *out,
                  struct err *err) MUST_USE;
/* Keeps its columns as they are in *w; nothing when it is gone, or more has been said since *w was found. */
void waiting_say(const struct waiting *w);
void waiting_drop(struct str id, const void *of); /* imported, or not wanted */

#endif
