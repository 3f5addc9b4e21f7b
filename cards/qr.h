/*
 * cards/qr - a text as the squares of a QR code (ISO/IEC 18004), by libqrencode.
 *
 * Error correction is Q (a quarter of the code may be scratched or dirty) where the
 * code stays small enough for that, else M: a card lives in a pocket. Upper and lower
 * case are told apart, the mask is the library's choice, so the same text gives the same code.
 */
#ifndef CARDS_QR_H
#define CARDS_QR_H

#include "base/buf.h"

#define QR_QUIET     4  /* modules that stay white round the code */
#define QR_SIDE_GOOD 33 /* a Q code of more modules than this is made anew as M */
#define QR_SIDE_MOST 57 /* version 10: more is too fine to print on a card */

struct qr {
    int side;            /* modules, without the quiet zone */
    const uint8_t *dark; /* side * side, 1 is dark, row by row */
};

/* fails  ERR_INPUT too long to be printed on a card; ERR_LIMIT */
bool qr_make(struct str text, struct arena *a, struct qr *out, struct err *err) MUST_USE;

#endif
