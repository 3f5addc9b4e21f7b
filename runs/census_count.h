/* runs/census_count - a census's rows counted by area and month; only runs/census.c includes it. */
#ifndef RUNS_CENSUS_COUNT_H
#define RUNS_CENSUS_COUNT_H

#include "runs/census.h"

/* Fills, of a census whose rows are laid: where rows are placed, all counts but those of flags, the feeds. */
bool census_count(struct census *c, struct arena *a, struct err *err) MUST_USE;

#endif
