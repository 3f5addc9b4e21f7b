/*
 * tests/crash/memory - SQLite's memory, and the store's own, refused at the n-th request.
 *
 * The program is linked with calloc wrapped (the store allocates by no other
 * call). Call memory_mount() before anything that starts SQLite.
 */
#ifndef TESTS_CRASH_MEMORY_H
#define TESTS_CRASH_MEMORY_H

#include "base/mark.h"

bool memory_mount(void);
void memory_fail(long n, bool for_ever); /* the n-th request from now; -1: none */
bool memory_has_failed(void);            /* was one refused since memory_fail()? */

#endif
