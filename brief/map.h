/*
 * brief/map - the small map of the first screen: areas shaded by how their
 * count stands against their own usual range, and the things as numbered
 * circles. It shows where to look, not how to drive there.
 *
 * Longitude is squeezed by the cosine of the middle latitude: right to a few
 * parts in a thousand over a district. Points are rounded to whole units of
 * the picture, the same for neighbours, so shared edges stay shared; that is
 * also what keeps 24 detailed boundaries at some 40 KB.
 *
 * Colour is never alone: above usual is hatched, below usual is dotted, the
 * legend and the list beside it say it in words.
 */
#ifndef BRIEF_MAP_H
#define BRIEF_MAP_H

#include "brief/brief.h"

#define BRIEF_MAP_WIDE 800 /* units across */

/* Is there any outline to draw? */
bool brief_has_map(const struct brief *b);

/* Adds one <svg>; nothing without an outline. O(points). */
void brief_add_map(struct buf *out, const struct brief *b);

#endif
