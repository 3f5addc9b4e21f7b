/*
 * cards/batch - what was printed of an edition, and where it was given out: counts, places
 * and organisations, never a person. So when a number changes, the partnership knows
 * which places hold cards that say the old one.
 */
#ifndef CARDS_BATCH_H
#define CARDS_BATCH_H

#include "store/store.h"

#define BATCH_COUNT_MAX 1000000

struct batch_given {
    int64_t batch;
    struct str place;
    int64_t count;
    struct instant at;
};
struct batch {
    int64_t id, edition;
    struct str card, layout, printed_by;
    int64_t count, given;
    struct instant printed;
    bool withdrawn; /* its edition was: these cards ought to be collected */
};

bool batch_layout_known(struct str layout); /* "cr80", "a7-fold", "sheet-8up", "poster-a4" */

/*
 * So many were printed of an approved edition. fails  ERR_INPUT layout or count; ERR_MISSING no such edition
 * or reviewer; ERR_DENIED it is not approved, or was withdrawn.
 */
bool batch_add(struct txn *t, const struct batch *b, struct arena *a, int64_t *id, struct err *err) MUST_USE;

/* So many went to a place. fails  ERR_INPUT it is none, or fewer are left; ERR_MISSING no such batch. */
bool batch_give(struct txn *t, const struct batch_given *g, struct arena *a, struct err *err) MUST_USE;

/* All, the oldest first. */
bool batch_list(struct txn *t, struct arena *a, const struct batch **out, size_t *len,
                struct err *err) MUST_USE;
bool batch_given_list(struct txn *t, struct arena *a, const struct batch_given **out, size_t *len,
                      struct err *err) MUST_USE;

#endif
