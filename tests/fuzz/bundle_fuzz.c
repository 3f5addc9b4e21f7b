/*
 * Any bytes as a bundle: refused in words of ours, since no fuzzer signs; and as an archive, which is
 * what it is
 * written from again, byte by byte. So that what comes behind the signature is
 * met too, the bytes are signed by a key of our own where they are an archive with a manifest.
 */
#include "cards/bundle.h"

static void require(bool ok)
{
    if (!ok)
        abort();
}

/* A tilde is in none of our words: one in a message came out of the bytes. */
static bool open_any(struct str bytes, const struct seal_signer *signer, struct arena *a)
{
    struct card *card = arena_new(a, struct card, 1);
    struct card_faults faults = { .arena = a };
    struct card_files files;
    struct err err = { 0 };
    size_t who;

    if (!card)
        return false;
    if (bundle_open(bytes, signer, 1, a, &faults, &files, card, &who, &err))
        return true;
    require(err.kind == ERR_INPUT || err.kind == ERR_DENIED || err.kind == ERR_LIMIT ||
            err.kind == ERR_CLASH);
    require(err.say[0] && !strchr(err.say, '~'));
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close);
    struct str bytes = { (const char *)at, len }, again;
    struct seal_secret key _cleanup_(seal_close) = { 0 };
    struct archive all;
    struct err err = { 0 };
    uint8_t seed[32] = { 1 };

    arena_open(&a, (size_t)1 << 26);
    require(seal_from_seed(seed, STR(""), &key, &err));
    (void)open_any(bytes, &key.signer, &a);
    if (!archive_read(bytes, &all, &err) || !archive_write(&all, &a, &again, &err))
        return 0;
    require(str_eq(bytes, again));
    if (all.len < 2)
        return 0;
    struct seal_signature signature = seal_sign(&key, all.at[0].bytes);
    all.at[1].bytes = (struct str){ (const char *)signature.at, sizeof signature.at };
    if (archive_write(&all, &a, &again, &err))
        (void)open_any(again, &key.signer, &a);
    return 0;
}
