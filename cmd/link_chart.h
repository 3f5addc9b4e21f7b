/*
 * cmd/link_chart - the charts of linkage's report, as SVG made here: no script draws them, paper shows them.
 *
 * Each is 360 units wide, so that its words can still be read on a telephone,
 * and has a label that says it in words; the figures stand beside it in a table.
 */
#ifndef CMD_LINK_CHART_H
#define CMD_LINK_CHART_H

#include "base/buf.h"
#include "link/link.h"

/* A row of a bar chart: its words, its length, and what is written at its end. */
struct chart_row {
    struct str label;
    double value;     /* bars: 0 .. 1; weights: any, left or right of the middle */
    struct str note;
};

/* Bars from the left, 1 being the whole width. */
void chart_bars(struct buf *b, const char *says, const struct chart_row *row, size_t rows);

/* Bars to the right of a middle line for what speaks for a match, to the left for what speaks against. */
void chart_weights(struct buf *b, struct str says, const struct chart_row *row, size_t rows, double most);

/* Pairs by match weight, on a scale by tens; dark: `dark` of each bar. The threshold is a dashed line. */
void chart_histogram(struct buf *b, const char *says, const uint64_t *pairs, const double *dark,
                     double threshold);

/* What was predicted (across) against what was so (up), with intervals. */
struct chart_point {
    double predicted, seen, low, high;
};
void chart_calibration(struct buf *b, const char *says, const struct chart_point *point, size_t points);

#endif
