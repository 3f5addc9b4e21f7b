/*
 * link/table - the records to be linked: any number of files, each value kept once.
 *
 * A column's distinct texts are numbered from 1 (0: no value, an empty field);
 * a record is a row of such numbers. So equal texts are equal numbers, a
 * similarity is computed once for two numbers, and a million records cost a few
 * dozen bytes each. The texts are as the file has them, without the blanks
 * around them: what they mean is link/derive.h's to say.
 *
 * Records stand in an order made from their name alone (a hash of source and
 * id), not in the order of the files, so that everything that comes after
 * (samples, ties, sums) is the same whatever order rows, columns and files came
 * in. Values are numbered by their first record in that order. Where row numbers
 * are the ids, the order of rows is part of what the file says.
 *
 * Shapes: files may have different columns. The table's columns are the union,
 * matched by role where one is known (link/role.h), else by name
 * (link/loader_union.h); a file without a column has no values in it. Columns
 * that are a row's id, source or truth, and those without a name, are no columns
 * of the table.
 */
#ifndef LINK_TABLE_H
#define LINK_TABLE_H

#include "base/arena.h"
#include "base/err.h"
#include "link/role.h"

#define LINK_COLUMNS_MAX 64u
#define LINK_SOURCES_MAX 64u
#define LINK_RECORDS_MAX 0x7fffffffu

struct link_column {
    struct str name;        /* as the first source that has it writes it */
    enum link_role role;
    bool bears;             /* several columns have this role: the one that is meant by it */
    uint32_t values;        /* distinct texts: their numbers are 1 .. values */
    const char *text;
    const uint64_t *start;  /* values + 2 entries: text v is text[start[v] .. start[v + 1]) */
    const uint32_t *count;  /* values + 1 entries: how many records bear it; count[0] have none */
};

struct link_table {
    uint32_t records;
    size_t columns;
    struct link_column *column;
    uint32_t *cell;         /* records * columns, a record's values side by side */
    size_t sources;
    struct str *source;     /* the file's name with extension; in the order of the names */
    uint8_t *source_of;     /* per record */
    uint32_t *row_of;       /* the 1-based data row in its file */
    struct link_ids {       /* the ids' texts, or numbers when all are plain; both NULL: the row's number */
        const char *text;
        const uint64_t *start; /* per record: records + 1 entries */
        const uint32_t *number;
    } id;
    uint32_t *truth;        /* per record, from 1; 0: not given. NULL without a truth column */
    uint32_t truths;
};

struct str link_value(const struct link_column *c, uint32_t value);   /* "" for 0 */
/* The id as text; a number is written into room (at least 12 bytes). */
struct str link_id(const struct link_table *t, uint32_t record, char *room);
static inline const uint32_t *link_cells(const struct link_table *t, uint32_t record)
{
    return t->cell + (size_t)record * t->columns;
}

/* ---- filling it ---- */

struct link_load {
    struct str id;     /* the id column's name; "": the column with ROLE_ID, else row numbers */
    struct str truth;  /* the truth column's name; "": none, and a column with ROLE_TRUTH is left out */
    unsigned threads;
};

struct loader;

/* Everything lives in the arena, which may be measured (base/arena.h). fails ERR_LIMIT */
bool loader_open(struct loader **out, const struct link_load *how, struct arena *a, struct err *err)
    MUST_USE;

/*
 * A file begins: its name and header. Columns named like the id or truth column
 * are that; a file without the id column numbers its rows.
 *
 * fails  ERR_INPUT two columns with one name; more than LINK_COLUMNS_MAX; the truth column is
 *        missing; a second source of the same name (says what to do); ERR_LIMIT
 */
bool loader_file(struct loader *l, struct str name, const struct str *header, size_t columns,
                 struct err *err) MUST_USE;

/*
 * One row of the file begun last. The texts are copied. `row` counts data rows from 1.
 *
 * fails  ERR_INPUT an id that is empty, or that an earlier row of the file has (says both rows; found
 *        at the latest by loader_done()); ERR_LIMIT
 */
bool loader_row(struct loader *l, uint64_t row, const struct str *field, size_t fields, struct err *err)
    MUST_USE;

/*
 * out    *t, in the loader's arena. The loader is closed, also when this fails.
 * fails  ERR_INPUT no rows at all, a repeated id, no file has the id column named; ERR_LIMIT
 */
bool loader_done(struct loader *l, struct link_table *t, struct err *err) MUST_USE;

/* For one who stops before loader_done(); a loader that failed is closed. Accepts NULL. */
void loader_close(struct loader **l);

#endif
