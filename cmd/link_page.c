#include "cmd/link_page.h"

void page_section(struct link_page *p, const char *heading)
{
    buf_add_text(p->out, "<section>\n<h2>");
    buf_add_text(p->out, heading);
    buf_add_text(p->out, "</h2>\n");
}

void page_section_end(struct link_page *p)
{
    buf_add_text(p->out, "</section>\n");
}

void page_paragraph(struct link_page *p, const char *words)
{
    buf_add_text(p->out, "<p class=\"says\">");
    buf_add_text(p->out, words);
    buf_add_text(p->out, "</p>\n");
}

void page_add_percent(struct buf *b, double share)
{
    if (share > .9995 && share < 1)
        buf_add_text(b, "over 99.9");
    else if (share < .0005 && share > 0)
        buf_add_text(b, "under 0.1");
    else
        buf_add_real(b, 100 * share, 1);
    buf_add_text(b, " %");
}

void page_add_share(struct buf *b, uint64_t n, uint64_t of)
{
    buf_add_count(b, (int64_t)n);
    buf_add_text(b, " of ");
    buf_add_count(b, (int64_t)of);
    if (of == 0)
        return;
    buf_add_text(b, " (");
    page_add_percent(b, (double)n / (double)of);
    buf_add_byte(b, ')');
}

void page_add_weight(struct buf *b, double weight)
{
    double shown = fabs(weight) < .05 ? 0 : weight;

    if (shown > 0)
        buf_add_byte(b, '+');
    else if (shown < 0)
        buf_add_text(b, "−");
    buf_add_real(b, fabs(shown), 1);
}

struct str page_apart(struct link_page *p, const struct buf *apart)
{
    p->out->failed |= apart->failed;
    return apart->failed ? STR("") : (struct str){ apart->at, apart->len };
}

void page_fold(struct buf *b, const char *summary)
{
    buf_add_text(b, "<details>\n<summary><span class=\"of\">");
    buf_add_text(b, summary);
    buf_add_text(b, "</span></summary>\n<div class=\"folded\">\n");
}

void page_fold_end(struct buf *b)
{
    buf_add_text(b, "</div>\n</details>\n");
}

/* The first column names the row; the others are right-aligned figures or short words. */
struct page_table page_table(struct buf *b, const char *caption, const char *const *head, size_t columns)
{
    buf_add_text(b, "<table class=\"table main\">\n<caption>");
    buf_add_text(b, caption);
    buf_add_text(b, "</caption>\n<thead><tr>");
    for (size_t i = 0; i < columns; i++) {
        buf_add_text(b, i ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
        buf_add_text(b, head[i]);
        buf_add_text(b, "</th>");
    }
    buf_add_text(b, "</tr></thead>\n<tbody>\n");
    return (struct page_table){ b, head, columns, 0 };
}

static void end_cell(struct page_table *t)
{
    if (t->at == 1)
        buf_add_text(t->b, "</th>");
    else if (t->at > 1)
        buf_add_text(t->b, "</span></td>");
}

void page_cell(struct page_table *t)
{
    end_cell(t);
    if (t->at == 0)
        buf_add_text(t->b, "<tr><th scope=\"row\">");
    else {
        buf_add_text(t->b, "<td class=\"n\" data-label=\"");
        buf_add_text(t->b, t->head[t->at < t->columns ? t->at : t->columns - 1]);
        buf_add_text(t->b, "\"><span>");
    }
    t->at++;
}

void page_cell_text(struct page_table *t, struct str s)
{
    page_cell(t);
    buf_add_html(t->b, s);
}

void page_cell_count(struct page_table *t, uint64_t n)
{
    page_cell(t);
    buf_add_count(t->b, (int64_t)n);
}

void page_cell_real(struct page_table *t, double x, int decimals)
{
    page_cell(t);
    buf_add_real(t->b, x, decimals);
}

void page_row(struct page_table *t)
{
    end_cell(t);
    buf_add_text(t->b, "</tr>\n");
    t->at = 0;
}

void page_table_end(struct page_table *t)
{
    buf_add_text(t->b, "</tbody>\n</table>\n");
}
