/*
 * cards/sheet - how a card's sides lie on paper: one to a page for a card printer, eight
 * to a sheet of A4, a leaflet to fold, a poster. Where it is cut, marks say so
 * outside the ink that runs past the cut.
 *
 *     cr80       two pages a language: front, back; 3 mm bleed, crop marks
 *     sheet-8up  two pages a language: eight fronts, eight backs, to be turned on the long edge. A
 *     back's column is
 *                the mirror of its front's, so that each lies behind its own; the sheet is in the
 *                middle of the page, so that this holds to a printer's own accuracy
 *     a7-fold    two pages a language: outside and inside of an A6 sheet folded once to A7, to
 *                be turned on the short edge; marks for the cut and the fold
 *     poster-a4  one page a language
 */
#ifndef CARDS_SHEET_H
#define CARDS_SHEET_H

#include "cards/pdf.h"
#include "cards/piece.h"

enum sheet_layout { SHEET_CR80, SHEET_A7_FOLD, SHEET_8UP, SHEET_POSTER_A4, SHEET_LAYOUTS };

#define SHEET_PAGES_MAX 2
#define SHEET_CARDS     8 /* on a sheet-8up */

const char *sheet_word(enum sheet_layout layout);                    /* "cr80" */
bool sheet_find(struct str name, enum sheet_layout *out) MUST_USE;
size_t sheet_pages(enum sheet_layout layout);                        /* of each language */
size_t sheet_codes(enum sheet_layout layout, size_t page);           /* QR codes on its page 0 or 1 */
struct pdf_page sheet_page(enum sheet_layout layout);
enum pdf_duplex sheet_duplex(enum sheet_layout layout);
/* mm on the A4: where front or back n lies */
struct box sheet_slot(size_t n, bool back);

/* Draws the pages of one language. p->layout, width and least are set here. */
void sheet_draw(enum sheet_layout layout, struct piece *p);

#endif
