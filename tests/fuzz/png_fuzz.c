/*
 * Any bytes as a PNG: refused, or clean, and cleaned again the same. So that a fuzzer passes the
 * sums of the chunks, they are put right before a second try.
 */
#include "cards/picture.h"

static void require(bool ok)
{
    if (!ok)
        abort();
}

static uint32_t sum_of(const unsigned char *at, size_t len)
{
    uint32_t c = 0xFFFFFFFFu;

    for (size_t i = 0; i < len; i++) {
        c ^= at[i];
        for (int k = 0; k < 8; k++)
            c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
    }
    return ~c;
}

static void put_sums_right(unsigned char *at, size_t len)
{
    for (size_t i = 8; i + 12 <= len;) {
        size_t body = (size_t)at[i] << 24 | (size_t)at[i + 1] << 16 | (size_t)at[i + 2] << 8 | at[i + 3];
        if (body > len - i - 12)
            return;
        uint32_t sum = sum_of(at + i + 4, body + 4);
        for (size_t k = 0; k < 4; k++)
            at[i + 8 + body + k] = (unsigned char)(sum >> (24 - 8 * k));
        i += body + 12;
    }
}

static void try(struct str bytes, struct arena *a)
{
    struct card_faults faults = { .arena = a };
    struct str clean, again;
    struct err err = { 0 };

    if (!picture_clean(STR("picture.png"), bytes, a, &faults, &clean, &err)) {
        require(err.kind == ERR_LIMIT);
        return;
    }
    require((clean.len == 0) == (faults.len == 1) && clean.len <= bytes.len);
    if (clean.len && picture_clean(STR("picture.png"), clean, a, &faults, &again, &err))
        require(str_eq(again, clean));
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);

    arena_open(&a, (size_t)1 << 26);
    try((struct str){ (const char *)at, len }, &a);
    struct str copy = arena_copy(&a, (struct str){ (const char *)at, len });
    require(copy.at);
    put_sums_right((unsigned char *)copy.at, len);
    try(copy, &a);
    return 0;
}
