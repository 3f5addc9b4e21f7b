/*
 * cards/card_json - card.json read into struct card by the table of cards/key.h:
 * every fault at once, each with its line and column. Called by card_read() alone.
 *
 * What a name stands for is decided once here: a name nobody knows is a fault, for
 * what was mistyped would else be missing from the card without a word.
 */
#ifndef CARDS_CARD_JSON_H
#define CARDS_CARD_JSON_H

#include "cards/card.h"

/* *out has "" where nothing could be read. fails only for want of memory (ERR_LIMIT). */
bool card_json_read(const struct card_files *files, struct arena *a, struct card_faults *faults,
                    struct card *out,
                    struct err *err) MUST_USE;

#endif
