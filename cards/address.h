/*
 * cards/address - where each language of a card has its page: the card's address for
 * its first language, the same with "/pl" for the others. A path and not "?l=pl", because
 * the page may lie on a server that knows only files. Print (the QR code) and the page
 * itself ask here, so that they cannot disagree.
 */
#ifndef CARDS_ADDRESS_H
#define CARDS_ADDRESS_H

#include "cards/card.h"

/* "https://northmere.example/cards/emergency/pl" */
void card_address(const struct card *c, const struct wording *w, struct buf *b);

#endif
