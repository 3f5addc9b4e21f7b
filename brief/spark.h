/*
 * brief/spark - a row's past as a line no bigger than a word (Tufte, Beautiful
 * Evidence, 2006): the band behind it is the usual range of the last period,
 * the dot is that period. A period not held leaves a gap, a doubtful one is
 * hollow. The scale starts at 0, so that a small change looks small.
 *
 * The SVG carries the same figures as words for who cannot see it.
 */
#ifndef BRIEF_SPARK_H
#define BRIEF_SPARK_H

#include "brief/brief.h"

#define BRIEF_SPARK_WIDE 120 /* units of the SVG's own */
#define BRIEF_SPARK_HIGH 28

/* Adds nothing when the series is empty. O(periods). */
void brief_add_spark(struct buf *b, const struct brief_series *s, struct brief_usual usual,
                     enum brief_verdict verdict);

#endif
