/*
 * base/base64 - bytes as text (RFC 4648, section 4: +, / and padding), for
 * data: addresses and for the digests in a content security policy.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/buf.h"

void buf_add_base64(struct buf *b, const void *at, size_t len);

#endif
