/*
 * cards/reading - how old must a reader be? The Coleman-Liau index of English words
 * (Coleman and Liau, "A computer readability formula designed for machine scoring",
 * Journal of Applied Psychology 60, 1975), which counts letters and sentences and needs
 * no guess at syllables:
 *
 *     grade = 0.0588 L - 0.296 S - 15.8      L letters, S sentences, each a hundred words
 *     age   = grade + 5, a school year of the United States begun at five
 *
 * Its limits: it was fitted to school texts, so on the hundred words of a card it is right to about a
 * year and a half; it sees long words and long sentences, not hard ideas; it knows no language
 * but English. Numbers (999) are words without letters. A step, a heading and what is said of a number
 * are a sentence each at least. It is a reason to look again, never a proof that a card is understood.
 */
#ifndef CARDS_READING_H
#define CARDS_READING_H

#include "cards/card.h"

struct reading {
    unsigned letters, words, sentences;
};

/* Counts one text of whole sentences into *r: a full stop, ? or ! ends one, and so does the text's end. */
void reading_add(struct reading *r, struct str text);
double reading_age(const struct reading *r); /* years, 5 at least; 5 when there are no words */

/* The card's steps and headings in that language. */
struct reading reading_of(const struct wording *w);

#endif
