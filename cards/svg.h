/*
 * cards/svg - an SVG with nothing in it but a drawing.
 *
 * What a picture may have is one table of elements and one of attributes in svg.c: groups, the
 * seven shapes, linear and radial gradients, and the attributes that say where they are and how
 * they are painted (cards/svg_value.h). No letters (they would need a font), no picture inside
 * the picture, no copies (a picture of 1 KiB could ask for a billion), no clipping, filters, masks,
 * patterns or dashes, no style sheet, no script, no link. A reference is to a gradient of the same
 * file, and one gradient may borrow the colours of another that borrows none.
 *
 * Inkscape's "plain SVG" writes colours into a style attribute: what stands there is read as
 * the attributes of the same names. What is harmless and of no use is left out: comments, titles
 * and descriptions, version, sizes beside the viewBox, properties at their default.
 *
 * The clean drawing is written from what was understood: no text that somebody
 * typed is in it, not even an id (gradients become g1, g2 ...), so neither is
 * anybody's name. Cleaned again it is the same, byte by byte.
 */
#ifndef CARDS_SVG_H
#define CARDS_SVG_H

#include "cards/svg_read.h"

#define SVG_GRADIENTS_MAX 64
#define SVG_NUMBERS_MAX   10000 /* in all paths and attributes together: more takes too long to draw */
#define SVG_FAULTS_MAX    20    /* said of one picture */

/* As picture_clean() (cards/picture.h), of an SVG. */
bool svg_clean(struct str file, struct str bytes, struct arena *a, struct card_faults *faults,
               struct str *clean, struct err *err) MUST_USE;

#endif
