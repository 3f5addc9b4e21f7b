/*
 * picture/import - one partner's file into the store: whole, or not at all.
 *
 * Everything happens in one transaction: the source rows as they came (in
 * their mapped columns), what they say (incidents, figures, areas, places), the
 * column map, the notices about the feed, the audit entry. Killed in the middle,
 * nothing of it is there.
 *
 * Which rows replace which: a police.uk file speaks about each force and month
 * in it, and the newest file about a force and month counts. Elsewhere a row
 * speaks about the partner's own id, or, without one, about its own content and
 * how many times it has occurred so far in the file (a third of all anti-social
 * behaviour rows repeat another; they are not duplicates). The newest import
 * that is not withdrawn and speaks about it counts. So the same file twice
 * changes nothing, and withdrawing brings back what was replaced.
 *
 * A good row is kept though others are refused; `strict` takes none then. Rows
 * outside the partnership's areas are counted and not kept. Words of place are
 * resolved to an area and not kept.
 */
#ifndef PICTURE_IMPORT_H
#define PICTURE_IMPORT_H

#include "intake/check.h"
#include "intake/reader.h"
#include "picture/feed.h"
#include "store/store.h"

struct import_order {
    struct store *store;
    struct str actor;
    struct instant now;
    struct str agency;               /* code */
    enum kind kind;
    int fd;                          /* a file or a pipe, open for reading */
    const char *label;               /* the file's name, as the user gave it */
    const struct column_rule *rule;  /* to add to the map kept for this partner and kind */
    size_t rules;
    struct str level;                /* areas: "" when the header tells */
    int vintage;                     /* areas: 0 when the header tells */
    bool strict, preview;
    size_t child_memory;             /* 0: the reader's own cap */
    bool no_sandbox;                 /* tests only: the file is read in this process */
    /* Each refused row, the header first; return false to stop with *err set. NULL: not wanted. */
    bool (*refused)(void *with, const struct record *r, struct err *err);
    /*
     * After every thousand rows, when all are read, and before they are kept; return false to stop
     * with *err set: then nothing is kept. NULL: nobody looks.
     */
    bool (*progress)(void *with, uint64_t bytes, int64_t rows, struct err *err);
    void *with;
};

struct import_outcome {
    int64_t id;                 /* 0: nothing was written */
    bool same_file;             /* exactly this file is in force already */
    int64_t rows_read, rows_kept, rows_same, rows_elsewhere, rows_refused;
    int64_t placed_by_point;    /* bore a code of another vintage, or none */
    int64_t placed_outside;     /* of those, by the nearest outline, not inside it */
    int64_t without_place;      /* kept, but no area could be found */
    int64_t runs_stale;         /* runs that stood on what this replaced or withdrew */
    struct str refusal;         /* a preview: why the columns would refuse the file, its rows only counted */
    struct digest hash;
    struct reader_seen seen;
    struct columns columns;
    struct faults faults;
    const struct feed_notice *notice;
    size_t notices;
};

/*
 * fails  ERR_MISSING no such partner; ERR_DENIED people; ERR_INPUT the file as a whole cannot be
 *        taken (unknown columns, no CSV, `strict` and a refused row): nothing was written;
 *        ERR_CLASH, ERR_LIMIT, ERR_STORE. err->unknown when the commit's outcome is not known.
 *        With refused rows and not `strict` it succeeds: ask out->rows_refused.
 */
bool import_file(const struct import_order *order, struct arena *a, struct import_outcome *out,
                 struct err *err) MUST_USE;

/*
 * Withdraws an import: its rows stop counting, what it had replaced counts again, runs that
 * stood on it are stale. fails ERR_MISSING; ERR_CLASH it was withdrawn already; ERR_STORE.
 */
bool import_withdraw(struct store *s, struct str actor, struct instant now, int64_t id,
                     struct str why, int64_t *runs_stale, struct err *err) MUST_USE;

#endif
