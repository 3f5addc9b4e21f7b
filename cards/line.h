/*
 * cards/line - the few words somebody may write beside a card: an organisation, a place
 * where cards lie, an area. One line, and nothing that leads to a person: no address of
 * mail, no telephone number.
 */
#ifndef CARDS_LINE_H
#define CARDS_LINE_H

#include "base/str.h"

#define CARD_LINE_MAX 80 /* bytes */

/* NULL when it fits, else what is wrong, to follow "the place": "is empty", "has an @ in it" ... */
const char *card_line_wrong(struct str s);

#endif
