/*
 * scan/window - the stretches of time that are tried, 32 to a batch.
 *
 * A step's age counts from the study's end: the last step has age 0. Windows
 * are [young, old): prospective ones all begin at age 0 and are tried from the
 * shortest on; retrospective ones lie anywhere in the study. A window in which
 * no case fell can show nothing and is left out.
 *
 * Retrospective windows are ordered by their total, so that a batch's windows
 * expect nearly the same and one critical count serves all 32 of them ("flat").
 */
#ifndef SCAN_WINDOW_H
#define SCAN_WINDOW_H

#include "base/err.h"
#include "scan/lanes.h"

struct windows {
    size_t count, batches;
    uint32_t *young, *old;  /* per window */
    uint32_t *total;        /* cases of all places inside it */
    uint32_t ages;          /* no window reaches this age */
    uint32_t most;          /* the largest total */
    bool flat;
};

/*
 * per_step[steps]: cases of each step. `longest` in steps, at least 1.
 *
 * fails  ERR_LIMIT more windows than memory allows.
 */
bool windows_make(const uint32_t *per_step, size_t steps, size_t longest, bool retrospective,
                  struct arena *a, struct windows *out, struct err *err) MUST_USE;

/* mask[ages] of one batch: 1 in each lane whose window holds that age. O(ages * 32). */
void windows_mask(const struct windows *w, size_t batch, struct lanes *mask);

#endif
