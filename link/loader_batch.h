/*
 * link/loader_batch - some texts, laid down to be numbered together, column by column.
 *
 * Small enough to stay in the processor's cache from the copy to the numbering.
 */
#ifndef LINK_LOADER_BATCH_H
#define LINK_LOADER_BATCH_H

#include "link/intern.h"
#include "link/loader_rows.h"

#define BATCH_WORDS 16384u  /* of texts: 128 KiB */
#define BATCH_TEXTS 512u    /* of one column */

struct batch_column {
    struct intern *values;
    struct rows *cells;     /* takes the numbers; or, NULL, */
    uint32_t *number;       /* this does, by row */
    uint32_t texts;
    uint32_t row[BATCH_TEXTS];
    const struct interned *text[BATCH_TEXTS];
};

struct batch {
    uint64_t *word;
    size_t words;
    struct batch_column **column; /* by field; NULL: not wanted */
    size_t columns;
};

bool batch_open(struct batch *b, struct batch_column **column, size_t columns, struct arena *a) MUST_USE;
/* Copies a text for row `row` of a column, which must be there (rows_reserve()); numbers what waits when full. */
bool batch_add(struct batch *b, struct batch_column *c, uint32_t row, struct str text) MUST_USE;
/* Numbers all that waits. false when memory ran out. */
bool batch_flush(struct batch *b) MUST_USE;

#endif
