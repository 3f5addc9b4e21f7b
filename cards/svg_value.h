/*
 * cards/svg_value - what may stand in an attribute of a picture: numbers, colours, paths, turns and moves.
 *
 * Each kind of value has a grammar. What keeps to it is written anew from what was
 * read, one way only: numbers with at most six decimals and no exponent, a space between
 * them, colours as #rrggbb. So a value written once and read again gives the same bytes,
 * and nothing that was not understood comes through.
 *
 * Numbers may be at most SVG_NUMBER_MAX away from zero.
 */
#ifndef CARDS_SVG_VALUE_H
#define CARDS_SVG_VALUE_H

#include "base/buf.h"

#define SVG_NUMBER_MAX 100000

enum svg_grammar {
    SVG_NUMBER,     /* -1.5; "px" behind it is dropped */
    SVG_LENGTH,     /* as a number, not below zero */
    SVG_PLACE,      /* in a gradient: a number or a percentage */
    SVG_SHARE,      /* 0 to 1, or 0 % to 100 % */
    SVG_VIEW_BOX,   /* four numbers, the last two above zero and at most 20 to 1 */
    SVG_PATH,
    SVG_POINTS,     /* pairs of numbers */
    SVG_TRANSFORM,
    SVG_COLOUR,     /* #rgb, #rrggbb, one of the sixteen names of HTML 4 */
    SVG_PAINT,      /* a colour, none, or url(#id) */
    SVG_REFERENCE,  /* #id */
    SVG_WORD,       /* one of the attribute's own words */
    SVG_GRAMMARS,
};

/* What a grammar takes, for a message: "a number", "a colour such as #10457a". */
const char *svg_grammar_word(enum svg_grammar g);

/*
 * Reads `value` and appends it in its one way of writing.
 *
 * in       words   for SVG_WORD: those it may be, between spaces, "butt round square"
 * out      *ref    for SVG_PAINT and SVG_REFERENCE: the id, and nothing is appended; else untouched
 *          *numbers grows by how many numbers were read
 * returns  false when it does not keep to its grammar; what was appended is to be thrown away
 */
bool svg_value(enum svg_grammar g, struct str value, const char *words, struct buf *b, struct str *ref,
               size_t *numbers) MUST_USE;

#endif
