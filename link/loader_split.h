/*
 * link/loader_split - a file that has a full name and no parts of it is given them.
 *
 * "BURCHELL, Keanu" in one partner's file and forename and surname in two columns
 * of another's are the same thing said twice; compared as they stand they would
 * share no column. Such a file gets two columns more, forename and surname, cut
 * out of the full name (link/field.h); the full name stays as it is beside them.
 */
#ifndef LINK_LOADER_SPLIT_H
#define LINK_LOADER_SPLIT_H

#include "base/arena.h"
#include "base/err.h"
#include "link/field.h"

struct name_split {
    bool on;
    size_t full, fields;   /* which field is the full name; how many the file itself has */
    struct str *part;      /* room for one row: the file's fields and the two */
};

/* Does this header call for it? Then *header and *columns are those with the two. fails ERR_LIMIT */
bool split_plan(struct name_split *s, const struct str **header, size_t *columns, struct arena *a,
                struct err *err) MUST_USE;
/* *field and *fields of a row become those with the two; borrowed until the next row. */
void split_row(const struct name_split *s, const struct str **field, size_t *fields);

#endif
