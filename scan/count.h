/*
 * scan/count - one set of cases, counted per row and window, a batch at a time.
 *
 * A case is a row (a site with cases, scan/zone.h) and an age (scan/window.h).
 * Only cases young enough for some window are kept here. Where a lane could
 * pass 65,535 (`wide`), the full counts are kept beside the lanes.
 */
#ifndef SCAN_COUNT_H
#define SCAN_COUNT_H

#include "scan/window.h"

struct counts {
    const struct windows *windows;
    size_t rows, batch;
    struct lanes *row;      /* [rows], of `batch` */
    uint32_t *wide;         /* [rows * LANES], or NULL */
    struct lanes *mask;     /* [ages], of `batch` */
};

bool counts_make(const struct windows *windows, size_t rows, struct arena *a, struct counts *out,
                 struct err *err) MUST_USE;

/* Counts the cases into `batch`. cost  O(rows + cases). */
void counts_fill(struct counts *c, size_t batch, const uint16_t *row, const uint32_t *age,
                 size_t cases);

#endif
