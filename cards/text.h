/*
 * cards/text - may these words stand on a card? Lengths are counted in characters
 * (Unicode's, not bytes), so a language in another script has the same room. Marks
 * that are not to be seen and turn the direction of what follows are refused: a
 * number or an address could be made to read otherwise than it is.
 */
#ifndef CARDS_TEXT_H
#define CARDS_TEXT_H

#include "cards/fault.h"

#define CARD_NAME_MAX 40
#define CARD_PAGE_MAX 80 /* bytes: a QR code of version 6 at level M, 41 squares a side, holds 106 */

size_t text_length(struct str s); /* characters, when it is UTF-8 */

/* The first character that may not stand on a card, or 0. `s` is UTF-8. */
uint32_t text_stray(struct str s);

/*
 * Something is there, it is UTF-8 without strays or blanks at its ends, and no longer than `longest`
 * characters; else a fault at `at` that calls it `label`.
 */
bool text_check(struct card_faults *f, struct fault_at at, const char *label, struct str s, size_t longest);

bool text_is_name(struct str s);  /* "emergency", "youth-team": a-z, 0-9, and - between them */
bool text_is_tel(struct str s);   /* "0800 1111", "+44 1632 960123": digits, single spaces, + in front */
bool text_is_page(struct str s);  /* "https://northmere.example/cards/emergency" */
bool text_is_word(struct str s);  /* no space, sign or digit: one first name */

/* Ofcom keeps these numbers for drama (01632 960000-960999 and its like): nobody answers there. */
bool text_is_drama(struct str tel);

/* Which of `known` was meant? NULL when none is near: more than half of its letters would have to change. */
const char *text_nearest(struct str s, const char *const *known, size_t count);

#endif
