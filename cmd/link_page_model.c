#include "cmd/link_chart.h"
#include "cmd/link_page.h"

/* "date_of_birth" as "date of birth". */
static struct str spaced(struct link_page *p, const char *before, struct str name)
{
    struct buf b = { .arena = p->out->arena };

    buf_add_text(&b, before);
    for (size_t i = 0; i < name.len; i++)
        buf_add_byte(&b, name.at[i] == '_' ? ' ' : name.at[i]);
    return page_apart(p, &b);
}

static double weight_of(const struct link_level *l)
{
    return l->null || !(l->m > 0) || !(l->u > 0) ? 0 : log2(l->m / l->u);
}

/* The longest bar of all comparisons, so that they can be read beside each other. */
static double longest(const struct link_model *m)
{
    double most = 1;

    for (size_t c = 0; c < m->comparisons; c++)
        for (size_t l = 0; l < m->comparison[c].levels; l++)
            most = fmax(most, fabs(weight_of(&m->comparison[c].level[l])));
    return most;
}

static void add_chance(struct buf *b, double p)
{
    if (p >= .001)
        buf_add_real(b, p, 4);
    else
        buf_add_real(b, p, 8);
}

static void add_interval(struct buf *b, bool null, double low, double high)
{
    if (null || !(high > low)) {
        buf_add_text(b, null ? "-" : "given");
        return;
    }
    add_chance(b, low);
    buf_add_text(b, " to ");
    add_chance(b, high);
}

static void add_levels(struct link_page *p, size_t comparison)
{
    static const char *const HEAD[] = { "Level",   "Among matches (m)",
                                        "m, 95 %", "Among others (u)",
                                        "u, 95 %", "Weight",
                                        "Pairs",   "Matches expected" };
    const struct link_comparison *c = &p->r->model.comparison[comparison];

    buf_add_text(p->out, "<h3>");
    buf_add_html(p->out, spaced(p, "", c->name));
    buf_add_text(p->out, "</h3>\n");
    struct page_table table = page_table(p->out, "Levels, in the order they are tried", HEAD, COUNT_OF(HEAD));
    for (size_t i = 0; i < c->levels; i++) {
        const struct link_level *l = &c->level[i];
        const struct train_level *behind = &p->r->training.level[comparison][i];
        const struct link_level_count *count = &p->r->level[comparison][i];

        page_cell(&table);
        buf_add_html(p->out, l->says);
        if (l->adjusted)
            buf_add_text(p->out, " (adjusted for how common the value is)");
        page_cell(&table);
        add_chance(p->out, l->null ? NAN : l->m);
        page_cell(&table);
        add_interval(p->out, l->null, behind->m_low, behind->m_high);
        page_cell(&table);
        add_chance(p->out, l->null ? NAN : l->u);
        page_cell(&table);
        add_interval(p->out, l->null, behind->u_low, behind->u_high);
        page_cell(&table);
        page_add_weight(p->out, weight_of(l));
        page_cell_count(&table, count->pairs);
        page_cell_real(&table, count->expected, 0);
        page_row(&table);
    }
    page_table_end(&table);
}

static void add_comparison(struct link_page *p, size_t comparison, double most)
{
    const struct link_comparison *c = &p->r->model.comparison[comparison];
    struct chart_row row[LINK_LEVELS_MAX];
    size_t rows = 0;

    for (size_t i = 0; i < c->levels; i++) {
        struct buf note = { .arena = p->out->arena };
        double w = weight_of(&c->level[i]);
        if (c->level[i].null)
            continue;
        page_add_weight(&note, w);
        row[rows++] = (struct chart_row){ c->level[i].says, w, page_apart(p, &note) };
    }
    buf_add_text(p->out, "<figure>\n<h3>");
    buf_add_html(p->out, spaced(p, "", c->name));
    buf_add_text(p->out, "</h3>\n");
    chart_weights(p->out, spaced(p, "Weights of each level; the figures are in the table below: ", c->name),
                  row, rows, most);
    buf_add_text(p->out, "</figure>\n");
}

static void add_sessions(struct link_page *p)
{
    static const char *const HEAD[] = {
        "Trained on pairs that share", "Pairs", "Matches among them", "Rounds", "Converged", "Used"
    };
    const struct train_report *made = &p->r->training;
    const struct link_model *m = &p->r->model;

    if (made->sessions == 0)
        return;
    page_fold(p->out, "How it was learned");
    struct page_table table = page_table(p->out, "Training sessions", HEAD, COUNT_OF(HEAD));
    for (size_t i = 0; i < made->sessions; i++) {
        const struct train_session *s = &made->session[i];
        size_t rules = m->training_rules ? m->training_rules : m->rules;
        const struct link_rule *rule = m->training_rules ? m->training_rule : m->rule;

        page_cell_text(&table, s->rule < rules ? rule[s->rule].name : STR("all rules"));
        page_cell_count(&table, s->pairs);
        page_cell(&table);
        page_add_percent(p->out, s->lambda);
        page_cell_count(&table, s->rounds);
        page_cell_text(&table, str_of(s->converged ? "yes" : "no"));
        page_cell_text(&table, str_of(s->used ? "yes" : "no"));
        page_row(&table);
    }
    page_table_end(&table);
    buf_add_text(p->out, "<p class=\"says\">u from ");
    buf_add_count(p->out, (int64_t)made->random_pairs);
    buf_add_text(p->out, " random pairs and from counts of values.</p>\n");
    page_fold_end(p->out);
}

void page_add_model(struct link_page *p)
{
    double most = longest(&p->r->model);

    page_section(p, "What agreement is worth");
    buf_add_text(p->out, "<p class=\"says\">Before anything is compared, one pair in ");
    buf_add_count(p->out, p->r->model.lambda > 1e-15 ? (int64_t)(1 / p->r->model.lambda + .5) : 0);
    buf_add_text(p->out, " is a match: weight ");
    page_add_weight(p->out, probability_weight(p->r->model.lambda));
    buf_add_text(p->out,
                 ". Each comparison adds the weight of its level, log2 of m over u: one more doubles the "
                 "odds, one less halves them. To the right: speaks for a match; to the left: against. "
                 "A value that is missing adds nothing.</p>\n<div class=\"figures\">\n");
    for (size_t i = 0; i < p->r->model.comparisons; i++)
        add_comparison(p, i, most);
    buf_add_text(p->out, "</div>\n");
    page_fold(p->out, "The figures");
    for (size_t i = 0; i < p->r->model.comparisons; i++)
        add_levels(p, i);
    page_fold_end(p->out);
    add_sessions(p);
    page_section_end(p);
}
