/*
 * scan/lanes - 32 counts of 16 bits side by side: the unit the scan adds and compares.
 *
 * One lane is one time window, so that adding a place to a zone adds its count
 * in 32 windows at once. Adding stops at 65,535 instead of wrapping; whoever
 * can meet that counts again in full (scan/sweep.c).
 */
#ifndef SCAN_LANES_H
#define SCAN_LANES_H

#include "base/arena.h"

enum { LANES = 32, LANE_MAX = UINT16_MAX };

struct lanes {
    _Alignas(64) uint16_t n[LANES];
};

/* `count` of them, zeroed and aligned for the widest registers; NULL when refused. */
struct lanes *lanes_make(struct arena *a, size_t count);

#endif
