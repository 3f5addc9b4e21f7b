/*
 * Any bytes as a drawing: refused with a place, or clean. What is clean holds nothing but our own
 * elements and attributes, and cleaned again it is the same.
 */
#include "cards/picture.h"
#include "cards/svg_read.h"

static void require(bool ok)
{
    if (!ok)
        abort();
}

static bool has(struct str s, const char *word)
{
    size_t len = strlen(word);

    for (size_t i = 0; i + len <= s.len; i++)
        if (memcmp(s.at + i, word, len) == 0)
            return true;
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    static const char *const NEVER[] = { "<!", "<?",   "script", "style", " on", "://x", "data:",
                                         "&",  "<a",   "<use",   "<image", "NaN", "inf", "\t" };
    struct arena a _cleanup_(arena_close);
    struct str bytes = { (const char *)at, len }, clean, again;
    struct err err = { 0 };

    arena_open(&a, (size_t)1 << 26);
    struct card_faults faults = { .arena = &a };
    if (!picture_clean(STR("picture.svg"), bytes, &a, &faults, &clean, &err)) {
        require(err.kind == ERR_LIMIT);
        return 0;
    }
    require((clean.len == 0) == (faults.len > 0));
    for (size_t i = 0; i < faults.len; i++)
        require(faults.at[i].weight == FAULT_STOP && faults.at[i].say.len && !str_has(faults.at[i].say, '~'));
    if (clean.len == 0)
        return 0;
    require(clean.len <= SVG_BYTES_MAX);
    for (size_t i = 0; i < COUNT_OF(NEVER); i++)
        require(!has(clean, NEVER[i]));
    if (picture_clean(STR("picture.svg"), clean, &a, &faults, &again, &err))
        require(str_eq(again, clean));
    return 0;
}
