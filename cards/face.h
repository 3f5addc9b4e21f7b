/*
 * cards/face - the two sides of a card the size of a bank card (ISO/IEC 7810 ID-1, also
 * called CR80): in front what to do in an emergency and the number to call first, behind
 * who to talk to and the code of the card's page. Ink runs FACE_BLEED_MM past the cut;
 * words keep FACE_MARGIN_MM away from it.
 */
#ifndef CARDS_FACE_H
#define CARDS_FACE_H

#include "cards/piece.h"

#define FACE_WIDTH_MM  85.6
#define FACE_HEIGHT_MM 53.98
#define FACE_BLEED_MM  3.0
#define FACE_MARGIN_MM 3.8
#define FACE_LEAST     6.0 /* points */

/* Both draw from the origin of p->d, which is the card's top left corner. */
void face_front(struct piece *p);
void face_back(struct piece *p);

#endif
