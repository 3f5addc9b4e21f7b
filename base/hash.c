#include "base/hash.h"

#include <nettle/sha2.h>

_Static_assert(sizeof(struct sha256_ctx) <= sizeof(((struct hash *)0)->state), "nettle's state fits");

void hash_begin(struct hash *h)
{
    sha256_init((struct sha256_ctx *)h->state);
}

void hash_add(struct hash *h, const void *at, size_t len)
{
    sha256_update((struct sha256_ctx *)h->state, len, at);
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

    sha256_digest((struct sha256_ctx *)h->state, sizeof d.at, d.at);
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
