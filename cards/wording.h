/*
 * cards/wording - one language's file read: a line each, "what: the words". An
 * empty line and one that begins with # are for whoever edits it. Windows' line
 * ends and its mark at the beginning of a file are taken; nothing else than UTF-8.
 *
 * The file is a person's own: a command that has to change one line of it leaves
 * every other byte as it was.
 */
#ifndef CARDS_WORDING_H
#define CARDS_WORDING_H

#include "cards/card.h"

/* All "", of that language. */
void wording_begin(struct wording *w);

/* Reads `bytes` of w->file into *w, whose tongue is set, for the contacts of `c`. Texts stay in `bytes`. */
void wording_read(struct str bytes, const struct card *c, struct card_faults *faults, struct wording *w);

/*
 * The same file with its "checked:" line saying who and when.
 * fails  ERR_INPUT there is none, or `by` is no name that may stand there; ERR_LIMIT
 */
bool wording_mark_checked(struct str bytes, struct str by, struct date on, struct buf *b,
                          struct err *err) MUST_USE;

/* The names a line may begin with, for tests and help; NULL past the last. "contact ID" is not among them. */
const char *wording_key_each(size_t n);

#endif
