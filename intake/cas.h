/*
 * intake/cas - the case and coordinate files of SaTScan, which analysts have:
 * "id count date" and "id x y" (or "id latitude longitude") a line, parted by
 * spaces or tabs (SaTScan User Guide 10, "ASCII file format").
 *
 * Dates are 2025/10/31, 2025-10-31, 2025/10 or 2025; all of a file to the same
 * precision. Blank lines are skipped; CRLF is welcome. Covariates (a fourth
 * column) are refused by name, because the permutation scan would leave them
 * out in silence. The first line that is wrong refuses the file: it is an
 * analyst's own, and half of it would answer another question.
 */
#ifndef INTAKE_CAS_H
#define INTAKE_CAS_H

#include "base/date.h"

enum cas_precision { CAS_YEAR, CAS_MONTH, CAS_DAY };

struct cas_row {
    struct str id;      /* borrowed from the text */
    int64_t count;      /* 0 .. CAS_COUNT_MAX */
    struct date date;   /* the first day of its month or year, when that is all that is known */
};
#define CAS_COUNT_MAX 1000000000

struct cas {
    struct cas_row *row;
    size_t rows;
    int64_t cases;      /* the sum of all counts */
    enum cas_precision precision;
};

struct geo_row {
    struct str id;      /* borrowed from the text */
    double first, second; /* x y, or latitude longitude: the file does not say which */
};
struct geo {
    struct geo_row *row; /* in the file's order; no two rows share an id */
    size_t rows;
};

/*
 * Reads a whole .cas text. `label` is the file's name, for messages.
 *
 * fails  ERR_INPUT with the line and the shape of what was found; ERR_LIMIT.
 * cost   O(bytes).
 */
bool cas_read(struct str text, const char *label, struct arena *a, struct cas *out, struct err *err)
    MUST_USE;

/* Reads a whole .geo text. The same id twice with other coordinates is ERR_INPUT; with the same, one. */
bool geo_read(struct str text, const char *label, struct arena *a, struct geo *out, struct err *err)
    MUST_USE;

#endif
