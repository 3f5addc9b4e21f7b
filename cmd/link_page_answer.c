#include "cmd/link_chart.h"
#include "cmd/link_page.h"

enum { ZERO = LINK_BARS / 2 }; /* the bar of weights from 0 to 1 */

/* ---- the histogram ---- */

static void add_bar_range(struct buf *b, size_t bar)
{
    if (bar == 0) {
        buf_addf(b, "below %d", 1 - ZERO);
        return;
    }
    buf_addf(b, "%d", (int)bar - ZERO);
    if (bar == LINK_BARS - 1)
        buf_add_text(b, " and more");
    else
        buf_addf(b, " to %d", (int)bar - ZERO + 1);
}

static void add_bar_rows(struct link_page *p, struct page_table *table)
{
    for (size_t i = 0; i < LINK_BARS; i++) {
        const struct link_bar *bar = &p->r->bar[i];
        if (bar->pairs == 0)
            continue;
        page_cell(table);
        add_bar_range(p->out, i);
        page_cell_count(table, bar->pairs);
        page_cell_real(table, bar->expected, bar->expected < 10 ? 2 : 0);
        if (p->r->has_truth)
            page_cell_count(table, bar->truth);
        page_row(table);
    }
}

void page_add_weights(struct link_page *p)
{
    static const char *const HEAD[] = { "Match weight", "Pairs", "Matches expected", "True matches" };
    uint64_t pairs[LINK_BARS];
    double dark[LINK_BARS];

    for (size_t i = 0; i < LINK_BARS; i++) {
        pairs[i] = p->r->bar[i].pairs;
        dark[i] = p->r->has_truth ? (double)p->r->bar[i].truth : p->r->bar[i].expected;
    }
    page_section(p, "Match weights");
    page_paragraph(p,
                   "A good model parts the pairs into two hills. Pairs between the hills are those a person "
                   "should look at.");
    buf_add_text(p->out, "<figure>\n");
    chart_histogram(p->out, "Pairs by match weight; the figures are in the table below", pairs, dark,
                    p->r->threshold);
    buf_add_text(p->out, "<figcaption>Pale: all pairs looked at. Dark: ");
    buf_add_text(p->out, p->r->has_truth ? "true matches among them" : "matches expected among them");
    buf_add_text(p->out,
                 ". Dashed: the threshold. Each line is ten times the one below.</figcaption>\n</figure>\n");
    page_fold(p->out, "The figures");
    struct page_table table = page_table(p->out, "Pairs by match weight", HEAD, p->r->has_truth ? 4 : 3);
    add_bar_rows(p, &table);
    page_table_end(&table);
    page_fold_end(p->out);
    page_section_end(p);
}

/* ---- the threshold ---- */

struct above {
    uint64_t pairs, truth;
    double expected;
};

static struct above above_weight(const struct link_result *r, int weight)
{
    struct above x = { 0 };

    for (size_t i = LINK_BARS; i-- > 0 && (int)i - ZERO >= weight;) {
        x.pairs += r->bar[i].pairs;
        x.truth += r->bar[i].truth;
        x.expected += r->bar[i].expected;
    }
    return x;
}

static double share(double n, double of)
{
    return of > 0 ? n / of : 0;
}

static void add_threshold_row(struct link_page *p, struct page_table *table, int weight)
{
    double reach = p->r->proposal ? p->r->proposal->reach : 1;
    struct above x = above_weight(p->r, weight), all = above_weight(p->r, -ZERO);

    page_cell(table);
    buf_addf(p->out, "%s%d", weight > 0 ? "+" : weight < 0 ? "−" : "", abs(weight));
    page_cell_real(table, weight_probability(weight), 4);
    page_cell_count(table, x.pairs);
    page_cell(table);
    page_add_percent(p->out, share(x.expected, (double)x.pairs));
    page_cell(table);
    page_add_percent(p->out, share(x.expected, all.expected) * reach);
    if (p->r->has_truth) {
        page_cell(table);
        page_add_percent(p->out, share((double)x.truth, (double)x.pairs));
        page_cell(table);
        page_add_percent(p->out, share((double)x.truth, (double)p->r->pair.there));
    }
    page_row(table);
}

static void add_chosen(struct link_page *p)
{
    const struct link_result *r = p->r;

    buf_add_text(p->out, "<p class=\"says\">The threshold of this run is weight ");
    buf_add_real(p->out, r->threshold, 3);
    buf_add_text(p->out, ", probability ");
    buf_add_real(p->out, weight_probability(r->threshold), 4);
    buf_add_text(p->out, ": ");
    buf_add_count(p->out, (int64_t)r->edges);
    buf_add_text(p->out, " pairs reach it. The model expects ");
    page_add_percent(p->out, r->expected_precision);
    buf_add_text(p->out, " of them to be right, and ");
    page_add_percent(p->out, r->expected_recall);
    buf_add_text(p->out,
                 " of all matches to be among them. That is the model’s own opinion: where no truth is "
                 "known, check it by a reviewed sample.</p>\n");
}

void page_add_threshold(struct link_page *p)
{
    static const char *const HEAD[] = { "Threshold: weight from", "Probability", "Pairs",
                                        "Expected to be right", "Of all matches, expected found",
                                        "Truly right", "Of all true matches, found" };
    static const int WEIGHT[] = { -5, -2, 0, 1, 2, 3, 4, 5, 7, 10, 15, 20 };

    page_section(p, "Threshold");
    add_chosen(p);
    struct page_table table = page_table(p->out, "What other thresholds would give", HEAD,
                                         p->r->has_truth ? 7 : 5);
    for (size_t i = 0; i < COUNT_OF(WEIGHT); i++)
        add_threshold_row(p, &table, WEIGHT[i]);
    page_table_end(&table);
    page_section_end(p);
}

/* ---- people ---- */

static const struct {
    uint32_t from, to;
} SIZE[] = { { 1, 1 }, { 2, 2 }, { 3, 3 }, { 4, 4 }, { 5, 5 }, { 6, 10 }, { 11, 20 }, { 21, 50 },
             { 51, 100 }, { 101, UINT32_MAX } };
enum { SIZES = COUNT_OF(SIZE) };

struct people {
    uint64_t clusters[SIZES], records[SIZES];
    uint64_t known_to[LINK_SOURCES_MAX + 1]; /* people that so many sources have */
    uint32_t largest;
};

static void add_size(struct buf *b, size_t i)
{
    buf_add_count(b, SIZE[i].from);
    if (SIZE[i].to == UINT32_MAX)
        buf_add_text(b, " and more");
    else if (SIZE[i].to > SIZE[i].from) {
        buf_add_text(b, " to ");
        buf_add_count(b, SIZE[i].to);
    }
}

static bool count_people(struct link_page *p, struct people *x, struct err *err)
{
    const struct clusters *c = &p->r->clusters;
    struct arena mine _cleanup_(arena_close);

    arena_open_in(&mine, p->out->arena, SIZE_MAX);
    uint32_t *size = arena_new(&mine, uint32_t, (size_t)c->clusters + 1);
    uint64_t *sources = arena_new(&mine, uint64_t, (size_t)c->clusters + 1);
    if (!size || !sources)
        return err_memory(err, "the report");
    *x = (struct people){ 0 };
    for (uint32_t i = 0; i < p->t->records; i++) {
        size[c->of[i]]++;
        sources[c->of[i]] |= UINT64_C(1) << p->t->source_of[i];
    }
    for (uint32_t i = 0; i < c->clusters; i++) {
        size_t at = 0;
        while (at + 1 < SIZES && size[i] > SIZE[at].to)
            at++;
        x->clusters[at]++;
        x->records[at] += size[i];
        x->known_to[__builtin_popcountll(sources[i])]++;
        x->largest = size[i] > x->largest ? size[i] : x->largest;
    }
    return true;
}

static void add_sizes(struct link_page *p, const struct people *x)
{
    static const char *const HEAD[] = { "Records in the cluster", "Clusters", "Records", "Share of records" };
    struct chart_row row[SIZES];
    size_t rows = 0;

    for (size_t i = 0; i < SIZES; i++) {
        struct buf label = { .arena = p->out->arena }, note = { .arena = p->out->arena };
        if (x->clusters[i] == 0)
            continue;
        add_size(&label, i);
        buf_add_text(&label, i ? " records" : " record alone");
        buf_add_count(&note, (int64_t)x->clusters[i]);
        buf_add_text(&note, x->clusters[i] == 1 ? " cluster" : " clusters");
        row[rows++] = (struct chart_row){ page_apart(p, &label), share((double)x->records[i], p->t->records),
                                          page_apart(p, &note) };
    }
    buf_add_text(p->out, "<figure>\n");
    chart_bars(p->out, "Records by the size of their cluster; the figures are in the table below", row, rows);
    buf_add_text(p->out, "<figcaption>The bar is the share of all records that stand in clusters of that "
                         "size.</figcaption>\n</figure>\n");
    page_fold(p->out, "The figures");
    struct page_table table = page_table(p->out, "Clusters by size", HEAD, COUNT_OF(HEAD));
    for (size_t i = 0; i < SIZES; i++) {
        if (x->clusters[i] == 0)
            continue;
        page_cell(&table);
        add_size(p->out, i);
        page_cell_count(&table, x->clusters[i]);
        page_cell_count(&table, x->records[i]);
        page_cell(&table);
        page_add_share(p->out, x->records[i], p->t->records);
        page_row(&table);
    }
    page_table_end(&table);
    page_fold_end(p->out);
}

static void add_known_to(struct link_page *p, const struct people *x)
{
    static const char *const HEAD[] = { "Files that know the person", "People" };

    if (p->t->sources < 2)
        return;
    struct page_table table = page_table(p->out, "People by how many files know them", HEAD, COUNT_OF(HEAD));
    for (size_t i = 1; i <= p->t->sources; i++) {
        page_cell_count(&table, i);
        page_cell_count(&table, x->known_to[i]);
        page_row(&table);
    }
    page_table_end(&table);
}

bool page_add_people(struct link_page *p, struct err *err)
{
    const struct clusters *c = &p->r->clusters;
    struct people x;

    if (!count_people(p, &x, err))
        return false;
    page_section(p, "Clusters: who is one person");
    buf_add_text(p->out, "<p class=\"says\">");
    buf_add_count(p->out, p->t->records);
    buf_add_text(p->out, " records are ");
    buf_add_count(p->out, c->clusters);
    buf_add_text(p->out, " people; the largest cluster has ");
    buf_add_count(p->out, x.largest);
    buf_add_text(p->out, " records. Of the pairs that reach the threshold ");
    page_add_share(p->out, c->edges_cut, p->r->edges);
    buf_add_text(p->out, " were cut again, because the records around them contradict; ");
    buf_add_count(p->out, c->components_split);
    buf_add_text(p->out, " groups fell apart by it.</p>\n");
    add_sizes(p, &x);
    add_known_to(p, &x);
    page_section_end(p);
    return true;
}

/* ---- what is out of reach, and what this cannot do ---- */

void page_add_reach(struct link_page *p)
{
    uint64_t left_out = 0;

    for (size_t i = 0; i < p->r->model.rules; i++)
        left_out += p->r->pairs.rule[i].left_out;
    page_section(p, "Records that cannot be linked");
    buf_add_text(p->out, "<p class=\"says\">");
    page_add_share(p->out, p->r->unlinkable, p->t->records);
    buf_add_text(p->out, " records have too little for any blocking rule: nobody can be found for them. They "
                         "count as people of their own. ");
    buf_add_count(p->out, (int64_t)left_out);
    buf_add_text(p->out, " times a record stood in a block too large to be made; another rule may still have "
                         "reached it.</p>\n");
    page_section_end(p);
    page_section(p, "What this cannot do");
    buf_add_text(
        p->out,
        "<ul class=\"list\">\n"
        "<li>It cannot know. A match is a probability; a decision about a person needs a person who "
        "looks at the records.</li>\n"
        "<li>Twins, parents and children of one name, and households that share everything but the "
        "forename, look alike on paper. Look at them one by one.</li>\n"
        "<li>Fields that hang together (an e-mail address made from a name, a town beside a postcode) "
        "are weighed as if they did not, so very high weights are too sure.</li>\n"
        "<li>It finds fewer matches for people whose names are spelt in many ways, who move often, or "
        "whose dates of birth are not known. Counts by group carry that with them.</li>\n"
        "<li>The expected figures are the model’s own. Only a truth, or a reviewed sample, tests "
        "them.</li>\n"
        "</ul>\n");
    page_section_end(p);
}
