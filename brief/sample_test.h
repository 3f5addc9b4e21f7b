/*
 * brief/sample - briefs of no place, for the unit tests and for the browser's:
 * Northmere, invented down to its outline. Linked into tests only.
 */
#ifndef BRIEF_SAMPLE_TEST_H
#define BRIEF_SAMPLE_TEST_H

#include "brief/brief.h"

enum sample {
    SAMPLE_ORDINARY, /* three things, 14 priorities, 12 wards, a quiet feed */
    SAMPLE_CALM,     /* the same feeds and nothing unusual */
    SAMPLE_EMPTY,    /* a partnership that has received nothing yet */
    SAMPLE_WORST,    /* 30 wards, long and hostile names, everything there is to say */
    SAMPLES
};
const char *sample_word(enum sample which);

/* fails  ERR_LIMIT. The same brief every time. */
bool sample_make(enum sample which, struct arena *a, struct brief *out, struct err *err) MUST_USE;

#endif
