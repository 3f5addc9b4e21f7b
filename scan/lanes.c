#include "scan/lanes.h"

struct lanes *lanes_make(struct arena *a, size_t count)
{
    size_t bytes;
    char *at;

    if (__builtin_mul_overflow(count, sizeof(struct lanes), &bytes) ||
        __builtin_add_overflow(bytes, _Alignof(struct lanes), &bytes))
        return NULL;
    at = arena_new(a, char, bytes);
    if (!at)
        return NULL;
    /* The arena aligns within its blocks, which malloc aligned to 16 bytes. */
    uintptr_t over = (uintptr_t)at % _Alignof(struct lanes);
    at += over ? _Alignof(struct lanes) - over : 0;
    return (struct lanes *)(void *)at;
}
