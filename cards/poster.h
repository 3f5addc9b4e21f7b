/*
 * cards/poster - the card as a poster of A4, to be read from across a room: the
 * steps, the first number over the whole width, who to talk to and the code.
 * It is printed to the paper's edge as far as the printer can; nothing that matters stands there.
 */
#ifndef CARDS_POSTER_H
#define CARDS_POSTER_H

#include "cards/piece.h"

#define POSTER_WIDTH_MM  210.0
#define POSTER_HEIGHT_MM 297.0
#define POSTER_LEAST     10.0 /* points */

void poster(struct piece *p);

#endif
