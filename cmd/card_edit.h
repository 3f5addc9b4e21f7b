/*
 * cmd/card_edit - the folder of a card changed by a command: read when nothing stops it, one file of it
 * put back unless the card would have a fault with that. What is wrong is said to standard error, whole.
 */
#ifndef CMD_CARD_EDIT_H
#define CMD_CARD_EDIT_H

#include "cmd/card_verbs.h"

/* The card of the first operand. fails as card_folder_read() does; ERR_INPUT it has faults; ERR_LIMIT */
bool card_edit_read(const struct call *c, struct card_files *files, struct card *card, struct err *err)
    MUST_USE;

/* The contact whose id is the second operand. fails ERR_MISSING. */
bool card_edit_contact(const struct call *c, struct card *card, struct contact **out, struct err *err)
    MUST_USE;

/* Puts `file` in its place. fails ERR_INPUT it would stop the card: nothing changed; ERR_STORE; ERR_LIMIT */
bool card_edit_put(const struct call *c, struct card_files *files, struct card_file file, struct err *err)
    MUST_USE;
/* The same with card.json as `card` is now. */
bool card_edit_put_json(const struct call *c, struct card_files *files, const struct card *card,
                        struct err *err) MUST_USE;

#endif
