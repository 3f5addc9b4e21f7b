/*
 * intake/check - a record in, typed values out, or the faults that refuse it.
 *
 * Pure: it knows columns and types, not the store. Dates are read as ISO 8601
 * or as the British write them (31/10/2025, 31-Oct-2025; never month first:
 * intake/when.h); a date that can only be month first is a fault that says the
 * whole column is in doubt. Flags: yes/no, y/n, true/false, 1/0. Numbers may
 * carry thousands commas. A blank, and "unknown", "not known", "n/k", "n/a" or
 * "null" in any field but a text, is no value.
 */
#ifndef INTAKE_CHECK_H
#define INTAKE_CHECK_H

#include "base/date.h"
#include "base/place.h"
#include "intake/columns.h"
#include "intake/fault.h"

struct value {
    bool some;             /* false: blank, or "unknown" where a field may be */
    struct str text;       /* as it came, trimmed; or in its one form (see enum field_type) */
    int64_t n;
    double x;
    struct month month;
    struct date date;
    struct date until;     /* FIELD_PERIOD: its last day */
    int minute;            /* -1: to the day only */
    struct lonlat place;
};

struct checked {
    uint64_t row;
    struct value value[KIND_FIELDS_MAX]; /* by our field's index; not the open "fact" columns */
    bool placed;           /* a point was given: lon and lat, easting and northing, or grid reference */
    struct lonlat place;
};

enum check_row { CHECK_FAILED, CHECK_REFUSED, CHECK_GOOD };

/*
 * Checks one record. CHECK_REFUSED: its faults were added, each one of them.
 * CHECK_FAILED: ERR_LIMIT. Texts in *out borrow from the record or from `scratch`.
 *
 * Rules across fields (also faults): incidents and assaults need a time and a
 * place of some kind; `to` not before `from`, arrival not before the assault; lon
 * with lat; a place outside the British Isles' box; a date in the future of
 * `newest`, when that is given; a row with other than the header's columns.
 *
 * What it settles: a clock column is put into its time's `minute`; for counts,
 * the values of `from` and `to` are filled from a month or period.
 */
enum check_row check_record(const struct columns *c, const struct record *r,
                            const struct date *newest, struct faults *faults,
                            struct arena *scratch, struct checked *out, struct err *err) MUST_USE;

struct fact_value {
    struct str fact;       /* "residents", "imd_decile": struct columns' fact */
    double x;
};

/*
 * The figures of a good record's FIELD_FACT columns, in the file's order; blank
 * ones are left out. Several columns share the one field, so they are not in
 * `value`. `out` has room for columns->count. Returns how many.
 */
size_t check_facts(const struct columns *c, const struct record *r, struct fact_value *out);

/* The partner's words for a category -> our code ("Violence and sexual offences" -> violent-crime), or "". */
struct str category_code(struct str words);
/* Our codes, one after the other; NULL past the last. */
const char *category_at(size_t i);

#endif
