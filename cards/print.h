/*
 * cards/print - a card as a PDF for a printer: chosen languages, one layout, one day.
 *
 * It is refused, with all that is wrong in `faults`, when a number is overdue on that day
 * or anything else stops it: a text that does not fit, a letter no font has. It says DRAFT
 * across every side unless it was approved and nothing of what is printed is
 * still to be confirmed. When it is drawn, the PDF is read back as a picture, and a code that would
 * not scan, or leads elsewhere, is a failure too: what is delivered was seen to work.
 *
 * The same card, order and fonts give the same bytes, in every process and at any time.
 */
#ifndef CARDS_PRINT_H
#define CARDS_PRINT_H

#include "cards/card.h"
#include "cards/sheet.h"

struct print_order {
    const struct card *card;
    const struct card_files *files;
    const struct wording *wording[CARD_LANGUAGES_MAX]; /* in the order of the pages */
    size_t wordings;
    enum sheet_layout layout;
    struct date day;   /* decides which numbers are good */
    bool approved;     /* by an edition of exactly these files (cards/edition.h) */
};

struct printed {
    struct str pdf;    /* lives in the arena */
    size_t pages;
    bool draft;
};

/* All of the card's languages, in its order. */
void print_every_language(struct print_order *o);

/*
 * faults  what is wrong, added to what is there; when any of FAULT_STOP is in it, nothing is printed
 * fails   ERR_INPUT it was not printed: see faults, or the code does not scan; ERR_LIMIT; ERR_BUG
 * cost    print_render() 2 to 8 ms a card once fonts are warm, then read_back()
 */
bool card_print(const struct print_order *o, struct arena *a, struct card_faults *faults, struct printed *out,
                struct err *err) MUST_USE;

/* The two halves of it, for who measures them; the second fails ERR_INPUT when a code does not scan. */
bool print_render(const struct print_order *o, struct arena *a, struct card_faults *faults,
                  struct printed *out, struct err *err) MUST_USE;
bool print_read_back(const struct print_order *o, struct str pdf, struct arena *a, struct err *err) MUST_USE;

/*
 * What only print can tell of a card: each text too long for a layout, each letter that no font
 * has, an address too long for a code. Every layout and language is drawn and thrown away.
 *
 * fails  ERR_LIMIT, ERR_BUG
 */
bool card_print_check(const struct card *c, const struct card_files *files, struct arena *a,
                      struct card_faults *faults, struct err *err) MUST_USE;

#endif
