/*
 * cards/tongue - the languages a card can be written in: their code, their name
 * in English and in themselves, which way they are read, and which fonts draw them.
 *
 * A language that is not in this table cannot be put on a card: somebody has to
 * say how it is set, and to have looked at its script in print. So far that is
 * Latin, Arabic (in the style of Naskh: Urdu wants another) and Gurmukhi.
 */
#ifndef CARDS_TONGUE_H
#define CARDS_TONGUE_H

#include "base/str.h"

struct tongue {
    const char *code;     /* BCP 47: "en", "pl", "ro", "ar", "pa" */
    const char *english;  /* "Polish" */
    const char *own;      /* "polski" */
    bool right_to_left;
    const char *font;     /* Pango's families, the first that has the letter: "Inter, Noto Sans Gurmukhi" */
    const char *packages; /* Debian's packages of them, for the message when a font is missing */
};

const struct tongue *tongue_find(struct str code); /* NULL when it is not known */
const struct tongue *tongue_each(size_t n);        /* NULL past the last */

#endif
