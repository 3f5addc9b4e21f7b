/*
 * cmd/link_page - the parts of linkage's report, each adding its own section to the page being built,
 * and what they are written with: tables that stack on a telephone, counts with their base.
 *
 * For cmd/link_report alone; others call link_report(). What comes from outside is names of files,
 * columns, comparisons and rules; all of it is escaped. No value of a record is looked at.
 */
#ifndef CMD_LINK_PAGE_H
#define CMD_LINK_PAGE_H

#include "base/buf.h"
#include "link/link.h"

struct link_page {
    struct buf *out;
    const struct link_table *t;
    const struct link_result *r;
    double load_seconds;
    uint64_t peak_bytes;
};

/* cmd/link_page_input: what was linked, columns, blocking */
void page_add_files(struct link_page *p);
void page_add_columns(struct link_page *p);
void page_add_blocking(struct link_page *p);
/* cmd/link_page_model: what agreement is worth */
void page_add_model(struct link_page *p);
/* cmd/link_page_answer: weights, threshold, people, what is out of reach */
void page_add_weights(struct link_page *p);
void page_add_threshold(struct link_page *p);
bool page_add_people(struct link_page *p, struct err *err) MUST_USE;
void page_add_reach(struct link_page *p);
/* cmd/link_page_truth: accuracy and calibration; nothing where no truth is known */
void page_add_accuracy(struct link_page *p);
void page_add_calibration(struct link_page *p);

/* ---- writing ---- */

void page_section(struct link_page *p, const char *heading); /* ended by page_section_end() */
void page_section_end(struct link_page *p);
void page_paragraph(struct link_page *p, const char *words);
/* "1,234 of 5,000 (24.7 %)"; "0 of 0" when there is no base. */
void page_add_share(struct buf *b, uint64_t n, uint64_t of);
/* "24.7 %": only beside its base. What is not quite all or none is never rounded to it. */
void page_add_percent(struct buf *b, double share);
void page_add_weight(struct buf *b, double weight);  /* signed, one decimal */
/* What was put together apart, as text for a chart; a refusal is remembered by the page. */
struct str page_apart(struct link_page *p, const struct buf *apart);
/* What stands in <details>: a chart's figures. */
void page_fold(struct buf *b, const char *summary);
void page_fold_end(struct buf *b);

/* A table: page_table(), then cells one by one, a row ended by page_row(); page_table_end(). */
#define PAGE_COLUMNS_MAX 10u
struct page_table {
    struct buf *b;
    const char *const *head;
    size_t columns, at;
};
struct page_table page_table(struct buf *b, const char *caption, const char *const *head, size_t columns);
void page_cell(struct page_table *t);      /* begins a cell, ending the one before */
void page_cell_text(struct page_table *t, struct str s);
void page_cell_count(struct page_table *t, uint64_t n);
void page_cell_real(struct page_table *t, double x, int decimals);
void page_row(struct page_table *t);
void page_table_end(struct page_table *t);

#endif
