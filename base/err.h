/*
 * base/err - what went wrong, in words safe to show and safe to log.
 *
 * What can fail returns bool, is MUST_USE and fills a struct err the caller
 * owns. There is no hidden return, no longjmp, no global error. The words are
 * lower case without a full stop, say which file, row and column and how to
 * mend it, and never carry text out of somebody's record: `make quiet` checks
 * that a string in a message is a parameter called `label` (a word of ours, or
 * the name the user gave a file) or comes from a function called ..._word().
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/mark.h"

enum err_kind {
    ERR_NONE = 0,
    ERR_INPUT,   /* the person can mend it: a bad field, a bad file -> 400, exit 3 */
    ERR_DENIED,  /* not allowed, or not yet lawful                  -> 403, exit 4 */
    ERR_MISSING, /* no such thing                                   -> 404, exit 5 */
    ERR_CLASH,   /* someone else holds it or changed it first       -> 409, exit 6 */
    ERR_LIMIT,   /* too big, too many, out of memory                -> 413, exit 7 */
    ERR_STORE,   /* the database or the disk refused                -> 503, exit 8 */
    ERR_BUG,     /* an invariant broke                              -> 500, exit 9 */
};

struct err {
    enum err_kind kind;
    bool unknown; /* the outcome of a commit is neither yes nor no (docs/decisions/0003) */
    const char *file; /* where in our source, for developers; never shown to users */
    int line;
    char say[400];
};

/*
 * Fills *err and returns false, so a failing function ends with
 *     return err_set(err, ERR_INPUT, "row %zu has no date", row);
 */
#define err_set(err, kind, ...) \
    err_false(err_set_at((err), (kind), __FILE__, __LINE__, __VA_ARGS__))
bool err_set_at(struct err *err, enum err_kind kind, const char *file, int line, const char *fmt,
                ...) PRINTF(5, 6);

/* The memory ran out: one sentence for all who say it. `label` is what was being done. */
#define err_memory(err, label) err_false(err_memory_at((err), __FILE__, __LINE__, (label)))
bool err_memory_at(struct err *err, const char *file, int line, const char *label);

/* Always false, so that a compiler and an analyzer, who see one file at a time, know it too. */
static inline bool err_false(bool is_false)
{
    (void)is_false;
    return false;
}

int err_exit_code(enum err_kind kind);    /* 0 for none, 3 to 9 */
int err_http_status(enum err_kind kind);  /* 200 for none, 400 to 503 */
const char *err_kind_word(enum err_kind kind); /* "input", "denied" ... for --json */

#endif
