/*
 * link/loader_union - the columns of several files as one set.
 *
 * Two files' columns are one when they mean the same: by role where a person has
 * one such thing (surname, date of birth), else by name without case, blanks and
 * punctuation. Of two columns of one file with one role (legal and preferred
 * forename) that with the shortest name bears the role, the first of equals; the
 * other is a column of its own, found in other files by name, and keeps its role
 * too. Identifiers of whatever system (ROLE_OTHER_ID) are several things, so they
 * meet by name.
 *
 * Left out: columns without a name, and those with ROLE_ID, ROLE_TRUTH or
 * ROLE_SOURCE, which say what a row is and not who.
 */
#ifndef LINK_LOADER_UNION_H
#define LINK_LOADER_UNION_H

#include "link/intern.h"
#include "link/loader_rows.h"
#include "link/table.h"

struct union_column {
    struct str key;         /* a name of it, folded */
    enum link_role role;
    bool bears;             /* meets others by its role */
    struct intern values;
    struct rows cells;
};

enum { FIELD_LEFT_OUT = -1 };
struct file_columns {
    size_t fields;
    struct str *name;       /* per field, as the file has it */
    enum link_role *role;
    int *column;            /* per field: of the union, or FIELD_LEFT_OUT */
    size_t id, truth;       /* a field, or `fields` for none */
};

struct column_union {
    struct arena *arena;
    size_t columns;
    struct union_column column[LINK_COLUMNS_MAX];
};

/*
 * A file's header: where each of its fields belongs. Columns are added as needed.
 *
 * fails  as loader_file()
 */
bool union_add(struct column_union *u, const struct link_load *how, const char *label,
               const struct str *header, size_t fields, struct file_columns *out, struct err *err) MUST_USE;
void union_close(struct column_union *u);

/* A name's letters and digits, small; what is not ASCII as it is. "" only for "". */
bool name_key(struct str name, struct arena *a, struct str *out) MUST_USE;

#endif
