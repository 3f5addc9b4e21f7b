#include "cmd/link_chart.h"
#include "cmd/link_page.h"

static void add_rate(struct buf *b, uint64_t n, uint64_t of, double low, double high)
{
    page_add_share(b, n, of);
    buf_add_text(b, ", 95 %: ");
    page_add_percent(b, low);
    buf_add_text(b, " to ");
    page_add_percent(b, high);
}

static void add_accuracy_row(struct link_page *p, struct page_table *table, const char *what,
                             const struct accuracy *x)
{
    page_cell_text(table, str_of(what));
    page_cell(table);
    add_rate(p->out, x->right, x->called, x->precision_low, x->precision_high);
    page_cell(table);
    add_rate(p->out, x->right, x->there, x->recall_low, x->recall_high);
    page_cell_real(table, x->f1, 4);
    page_row(table);
}

void page_add_accuracy(struct link_page *p)
{
    static const char *const HEAD[] = { "Counted", "Precision: of those called, right",
                                        "Recall: of those there, found", "F1" };
    uint64_t known = 0;

    if (!p->r->has_truth)
        return;
    for (uint32_t i = 0; i < p->t->records; i++)
        known += p->t->truth[i] != 0;
    page_section(p, "Accuracy, against the truth");
    struct page_table table =
        page_table(p->out, "Pairs of records, and all pairs that stand in one cluster", HEAD, COUNT_OF(HEAD));
    add_accuracy_row(p, &table, "Pairs", &p->r->pair);
    add_accuracy_row(p, &table, "Clusters", &p->r->cluster);
    page_table_end(&table);
    buf_add_text(p->out, "<p class=\"says\">The truth is known for ");
    page_add_share(p->out, known, p->t->records);
    buf_add_text(p->out,
                 " records; the others take no part here. Matches that no blocking rule reached count as "
                 "not found. Intervals are Wilson’s; those of clusters are too narrow, because the "
                 "pairs of one cluster stand and fall together.</p>\n");
    page_section_end(p);
}

/* ---- calibration ---- */

enum { TENTHS = 10 };
struct tenth {
    uint64_t pairs, truth;
    double expected;
};

/* Each step of weight goes to the tenth its mean probability lies in. */
static void count_tenths(const struct link_result *r, struct tenth *tenth)
{
    for (size_t i = 0; i < LINK_BARS; i++) {
        const struct link_bar *bar = &r->bar[i];
        if (bar->pairs == 0)
            continue;
        double mean = bar->expected / (double)bar->pairs;
        size_t at = mean >= 1 ? TENTHS - 1 : mean <= 0 ? 0 : (size_t)(mean * TENTHS);
        tenth[at].pairs += bar->pairs;
        tenth[at].truth += bar->truth;
        tenth[at].expected += bar->expected;
    }
}

static void add_tenths(struct link_page *p, const struct tenth *tenth)
{
    static const char *const HEAD[] = { "Predicted probability", "Pairs", "Matches predicted", "True matches",
                                        "Truly, 95 %" };

    page_fold(p->out, "The figures");
    struct page_table table = page_table(p->out, "Predicted and true, by tenths of the predicted probability",
                                         HEAD, COUNT_OF(HEAD));
    for (size_t i = 0; i < TENTHS; i++) {
        double low, high;
        if (tenth[i].pairs == 0)
            continue;
        share_interval(tenth[i].truth, tenth[i].pairs, &low, &high);
        page_cell(&table);
        buf_addf(p->out, "%zu %% to %zu %%", 10 * i, 10 * i + 10);
        page_cell_count(&table, tenth[i].pairs);
        page_cell(&table);
        buf_add_real(p->out, tenth[i].expected, 1);
        buf_add_text(p->out, " (");
        page_add_percent(p->out, tenth[i].expected / (double)tenth[i].pairs);
        buf_add_byte(p->out, ')');
        page_cell(&table);
        page_add_share(p->out, tenth[i].truth, tenth[i].pairs);
        page_cell(&table);
        page_add_percent(p->out, low);
        buf_add_text(p->out, " to ");
        page_add_percent(p->out, high);
        page_row(&table);
    }
    page_table_end(&table);
    page_fold_end(p->out);
}

void page_add_calibration(struct link_page *p)
{
    struct tenth tenth[TENTHS] = { 0 };
    struct chart_point point[TENTHS];
    size_t points = 0;

    if (!p->r->has_truth)
        return;
    count_tenths(p->r, tenth);
    for (size_t i = 0; i < TENTHS; i++) {
        struct chart_point *x = &point[points];
        if (tenth[i].pairs == 0)
            continue;
        x->predicted = tenth[i].expected / (double)tenth[i].pairs;
        x->seen = (double)tenth[i].truth / (double)tenth[i].pairs;
        share_interval(tenth[i].truth, tenth[i].pairs, &x->low, &x->high);
        points++;
    }
    page_section(p, "Calibration: is a probability what it says?");
    buf_add_text(p->out, "<figure>\n");
    chart_calibration(p->out, "Predicted against true share of matches; the figures are in the table below",
                      point, points);
    buf_add_text(p->out,
                 "<figcaption>A point on the dashed line means what it says; below it the model is too "
                 "sure, above it not sure enough. Upright lines: 95 % intervals.</figcaption>\n</figure>\n");
    add_tenths(p, tenth);
    page_section_end(p);
}
