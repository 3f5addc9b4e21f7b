/*
 * web/card_count - counts how often the page of a card is opened: a number for each card,
 * language and day, gathered in memory and put into the store in batches (cards/scan_count.h).
 *
 * Nothing is known of who opened it: no address, no browser, no time of day. A batch is
 * written every COUNT_SECONDS at most, and when the site stops; what is in memory when the
 * machine fails is lost, and what finds the writing lent to a command waits for the next batch.
 * Where the site only shows, nothing is counted.
 */
#ifndef WEB_CARD_COUNT_H
#define WEB_CARD_COUNT_H

#include "web/card_shelf.h"

#define COUNT_SECONDS 300
#define COUNT_ROOM    512 /* cards, languages and days between two batches; no more are counted */

struct card_counts;

struct card_counts *card_counts_open(struct arena *a, struct site *site); /* NULL when memory was refused */
void card_counts_close(struct card_counts *c); /* writes what there is; accepts NULL */

/* One more. Any thread; a blink. */
void card_count(struct card_counts *c, const struct shelf_whose *whose, struct instant now);

/* Writes what was gathered, now. What could not be written is kept for the next time. */
void card_counts_write(struct card_counts *c);

#endif
