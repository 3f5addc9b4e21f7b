/*
 * cards/mailbox - is this the address of an office, shared by those who work there? A
 * request is answered by mail, and we want to hold no person's address: one that looks like
 * a name ("first.last@"), or that lies with a provider private people use, is not taken.
 *
 * It cannot be known, only guessed: "smith@" passes, and so does a shared mailbox's odd name.
 * What is refused wrongly can be asked for by telephone.
 */
#ifndef CARDS_MAILBOX_H
#define CARDS_MAILBOX_H

#include "base/str.h"

#define MAILBOX_MAX 254 /* bytes: RFC 5321's longest path, less its brackets */

enum mailbox_fault { MAILBOX_FITS, MAILBOX_NONE, MAILBOX_PERSONS, MAILBOX_PRIVATE };

/* Letters, digits and . _ + - before one @, a domain with a dot after it: nothing bends a mail's head. */
enum mailbox_fault mailbox_check(struct str s);
const char *mailbox_fault_word(enum mailbox_fault f); /* what to do about it, without a stop at its end */

#endif
