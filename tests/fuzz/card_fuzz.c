/*
 * Any bytes as a card: card.json, then one or two language files, a zero byte between them. It is read
 * with faults of ours or without; what has none is written so that it is read to the same.
 */
#include "cards/card.h"

static void require(bool ok)
{
    if (!ok)
        abort();
}

/* card.json written anew, or no room for it. */
static bool written(const struct card *c, struct arena *a, struct str *out)
{
    struct buf b = { .arena = a };
    struct err err = { 0 };

    card_write_json(c, &b);
    return buf_done(&b, "a card", out, &err);
}

/* false without room or with a fault that stops. */
static bool is_sound(const struct card_files *files, struct arena *a, struct card *c)
{
    struct card_faults faults = { .arena = a };
    struct err err = { 0 };

    if (!card_read(files, a, &faults, c, &err)) {
        require(err.kind == ERR_LIMIT && err.say[0]);
        return false;
    }
    require(faults.len <= CARD_FAULTS_MAX);
    for (size_t i = 0; i < faults.len; i++)
        require(faults.at[i].say.len && faults.at[i].file.len);
    return card_faults_count(&faults, FAULT_STOP) == 0;
}

static bool is_same(const struct card *one, const struct card *two)
{
    return one->contacts == two->contacts && one->wordings == two->wordings && one->credits == two->credits &&
           one->histories == two->histories && str_eq(one->name, two->name) && str_eq(one->page, two->page);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    static const char *const NAME[] = { "card.json", "en.txt", "ar.txt" };
    struct arena a _cleanup_(arena_close);
    struct str rest = { (const char *)at, len }, once, twice;
    struct card_files files = { .len = 0 };
    struct err err = { 0 };

    arena_open(&a, (size_t)1 << 26);
    struct card *c = arena_new(&a, struct card, 1), *again = arena_new(&a, struct card, 1);
    require(c && again);
    for (size_t i = 0; i < COUNT_OF(NAME) && (i == 0 || rest.len); i++)
        if (!card_files_put(&files, str_of(NAME[i]), str_cut(&rest, '\0'), &err))
            return 0;
    if (!is_sound(&files, &a, c) || !written(c, &a, &once))
        return 0;
    require(once.len <= CARD_FILE_BYTES_MAX && card_files_put(&files, STR("card.json"), once, &err));
    if (!is_sound(&files, &a, again) || !written(again, &a, &twice))
        abort(); /* what was sound is sound when it is written by us */
    require(is_same(c, again) && str_eq(once, twice));
    return 0;
}
