/*
 * intake/work - what the reading child does: bytes in at one end, frames
 * (intake/frame.h) out at the other. It runs in the sandbox, or, for fuzzers
 * and sanitizers, in the caller's own process.
 */
#ifndef INTAKE_WORK_H
#define INTAKE_WORK_H

#include "intake/frame.h"

struct work {
    bool geojson;
    size_t memory_bytes;
    /* Both move at least one byte, or return 0 at the end and -1 when they cannot. */
    ptrdiff_t (*read)(void *with, void *at, size_t n);
    ptrdiff_t (*write)(void *with, const void *at, size_t n);
    void *with;
};

/* true: the last frame (FRAME_END or FRAME_REFUSED) was written. */
bool work_run(const struct work *w);

#endif
