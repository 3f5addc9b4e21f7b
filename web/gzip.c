#include "web/gzip.h"

#include <zlib.h>

enum { LEVEL = 6, WINDOW = 15 + 16, MEMORY = 8 }; /* 16: the form is gzip */

bool gzip_suits(const char *type)
{
    struct str s = str_of(type), kind = str_trim(str_cut(&s, ';'));

    return str_starts(kind, STR("text/")) || str_ends(kind, STR("json")) || str_ends(kind, STR("xml")) ||
           str_eq(kind, STR("application/javascript")) || str_eq(kind, STR("application/manifest+json"));
}

static void *of_arena(void *with, unsigned count, unsigned size)
{
    return arena_alloc(with, count, size, _Alignof(max_align_t));
}

static void back_to_arena(void *with, void *at)
{
    (void)with;
    (void)at;
}

bool gzip_make(struct str body, struct arena *a, struct str *out)
{
    struct arena work _cleanup_(arena_close);
    z_stream z = { .zalloc = of_arena, .zfree = back_to_arena };
    char *to = NULL;
    bool whole;

    arena_open_in(&work, a, (size_t)1 << 20);
    z.opaque = &work;
    if (body.len > UINT32_MAX ||
        deflateInit2(&z, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return false;
    to = arena_new(a, char, body.len);
    if (to) {
        z.next_in = (Bytef *)(uintptr_t)body.at; /* only read */
        z.avail_in = (uInt)body.len;
        z.next_out = (Bytef *)to;
        z.avail_out = (uInt)body.len; /* more would be no gain */
    }
    whole = to && deflate(&z, Z_FINISH) == Z_STREAM_END;
    (void)deflateEnd(&z);
    if (whole)
        *out = (struct str){ to, z.total_out };
    return whole;
}
