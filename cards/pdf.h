/*
 * cards/pdf - what a drawn PDF still lacks before a print shop and a screen reader
 * can use it, added by qpdf: where the paper is cut and how far ink runs past the cut
 * (TrimBox, BleedBox), the language of the document and of each part, the words for a
 * picture, one document element over all pages, the title shown in place of a file
 * name, how a printer turns the sheet. The one door to qpdf.
 *
 * The same drawing gives the same bytes: no date is kept, and the file's identity is
 * made of its content. It is linear, so that a browser shows the first page at once.
 */
#ifndef CARDS_PDF_H
#define CARDS_PDF_H

#include "cards/draw.h"

struct pdf_page {
    struct box trim; /* mm from the top left corner of the page */
    double bleed;    /* mm round it on each side */
};

enum pdf_duplex { PDF_ONE_SIDED, PDF_LONG_EDGE, PDF_SHORT_EDGE };

struct pdf_order {
    struct str drawn;           /* by cards/draw.h, with tags in this order: */
    const struct draw_tag *tag;
    size_t tags;
    const struct pdf_page *page; /* as many as are drawn */
    size_t pages;
    const char *lang;           /* of the document: "en" */
    enum pdf_duplex duplex;
};

/* fails  ERR_BUG the drawing is no PDF, or has other pages or tags than are named; ERR_LIMIT */
bool pdf_finish(const struct pdf_order *order, struct arena *a, struct str *out, struct err *err) MUST_USE;

#endif
