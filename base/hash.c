#include "base/hash.h"

#include "base/sha256.h"

#include <sodium.h>

_Static_assert(sizeof(crypto_hash_sha256_state) <= sizeof(((struct hash *)0)->state),
               "libsodium's state fits");

void hash_begin(struct hash *h)
{
    (void)crypto_hash_sha256_init((crypto_hash_sha256_state *)h->state);
}

/* Whole blocks past the processor's own instructions; libsodium's state stays what it would be. */
static size_t add_blocks(crypto_hash_sha256_state *state, const unsigned char *at, size_t len)
{
    size_t whole = len / 64 * 64;

    if (whole == 0 || (state->count & 511) != 0 || !sha256_is_native())
        return 0;
    sha256_blocks(state->state, at, whole / 64);
    state->count += (uint64_t)whole * 8; /* in bits */
    return whole;
}

void hash_add(struct hash *h, const void *at, size_t len)
{
    crypto_hash_sha256_state *state = (crypto_hash_sha256_state *)h->state;
    const unsigned char *from = at;
    size_t beside = (64 - (state->count >> 3) % 64) % 64, done = beside < len ? beside : len;

    (void)crypto_hash_sha256_update(state, from, done);
    done += add_blocks(state, from + done, len - done);
    (void)crypto_hash_sha256_update(state, from + done, len - done);
}

void hash_add_int(struct hash *h, int64_t n)
{
    uint64_t u = (uint64_t)n;
    unsigned char byte[8];

    for (int i = 0; i < 8; i++)
        byte[i] = (unsigned char)(u >> (8 * i));
    hash_add(h, byte, sizeof byte);
}

void hash_add_str(struct hash *h, struct str s)
{
    hash_add_int(h, (int64_t)s.len);
    hash_add(h, s.at, s.len);
}

struct digest hash_end(struct hash *h)
{
    struct digest d;

    (void)crypto_hash_sha256_final((crypto_hash_sha256_state *)h->state, d.at);
    return d;
}

struct digest hash_of(struct str s)
{
    struct hash h;

    hash_begin(&h);
    hash_add(&h, s.at, s.len);
    return hash_end(&h);
}

void buf_add_digest(struct buf *b, struct digest d)
{
    buf_add_hex(b, d.at, sizeof d.at);
}
