/*
 * cards/adopt - another force's card made one's own: new area, partnership, page and
 * name, and all that was true only there marked until somebody has looked at it.
 *
 * - Every number counts as not confirmed, national ones too: it is for whoever prints to have rung it.
 *   Until a number was confirmed on or after the day of adoption, the card does not print at all.
 * - The first area's and partnership's names, wherever they still stand in the words of a language, stop
 *   the card with file and line. They are found as card.json spells them, in another script they are
 *   not: a note asks a reader of each language to look.
 * - The words and who checked them stay: they are the same words.
 * - The history grows by "adopted". It begins with "made" and its last entry is of the card's own area and
 *   partnership: whoever takes the first's credit away has a card that no command takes.
 *   What cannot be seen is somebody who writes a whole history of his own.
 */
#ifndef CARDS_ADOPT_H
#define CARDS_ADOPT_H

#include "cards/card.h"

struct adoption {
    struct str name; /* "" keeps the card's */
    struct str area, partnership, page;
    bool invented; /* is the new area, too? */
    struct date on;
};

/*
 * The adopted card's files, borrowing from `files` all but card.json.
 *
 * fails  ERR_INPUT the card, or what it would become, has faults (in `faults`); ERR_CLASH it is that area's
 *        already; ERR_LIMIT adopted too often, or memory
 */
bool adopt_card(const struct card_files *files, const struct adoption *to, struct arena *a,
                struct card_faults *faults, struct card_files *out, struct err *err) MUST_USE;

/* The history as it must be; FAULT_STOP of card.json where it is not. */
void adopt_check_history(const struct card *c, struct card_faults *faults);

/* The history, and of an adopted card what is still the first's. For card_check() to call. */
void adopt_check(const struct card *c, struct card_faults *faults);

#endif
