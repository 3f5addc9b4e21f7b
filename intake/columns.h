/*
 * intake/columns - which of the file's columns is which of our fields?
 *
 * A column is recognised by its usual names (intake/kind.h), or by the map made
 * once for this partner and kind; a remark of how the value is written, as in
 * "Date (dd/mm/yyyy)", is passed over (base/remark.h). What is neither mapped nor dropped by name is
 * unknown, and a file with an unknown column is refused: we never keep what no
 * one said we may. Messages name a column by number and letter ("column 5, E");
 * its header is shown only when at least half the headers are known, because
 * else the first row may be somebody's record.
 */
#ifndef INTAKE_COLUMNS_H
#define INTAKE_COLUMNS_H

#include "intake/fault.h"
#include "intake/kind.h"
#include "intake/record.h"

enum { COLUMN_UNKNOWN = -1, COLUMN_DROPPED = -2 };

struct column_rule {       /* one line of a kept map */
    struct str header;
    struct str field;      /* our field's name; "" = dropped by name */
};

struct columns {
    const struct kind_spec *kind;
    size_t count;
    int *field;            /* per column of the file: our field, COLUMN_UNKNOWN or COLUMN_DROPPED */
    struct str *header;    /* copied, trimmed */
    struct str *fact;      /* for FIELD_FACT columns: the fact's name, folded with '_' */
    int column_of[KIND_FIELDS_MAX]; /* per field: the first column mapped to it, or -1 */
    bool header_likely;    /* enough headers known to show one in a message */
};

/*
 * fails  ERR_INPUT: a rule names a field this kind has not; two columns for one field;
 *        a required field without a column; unknown columns (says which, and the
 *        --map or --drop that settles it). ERR_LIMIT.
 *        With `lenient` (for --preview) unknown columns are left as such.
 */
bool columns_make(const struct kind_spec *kind, const struct record *header,
                  const struct column_rule *rule, size_t rules, bool lenient, const char *label,
                  struct arena *a, struct columns *out, struct err *err) MUST_USE;

/* "column 5, E" or "column 5, E \"Crime type\"" when header_likely. */
void columns_word(const struct columns *c, size_t column, struct buf *b);

/* A fault as a sentence: "row 17, column 5, E "Date": found 2 digits, slash, ...; a date is wanted ...". */
void columns_fault_word(const struct columns *c, const struct fault *f, struct buf *b);

#endif
