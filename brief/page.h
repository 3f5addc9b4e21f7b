/*
 * brief/page - the parts of the HTML brief, each adding its own section to the
 * page being built. For brief/html alone; others call brief_html().
 *
 * Text from outside (names, notes) reaches the page by buf_add_html() or
 * through the scratch buffer, which page_add_scratch() escapes whole.
 */
#ifndef BRIEF_PAGE_H
#define BRIEF_PAGE_H

#include "brief/brief.h"

struct page {
    struct buf *out;
    struct buf scratch; /* plain text being put together, not yet escaped */
    const struct brief *brief;
};

/* An empty scratch buffer to put plain text into; then page_add_scratch() escapes and adds it. */
struct buf *page_scratch(struct page *p);
void page_add_scratch(struct page *p);

void page_add(struct page *p, const char *markup); /* ours, as it is */
void page_add_text(struct page *p, struct str s);  /* escaped */
void page_add_words(struct page *p, const char *s); /* escaped */

void page_add_things(struct page *p); /* brief/things: the cards at the left */
void page_add_side(struct page *p);   /* brief/side: map, feeds, actions, panels */
void page_add_table(struct page *p);  /* brief/table: a row a priority */
void page_add_areas(struct page *p);  /* brief/table: a table a priority, a row an area */
void page_add_detail(struct page *p); /* brief/detail: alerts, feeds, reading, sources, runs */

/* "Under 25, domestic: this feed cannot say." and what it can: "6 of 9 under 25." */
void page_add_splits(struct page *p, const struct brief_count split[BRIEF_SPLITS], int64_t of);
void page_add_verdict(struct page *p, enum brief_verdict v); /* a tag, or plain words */

#endif
