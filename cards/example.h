/*
 * cards/example - Northmere's card, which comes with the program: what to do in an
 * emergency, in five languages. It is the first card of everybody who starts one,
 * what the site shows of an invented partnership, and what tests read.
 *
 * None of its numbers is confirmed and no language was checked by a speaker, so it
 * prints as a draft until somebody of a real partnership has done both.
 */
#ifndef CARDS_EXAMPLE_H
#define CARDS_EXAMPLE_H

#include "cards/folder.h"

void card_example(struct card_files *out); /* lives as long as the program */

#endif
