/*
 * link/loader_order - the records' order: by a hash of source and id, so that neither the order of the rows
 * nor that of the files is left in it, and who is asked first is nobody's choice.
 *
 * The same sort brings a repeated id's rows side by side.
 */
#ifndef LINK_LOADER_ORDER_H
#define LINK_LOADER_ORDER_H

#include "base/err.h"
#include "link/loader_ids.h"

struct order_file {
    const char *label;  /* the source's name */
    uint64_t hash;      /* of it */
    uint32_t first;     /* its first record, as loaded */
};

struct order_records {
    const struct order_file *file;
    size_t files;
    uint32_t records;
    const struct ids *ids;
    const struct rows *row;  /* their row in the file, for messages */
};

/*
 * out    order[i]: which record, as loaded, is the i-th; `records` entries of the caller's
 * fails  ERR_INPUT an id that two rows of a file have (says which rows); ERR_LIMIT
 * cost   three passes of a radix sort; 16 bytes a record, given back
 */
bool order_make(const struct order_records *r, struct arena *a, uint32_t *order, struct err *err) MUST_USE;

/* Of which file a record as loaded is. */
size_t order_file_of(const struct order_records *r, uint32_t record);

#endif
