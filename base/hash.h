/*
 * base/hash - SHA-256 (FIPS 180-4), by nettle, which uses the processor's own
 * instructions where it has them: which file was it, and has a run's result
 * changed? The one door to <nettle/...>.
 */
#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/buf.h"

struct digest {
    uint8_t at[32];
};
struct hash {
    _Alignas(16) unsigned char state[128];
};

void hash_begin(struct hash *h);
void hash_add(struct hash *h, const void *at, size_t len);
/* A text with its length before it, so that "ab"+"c" is not "a"+"bc". */
void hash_add_str(struct hash *h, struct str s);
void hash_add_int(struct hash *h, int64_t n);
struct digest hash_end(struct hash *h);

struct digest hash_of(struct str s);
void buf_add_digest(struct buf *b, struct digest d); /* 64 hexadecimal digits */

#endif
