/*
 * cards/picture - is the card's picture one we may show and pass on? And the same
 * picture with nothing in it but what was allowed.
 *
 * An SVG is read by a small reader of our own that knows a list of elements and
 * attributes and refuses all else by line and name: no script, no style sheet, no
 * link, no other file, no entity, no DOCTYPE, no animation, no text (it would need
 * fonts). What comes out is written anew from what was read, so that nothing that was
 * not understood is passed on. A PNG keeps the chunks that make the picture
 * and loses all others (a camera's place, a comment).
 */
#ifndef CARDS_PICTURE_H
#define CARDS_PICTURE_H

#include "cards/fault.h"

/*
 * in   bytes of a file called `name`, "picture.svg" or "picture.png"
 * out  *clean; faults of FAULT_STOP with line and column for what is not allowed, and then *clean is ""
 * fails  ERR_LIMIT only
 */
bool picture_clean(struct str name, struct str bytes, struct arena *a, struct card_faults *faults,
                   struct str *clean, struct err *err) MUST_USE;

#endif
