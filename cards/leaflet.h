/*
 * cards/leaflet - the card as a small leaflet: a sheet of A6, printed on both sides and
 * folded once to A7 (74 x 105 mm). Four panels: outside the front (title and the first
 * number) and the back (the code); inside the steps and who to talk to, side by side. A language read
 * from right to
 * left opens the other way round.
 */
#ifndef CARDS_LEAFLET_H
#define CARDS_LEAFLET_H

#include "cards/piece.h"

#define LEAFLET_WIDTH_MM  148.0 /* open; folded in the middle */
#define LEAFLET_HEIGHT_MM 105.0
#define LEAFLET_BLEED_MM  3.0
#define LEAFLET_LEAST     7.0 /* points */

/* Both draw from the origin of p->d, the open sheet's top left corner. */
void leaflet_outside(struct piece *p);
void leaflet_inside(struct piece *p);

#endif
