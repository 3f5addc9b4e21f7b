/* Any bytes as a case or coordinates file: what is taken adds up, and no message carries a tilde of it. */
#include "intake/cas.h"

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct str text = { (const char *)at, len };
    struct cas cas;
    struct geo geo;
    struct err err = { 0 };

    arena_open(&a, (size_t)1 << 24);
    if (cas_read(text, "x", &a, &cas, &err)) {
        int64_t sum = 0;
        for (size_t i = 0; i < cas.rows; i++)
            sum += cas.row[i].count;
        if (cas.rows == 0 || sum != cas.cases)
            abort();
    } else if (strchr(err.say, '~'))
        abort();
    if (geo_read(text, "x", &a, &geo, &err)) {
        for (size_t i = 1; i < geo.rows && i < 50; i++)
            if (str_eq(geo.row[i].id, geo.row[i - 1].id))
                abort();
    } else if (strchr(err.say, '~'))
        abort();
    return 0;
}
