/*
 * cards/read_back - does what was printed scan? A finished PDF is turned into
 * pictures as a printer would, and each QR code on them is read by another program's
 * eyes (poppler renders, zbar decodes; this is the one door to both). A card
 * whose code cannot be read, or leads elsewhere, is not delivered.
 */
#ifndef CARDS_READ_BACK_H
#define CARDS_READ_BACK_H

#include "base/buf.h"

#define READ_BACK_DPI 300.0

struct read_page {
    const struct str *address; /* what each code on the page must say, in any order */
    size_t codes;
};

/*
 * in     one struct read_page for each page of the PDF; several codes stand in two columns, as on a
 * sheet of cards
 * fails  ERR_INPUT a code that cannot be read, or says something else, with the page and what to do;
 *        ERR_BUG it is no PDF, or has other pages; ERR_LIMIT
 * cost   about 30 ms for a page of one card, 0.4 s for a page of A4
 */
bool read_back(struct str pdf, const struct read_page *page, size_t pages, struct arena *a,
               struct err *err) MUST_USE;

#endif
