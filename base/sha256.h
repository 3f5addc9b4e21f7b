/*
 * base/sha256 - SHA-256's compression (FIPS 180-4, 6.2.2) by the processor's own
 * instructions, where it has them. libsodium's is portable C at about a quarter
 * of a gigabyte a second, slower than a file is read (docs/decisions/0010).
 * Only base/hash.c calls this; its test compares the two.
 */
#ifndef BASE_SHA256_H
#define BASE_SHA256_H

#include "base/mark.h"

bool sha256_is_native(void); /* does this processor have them? */

/* Takes `blocks` times 64 bytes into the state. Only where sha256_is_native(). */
void sha256_blocks(uint32_t state[8], const void *at, size_t blocks);

#endif
