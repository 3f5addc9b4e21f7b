#include "tests/crash/memory.h"

#include <sqlite3.h>

static sqlite3_mem_methods real;
static struct {
    long left;
    bool for_ever, failed;
} failing = { .left = -1 };

static bool refuses(void)
{
    if (failing.left > 0) {
        failing.left--;
        return false;
    }
    if (failing.left == 0 || (failing.failed && failing.for_ever)) {
        failing.left = -1;
        failing.failed = true;
        return true;
    }
    return false;
}

void memory_fail(long n, bool for_ever)
{
    failing.left = n;
    failing.for_ever = for_ever;
    failing.failed = false;
}

bool memory_has_failed(void)
{
    return failing.failed;
}

static void *sometimes_malloc(int size)
{
    return refuses() ? NULL : real.xMalloc(size);
}

static void *sometimes_realloc(void *at, int size)
{
    return refuses() ? NULL : real.xRealloc(at, size);
}

void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size)
{
    return refuses() ? NULL : __real_calloc(count, size);
}

/* Without the lookaside, which would serve most small requests from one block. */
bool memory_mount(void)
{
    sqlite3_mem_methods ours;

    if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real) != SQLITE_OK)
        return false;
    ours = real;
    ours.xMalloc = sometimes_malloc;
    ours.xRealloc = sometimes_realloc;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK &&
           sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK;
}
