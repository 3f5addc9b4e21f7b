/*
 * cards/svg_refused - what people's drawings often hold that a picture may not, and what to do about each.
 * All else that is not on the list of cards/svg.h is refused too, in one sentence for all.
 */
#ifndef CARDS_SVG_REFUSED_H
#define CARDS_SVG_REFUSED_H

#include "base/str.h"

/* "script may not be in a picture: ..." without its end; never NULL. */
const char *svg_refused_element(struct str name);
const char *svg_refused_attribute(struct str name);

#endif
