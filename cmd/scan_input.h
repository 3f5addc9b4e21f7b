/*
 * cmd/scan_input - an analyst's files as the scan's arrays: cases with places
 * and steps, and what each place and step is called.
 *
 * Either one CSV with an event a row (through intake's closed-in reader), or a
 * pair of case and coordinate files (intake/cas.h). Places are numbered by
 * their names (events: by their coordinates), so the order of a file changes
 * nothing. A row that is wrong refuses the file: half of it would answer
 * another question. Two things are left out and counted: events that have
 * neither coordinate, and cases outside --start and --end.
 */
#ifndef CMD_SCAN_INPUT_H
#define CMD_SCAN_INPUT_H

#include "base/date.h"
#include "scan/scan.h"

enum scan_unit { UNIT_DAY, UNIT_MONTH, UNIT_YEAR };

struct scan_sources {
    const char *incidents, *time, *x, *y; /* an event a row, and its columns' names */
    const char *cases, *coordinates;      /* or these two; "-" is standard input */
    enum scan_geometry geometry;
    enum scan_unit unit;
    bool has_start, has_end;
    struct date start, end;
};

struct scan_input {
    struct scan_cases cases;
    struct str *name;        /* per place */
    enum scan_unit unit;
    struct date first, last; /* the study, both inside */
    size_t outside;          /* cases outside it */
    size_t placeless;        /* events with neither coordinate */
};

/* fails  ERR_MISSING no such file; ERR_INPUT with file, row and column; ERR_LIMIT; ERR_STORE. */
bool scan_input_read(const struct scan_sources *from, struct arena *a, struct scan_input *out,
                     struct err *err) MUST_USE;

struct date scan_step_first(const struct scan_input *in, uint32_t step);
struct date scan_step_last(const struct scan_input *in, uint32_t step);
double scan_unit_days(enum scan_unit unit);

#endif
