#include "cmd/link_chart.h"
#include "cmd/link_page.h"

/* ---- what was linked ---- */

static void open_fact(struct buf *b, const char *what)
{
    buf_add_text(b, "<div><dt>");
    buf_add_text(b, what);
    buf_add_text(b, "</dt><dd>");
}

static void close_fact(struct buf *b)
{
    buf_add_text(b, "</dd></div>\n");
}

static void add_sources(struct link_page *p)
{
    uint64_t records[LINK_SOURCES_MAX] = { 0 };

    for (uint32_t i = 0; i < p->t->records; i++)
        records[p->t->source_of[i]]++;
    for (size_t i = 0; i < p->t->sources; i++) {
        if (i)
            buf_add_text(p->out, "; ");
        buf_add_html(p->out, p->t->source[i]);
        buf_add_text(p->out, ", ");
        buf_add_count(p->out, (int64_t)records[i]);
        buf_add_text(p->out, records[i] == 1 ? " record" : " records");
        if (p->r->single[i])
            buf_add_text(p->out, ", found to hold nobody twice");
    }
}

static void add_seconds(struct link_page *p)
{
    static const char *const WORD[PHASES] = { "finding the model", "training", "scoring", "clustering" };
    double total = p->load_seconds;

    for (size_t i = 0; i < PHASES; i++)
        total += p->r->seconds[i];
    buf_add_real(p->out, total, 2);
    buf_add_text(p->out, " s: loading ");
    buf_add_real(p->out, p->load_seconds, 2);
    for (size_t i = 0; i < PHASES; i++) {
        buf_add_text(p->out, ", ");
        buf_add_text(p->out, WORD[i]);
        buf_add_byte(p->out, ' ');
        buf_add_real(p->out, p->r->seconds[i], 2);
    }
}

void page_add_files(struct link_page *p)
{
    struct buf *b = p->out;

    page_section(p, "What was linked");
    buf_add_text(b, "<dl class=\"facts\">\n");
    open_fact(b, p->t->sources == 1 ? "File" : "Files");
    add_sources(p);
    close_fact(b);
    open_fact(b, "Records");
    buf_add_count(b, p->t->records);
    close_fact(b);
    open_fact(b, "Pairs looked at");
    buf_add_count(b, (int64_t)p->r->pairs.pairs);
    close_fact(b);
    open_fact(b, "Time");
    add_seconds(p);
    close_fact(b);
    if (p->peak_bytes) {
        open_fact(b, "Memory");
        buf_add_count(b, (int64_t)(p->peak_bytes >> 20));
        buf_add_text(b, " MiB at most");
        close_fact(b);
    }
    buf_add_text(b, "</dl>\n");
    page_section_end(p);
}

/* ---- columns ---- */

/* What cleaning did to a column: that of the slots that clean it, the first that there is. */
static const uint32_t *cleaning_of(const struct link_slots *s, size_t column)
{
    for (size_t i = 0; s->cleaned && i < s->slots; i++)
        if (s->slot[i].column == column && s->slot[i].expr.steps > 0 &&
            s->slot[i].expr.step[0].kind == STEP_CLEAN)
            return s->cleaned[i];
    return NULL;
}

static void add_cleaning(struct buf *b, const uint32_t *cleaned)
{
    bool some = false;

    for (int how = 0; cleaned && how < CLEANS; how++) {
        if (cleaned[how] == 0 || how == CLEAN_EMPTY || how == CLEAN_AS_IT_IS)
            continue;
        if (some)
            buf_add_text(b, ", ");
        some = true;
        buf_add_count(b, cleaned[how]);
        buf_add_byte(b, ' ');
        buf_add_text(b, clean_word((enum clean)how));
    }
    if (!some)
        buf_add_text(b, cleaned ? "nothing" : "not looked at");
}

static bool is_compared(const struct link_slots *s, size_t column)
{
    for (size_t i = 0; i < s->slots; i++)
        if (s->slot[i].column == column)
            return true;
    return false;
}

static void add_column_rows(struct link_page *p, struct page_table *table)
{
    for (size_t i = 0; i < p->t->columns; i++) {
        const struct link_column *c = &p->t->column[i];
        const struct proposal *made = p->r->proposal;

        page_cell_text(table, c->name);
        page_cell(table);
        page_add_share(p->out, p->t->records - c->count[0], p->t->records);
        page_cell_count(table, c->values);
        page_cell_text(table, str_of(is_compared(&p->r->slots, i) ? "yes" : "no"));
        page_cell_text(table, made && i < made->columns ? made->column[i].why : str_of(role_word(c->role)));
        page_cell(table);
        add_cleaning(p->out, cleaning_of(&p->r->slots, i));
        page_row(table);
    }
}

static void add_completeness(struct link_page *p)
{
    struct chart_row row[LINK_COLUMNS_MAX];
    uint32_t records = p->t->records;

    for (size_t i = 0; i < p->t->columns; i++) {
        double share = records ? 1 - (double)p->t->column[i].count[0] / (double)records : 0;
        struct buf note = { .arena = p->out->arena };
        page_add_percent(&note, share);
        row[i] = (struct chart_row){ p->t->column[i].name, share, page_apart(p, &note) };
    }
    buf_add_text(p->out, "<figure>\n");
    chart_bars(p->out, "How many records have a value, by column; the figures are in the table", row,
               p->t->columns);
    buf_add_text(p->out, "<figcaption>Records that have a value, of ");
    buf_add_count(p->out, records);
    buf_add_text(p->out, ".</figcaption>\n</figure>\n");
}

void page_add_columns(struct link_page *p)
{
    static const char *const HEAD[] = { "Column", "Filled", "Different values", "Compared", "What it is",
                                        "Cleaned: records" };

    page_section(p, "Columns");
    add_completeness(p);
    page_fold(p->out, "Columns, their completeness and what cleaning did");
    struct page_table table = page_table(p->out, "Columns of the files", HEAD, COUNT_OF(HEAD));
    add_column_rows(p, &table);
    page_table_end(&table);
    page_paragraph(p, "Cleaning changes what is compared, never the files. A placeholder, such as a date of "
                      "birth of 1 January 1900, counts as no value.");
    page_fold_end(p->out);
    page_section_end(p);
}

/* ---- blocking ---- */

static const struct propose_candidate *candidate_of(const struct link_page *p, const struct link_rule *rule)
{
    const struct proposal *made = p->r->proposal;

    for (size_t i = 0; made && i < made->candidates; i++)
        if (made->candidate[i].chosen && str_eq(made->candidate[i].rule.name, rule->name))
            return &made->candidate[i];
    return NULL;
}

static void add_rule_rows(struct link_page *p, struct page_table *table)
{
    for (size_t i = 0; i < p->r->model.rules; i++) {
        const struct pairs_count *count = &p->r->pairs.rule[i];
        const struct propose_candidate *from = candidate_of(p, &p->r->model.rule[i]);

        page_cell(table);
        buf_addf(p->out, "%zu. ", i);
        buf_add_html(p->out, p->r->model.rule[i].name);
        page_cell_count(table, count->records);
        page_cell_count(table, count->blocks);
        page_cell_count(table, count->largest);
        page_cell_count(table, count->pairs);
        page_cell_count(table, p->r->pairs.own[i]);
        page_cell_count(table, count->left_out);
        page_cell(table);
        if (from)
            page_add_percent(p->out, from->reach);
        else
            buf_add_text(p->out, "not known");
        page_row(table);
    }
}

static void add_candidates(struct link_page *p)
{
    static const char *const HEAD[] = { "Rule", "Chosen", "Pairs it would make",
                                        "Records in blocks too large", "Matches it would reach" };
    const struct proposal *made = p->r->proposal;

    page_fold(p->out, "All rules that were weighed, chosen or not");
    struct page_table table = page_table(p->out,
                                         "Candidates, with the share of matches expected to share the "
                                         "rule’s values",
                                         HEAD, COUNT_OF(HEAD));
    for (size_t i = 0; i < made->candidates; i++) {
        const struct propose_candidate *c = &made->candidate[i];
        page_cell_text(&table, c->rule.name);
        page_cell_text(&table, str_of(c->chosen ? "yes" : "no"));
        page_cell_count(&table, c->count.pairs);
        page_cell_count(&table, c->count.left_out);
        page_cell(&table);
        page_add_percent(p->out, c->reach);
        page_row(&table);
    }
    page_table_end(&table);
    page_fold_end(p->out);
}

void page_add_blocking(struct link_page *p)
{
    static const char *const HEAD[] = { "Rule: records share", "Records that have it", "Blocks", "Largest",
                                        "Pairs", "New pairs", "Records left out", "Matches it should reach" };

    page_section(p, "Blocking: which pairs were looked at");
    page_paragraph(p,
                   "Two records are compared when they share what one of these rules asks for; a pair that "
                   "an earlier rule made is not made again. What no rule reaches cannot be found.");
    struct page_table table = page_table(p->out, "Rules that were used", HEAD, COUNT_OF(HEAD));
    add_rule_rows(p, &table);
    page_table_end(&table);
    if (p->r->proposal) {
        buf_add_text(p->out, "<p class=\"says\">Together they are expected to reach ");
        page_add_percent(p->out, p->r->proposal->reach);
        buf_add_text(p->out, " of all matches, by ");
        buf_add_count(p->out, (int64_t)p->r->pairs.pairs);
        buf_add_text(p->out, " pairs.</p>\n");
        add_candidates(p);
    }
    page_section_end(p);
}
