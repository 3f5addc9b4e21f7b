/*
 * brief/html - the brief as one HTML file that needs nothing else: style, font
 * and pictures are inside it, there is no script, and its content security
 * policy forbids any request, so it can be mailed, kept and opened offline.
 *
 * The first screen and the table of the whole partnership print on one page of
 * A4; the detail begins on the second. At 320 px the tables become stacked
 * rows. Pictures are SVG made by brief/map and brief/spark, each beside the
 * same figures in words.
 *
 * The look is the GOV.UK design system's generic one in the typeface Inter:
 * brief/assets/brief.css and inter.woff2, built by tools/css.
 */
#ifndef BRIEF_HTML_H
#define BRIEF_HTML_H

#include "brief/brief.h"

/*
 * The same brief gives the same bytes.
 *
 * out    *out, living in the arena
 * fails  ERR_BUG as brief_check() says; ERR_LIMIT.
 */
bool brief_html(const struct brief *b, struct arena *a, struct str *out, struct err *err) MUST_USE;

#endif
