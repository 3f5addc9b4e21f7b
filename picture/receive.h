/*
 * picture/receive - what one checked row of each kind becomes in the store.
 *
 * picture/import reads the file and owns the transaction; here stands what the
 * rows mean: which scope they speak about, where they lie, which table they go
 * to.
 */
#ifndef PICTURE_RECEIVE_H
#define PICTURE_RECEIVE_H

#include "intake/check.h"
#include "picture/area.h"
#include "picture/gazetteer.h"

struct receive {
    struct txn *txn;
    const struct columns *columns;
    int64_t agency_id, import_id;
    struct area_book areas;
    struct gazetteer gazetteer;
    struct str level;            /* areas: of the whole file */
    int vintage;
    int field[KIND_FIELDS_MAX];  /* by enum receive_field: this kind's index of it, or -1 */
    int64_t placed_by_point, placed_outside, without_place;
};

/* Reads what placing rows needs, and finds the kind's fields by name. fails ERR_LIMIT, ERR_STORE. */
bool receive_begin(struct receive *r, struct arena *a, struct err *err) MUST_USE;

/*
 * What this row speaks about, in the arena; "" when that is its own content and its ordinal
 * among rows of the same content.
 */
bool receive_scope(const struct receive *r, const struct checked *row, struct arena *a,
                   struct str *out, struct err *err) MUST_USE;

/* The field a row's scope is named by: what is at fault when two rows of one file bear the same. */
int receive_scope_field(const struct receive *r);

/* Where does it lie? */
struct receive_place {
    bool elsewhere;         /* not in the partnership's areas: not kept */
    const char *fault;      /* it cannot be placed and a person can mend it; or NULL */
    int fault_field;        /* our field the fault is about */
    int small;              /* index of the small area; AREA_NONE */
    const char *by;         /* "code", "point", "postcode", "words", "none" */
    bool has_point;
    struct lonlat point;
};
bool receive_find(struct receive *r, const struct checked *row, struct arena *a,
                  struct receive_place *out, struct err *err) MUST_USE;

/* Writes the row's meaning. `record` still holds the row as it came (deprivation columns ...). */
bool receive_keep(struct receive *r, const struct checked *row, const struct record *record,
                  const struct receive_place *place, int64_t source_row_id, struct arena *a,
                  struct err *err) MUST_USE;

#endif
