/*
 * link/jaro - how alike two short names are, 0 to 1: Jaro, and Jaro-Winkler.
 *
 * Jaro (JASA 1989, 84:414) counts letters the two have in common, not further apart than half the longer
 * one's length less one, and of those the ones out of order: (m/|a| + m/|b| + (m - t)/m) / 3. Winkler
 * (1990) adds a tenth of what is missing for each of the first letters that agree, up to four. As in DuckDB
 * and Splink: the addition is made only where Jaro is above 0.7, t is rounded down, and an empty text is
 * like nothing, not even like another.
 *
 * By byte (jaro, jaro_winkler), which gives DuckDB's numbers for any text; and by Unicode code point
 * (jaro_points, jaro_winkler_points), which names deserve: by byte "é" beside "è" is half the same.
 * For ASCII, and so for most folded names, the two are one.
 *
 * Up to 64 symbols in each text the letters in common are found a machine word at a time; beyond, symbol by
 * symbol in |a| times the window. Past POINT_MOST symbols (link/point.h) nothing is looked at or counted.
 * Symmetric; nothing is allocated, about 20 KB of stack for a long text.
 */
#ifndef LINK_JARO_H
#define LINK_JARO_H

#include "base/str.h"

double jaro(struct str a, struct str b);
double jaro_winkler(struct str a, struct str b);
double jaro_points(struct str a, struct str b);
double jaro_winkler_points(struct str a, struct str b);

#endif
