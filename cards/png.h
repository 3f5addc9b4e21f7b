/*
 * cards/png - a PNG with nothing in it but its pixels.
 *
 * Kept are the chunks that make the picture: IHDR, PLTE, tRNS, gAMA, sRGB, IDAT, IEND
 * (PNG, third edition, section 11). Left out are all others: a camera's place, names,
 * comments, times, a second picture. Every chunk's sum is checked, their order,
 * and that what is packed unpacks to exactly the pixels it says: so no file that passes fails
 * in print, and nothing is hidden behind the last pixel.
 *
 * At most PNG_SIDE_MAX pixels a side and PNG_BYTES_MAX bytes. Either kind of interlacing is fine.
 */
#ifndef CARDS_PNG_H
#define CARDS_PNG_H

#include "cards/fault.h"

#define PNG_SIDE_MAX  4096
#define PNG_BYTES_MAX (1 << 20)

/* As picture_clean() (cards/picture.h), of a PNG. Faults are of the file as a whole: a PNG has no lines. */
bool png_clean(struct str file, struct str bytes, struct arena *a, struct card_faults *faults,
               struct str *clean, struct err *err) MUST_USE;

#endif
