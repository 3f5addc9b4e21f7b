/*
 * link/point - a text as the symbols that are compared: bytes, or Unicode code points.
 *
 * The comparisons by point turn both texts into runs of symbols here. A byte that is no part of
 * well-formed UTF-8 is a symbol of its own, above all code points, so every text can be compared.
 * Two texts of up to 64 points have few different symbols: point_narrow() numbers them, and the
 * fast comparisons by byte serve for both.
 */
#ifndef LINK_POINT_H
#define LINK_POINT_H

#include "base/str.h"

/* Symbols looked at in one text: what comes after does not count in any comparison. */
#define POINT_MOST 2048
#define POINT_FAST 64 /* as many as a machine word has bits */

bool point_is_ascii(struct str s); /* points are bytes */
size_t point_read(struct str s, uint32_t point[POINT_MOST]);  /* by code point; how many */
size_t point_bytes(struct str s, uint32_t point[POINT_MOST]); /* one symbol a byte; how many */

/* Each symbol's number, the same for the same symbol in both; both at most POINT_FAST long. */
void point_narrow(const uint32_t *a, size_t a_len, const uint32_t *b, size_t b_len, char *a_out, char *b_out);

#endif
