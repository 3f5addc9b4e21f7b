/*
 * link/edit - how many slips of the key turn one text into the other.
 *
 *   levenshtein  a letter put in, left out or changed (Levenshtein 1966)
 *   osa          and two neighbours swapped, no letter touched twice (optimal string alignment)
 *   damerau      and two swapped with others since put in or left out between them: unrestricted (Damerau
 *                1964; Lowrance and Wagner, J. ACM 1975), as DuckDB's damerau_levenshtein; "CA" to "ABC" is
 *                2 here and 3 by osa. A metric, where osa is none.
 *   jaccard      of the sets of bytes: those in both over those in either, as DuckDB; 0 where one is empty,
 *                which DuckDB refuses
 *
 * By byte, which gives DuckDB's numbers; ..._points() by Unicode code point, in which "zoë" is one slip from
 * "zoe" and not two. For ASCII the two are one.
 *
 * Up to 64 symbols in the shorter text levenshtein and osa take a column of the table at a time in a
 * machine word (Myers, J. ACM 1999; Hyyrö, Nordic J. Computing 2003); longer ones cost |a| times |b|.
 * damerau is never more than osa and never less than two thirds of it: it is osa where that is 2 or less,
 * and damerau_within() mostly needs nothing else. The rest is counted in |a| times |b| (Zhao and Sahni, BMC
 * Bioinformatics 2019). Past POINT_MOST symbols (link/point.h) nothing is looked at or counted. Symmetric;
 * nothing is allocated, about 60 KB of stack for a long text.
 */
#ifndef LINK_EDIT_H
#define LINK_EDIT_H

#include "base/str.h"

uint32_t levenshtein(struct str a, struct str b);
uint32_t osa(struct str a, struct str b);
uint32_t damerau(struct str a, struct str b);
double jaccard(struct str a, struct str b);

uint32_t levenshtein_points(struct str a, struct str b);
uint32_t osa_points(struct str a, struct str b);
uint32_t damerau_points(struct str a, struct str b);

/* Is the distance `most` or less? The same answer as by counting, sooner: a difference in length is one. */
bool levenshtein_within(struct str a, struct str b, uint32_t most);
bool osa_within(struct str a, struct str b, uint32_t most);
bool damerau_within(struct str a, struct str b, uint32_t most);

#endif
