/* Any bytes as a Cookie header: what is found lies in it, could not end it, and is the only one. */
#include "web/cookie.h"

#include <stdlib.h>

static size_t times_named(struct str header, struct str name)
{
    size_t n = 0;

    while (header.len > 0) {
        struct str value = str_trim(str_cut(&header, ';'));

        n += str_has(value, '=') && str_eq(str_cut(&value, '='), name);
    }
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct str header = { (const char *)at, len }, out = { 0 };

    if (!cookie_find(header, STR("s"), &out))
        return 0;
    if (out.at < header.at || out.at + out.len > header.at + header.len || len > COOKIE_HEADER_MAX ||
        times_named(header, STR("s")) != 1)
        abort();
    for (size_t i = 0; i < out.len; i++)
        if (out.at[i] <= ' ' || out.at[i] == ';' || out.at[i] == '"' || out.at[i] == ',')
            abort();
    return 0;
}
