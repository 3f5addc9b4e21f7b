/*
 * cards/colour - colours as people write them, "#10457a", and whether one can be
 * read on another: the contrast of WCAG 2.2, success criterion 1.4.3, from the
 * relative luminance of sRGB.
 */
#ifndef CARDS_COLOUR_H
#define CARDS_COLOUR_H

#include "base/buf.h"

struct colour {
    uint8_t red, green, blue;
};
bool colour_read(struct str s, struct colour *out) MUST_USE; /* "#rrggbb" only */
void buf_add_colour(struct buf *b, struct colour c);         /* "#10457a" */
double colour_contrast(struct colour a, struct colour b);    /* 1 to 21 */
#define COLOUR_CONTRAST_AA       4.5
#define COLOUR_CONTRAST_AA_LARGE 3.0 /* 18 points, or 14 bold */

#endif
