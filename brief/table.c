/* brief/table - the rows: one a priority on the first page, one an area on the detail pages. */
#include "brief/page.h"
#include "brief/spark.h"
#include "brief/words.h"

#define DASH "<span aria-hidden=\"true\">–</span><span class=\"govuk-visually-hidden\">"

void page_add_verdict(struct page *p, enum brief_verdict v)
{
    page_add(p, "<span class=\"verdict ");
    page_add(p, brief_verdict_key(v));
    page_add(p, "\">");
    page_add(p, v == BRIEF_ABOVE ? "<span aria-hidden=\"true\">▲</span> "
                : v == BRIEF_BELOW ? "<span aria-hidden=\"true\">▼</span> " : "");
    page_add(p, brief_verdict_word(v));
    page_add(p, "</span>");
}

/* A cell that, on a phone, stands under the others with its column's name before it. */
static void open_cell(struct page *p, const char *label, bool numeric)
{
    page_add(p, numeric ? "<td class=\"n\" data-label=\""
                        : "<td data-label=\"");
    page_add(p, label);
    page_add(p, "\">");
}

static void close_cell(struct page *p)
{
    page_add(p, "</td>");
}

static void add_count_cell(struct page *p, const char *label, struct brief_count c,
                           const char *unknown)
{
    open_cell(p, label, true);
    if (c.known) {
        buf_add_count(p->out, c.n);
    } else {
        page_add(p, "<span class=\"no\">");
        page_add(p, unknown);
        page_add(p, "</span>");
    }
    close_cell(p);
}

static void add_complete_cell(struct page *p, const struct brief_row *r)
{
    open_cell(p, "Complete to", false);
    page_add(p, "<span class=\"say\">complete to </span>");
    page_add(p, "<span class=\"one\">");
    buf_add_date_short(p->out, r->complete_to);
    page_add(p, "</span>");
    if (r->period.kind == BRIEF_WEEK)
        page_add(p, " <span class=\"no\">(week)</span>");
    close_cell(p);
}

static void add_usual_cell(struct page *p, const struct brief_row *r)
{
    open_cell(p, "Usual", true);
    if (r->usual.known) {
        page_add(p, "<span class=\"one\">");
        buf_add_count(p->out, r->usual.low);
        page_add(p, " to ");
        buf_add_count(p->out, r->usual.high);
        page_add(p, "</span>");
    } else {
        page_add(p, "<span class=\"no\">not enough past</span>");
    }
    close_cell(p);
}

static void add_twelve_cell(struct page *p, const struct brief_row *r)
{
    open_cell(p, "12 months", true);
    page_add(p, "<span class=\"one\">");
    if (r->twelve.known)
        buf_add_count(p->out, r->twelve.n);
    else
        page_add(p, DASH "not held</span>");
    if (r->months_held < 12)
        buf_addf(p->out, " <span class=\"no\">%d of 12 held</span>", r->months_held);
    page_add(p, "</span>");
    close_cell(p);
}

static void add_rate_cell(struct page *p, const struct brief_row *r)
{
    open_cell(p, "Rate per 1,000", true);
    if (r->rate.known) {
        buf_add_real(p->out, r->rate.per_1000, 1);
        page_add(p, " <span class=\"no\">");
        page_add_text(p, r->rate.denominator);
        if (r->rate.months != r->months_held)
            buf_addf(p->out, r->rate.months == 1 ? ", %d month" : ", %d months", r->rate.months);
        page_add(p, "</span>");
    } else {
        page_add(p, "<span class=\"no\">");
        page_add_text(p, r->rate.why_not.len ? r->rate.why_not : STR("not held"));
        page_add(p, "</span>");
    }
    close_cell(p);
}

static void add_rank_cell(struct page *p, const struct brief_row *r)
{
    open_cell(p, "Force rank", true);
    if (r->rank.known)
        buf_addf(p->out, "<span class=\"one\">%d of %d</span>", r->rank.rank, r->rank.of);
    else
        page_add(p, DASH "not ranked</span>");
    close_cell(p);
}

static void add_spark_cell(struct page *p, const struct brief_row *r)
{
    open_cell(p, "Past", false);
    if (r->series.periods)
        brief_add_spark(p->out, &r->series, r->usual, r->verdict);
    else
        page_add(p, DASH "no past held</span>");
    close_cell(p);
}

static void open_table(struct page *p, const char *class_name)
{
    page_add(p, "<table class=\"");
    page_add(p, class_name);
    page_add(p, "\">\n");
}

static void add_columns(struct page *p, const char *const *column, size_t n, size_t text_from)
{
    page_add(p, "<thead><tr>");
    for (size_t i = 0; i < n; i++) {
        page_add(p, "<th scope=\"col\"");
        page_add(p, i >= text_from && column[i][0] != '*' ? " class=\"n\">" : ">");
        page_add(p, column[i] + (column[i][0] == '*'));
        page_add(p, "</th>");
    }
    page_add(p, "</tr></thead>\n<tbody>\n");
}

/* Do several feeds count the same there? Then each row says whose figure it is. */
static bool has_brother(const struct brief *b, const struct brief_row *r)
{
    for (size_t i = 0; i < b->rows; i++) {
        const struct brief_row *o = &b->row[i];
        if (o != r && o->level == r->level && str_eq(o->priority, r->priority) && str_eq(o->area, r->area))
            return true;
    }
    return false;
}

static void add_row_head(struct page *p, const struct brief_row *r, struct str words)
{
    page_add(p, "<tr><th scope=\"row\">");
    page_add_text(p, words);
    if (r->feed.len && has_brother(p->brief, r)) {
        page_add(p, "<br><span class=\"no\">");
        page_add_text(p, r->feed);
        page_add(p, "</span>");
    }
    page_add(p, "</th>");
}

static void add_figures(struct page *p, const struct brief_row *r, bool with_rank)
{
    add_complete_cell(p, r);
    add_count_cell(p, "Count", r->count, "nothing received");
    add_usual_cell(p, r);
    open_cell(p, "Against usual", false);
    page_add_verdict(p, r->verdict);
    close_cell(p);
    add_spark_cell(p, r);
    add_count_cell(p, "Year ago", r->year_ago, "no year-ago data");
    add_twelve_cell(p, r);
    add_rate_cell(p, r);
    if (with_rank)
        add_rank_cell(p, r);
}

static bool same_splits(const struct brief_count a[BRIEF_SPLITS],
                        const struct brief_count b[BRIEF_SPLITS])
{
    for (int s = 0; s < BRIEF_SPLITS; s++)
        if (a[s].known != b[s].known)
            return false;
    return true;
}

/* One sentence when no row of the table bears any split: said once, not on every line. */
static void add_splits_note(struct page *p)
{
    static const struct brief_count NONE[BRIEF_SPLITS];
    const struct brief *b = p->brief;

    for (size_t i = 0; i < b->rows; i++)
        if (b->row[i].level == BRIEF_WHOLE && !same_splits(b->row[i].split, NONE)) {
            page_add(p, "<p class=\"under\">Splits (under 25, domestic, knife-enabled, public "
                        "place, night-time, repeat) stand with each priority below.</p>\n");
            return;
        }
    page_add(p, "<p class=\"under\">In every row. ");
    page_add_splits(p, NONE, 0);
    page_add(p, "</p>\n");
}

static size_t count_level(const struct brief *b, enum brief_level level)
{
    size_t n = 0;

    for (size_t i = 0; i < b->rows; i++)
        n += b->row[i].level == level;
    return n;
}

void page_add_table(struct page *p)
{
    static const char *const COLUMN[] = { "Priority", "Complete to", "Count",     "Usual",
                                          "*Against usual", "*Past", "Year ago",  "12 months",
                                          "Rate per 1,000", "Force rank" };
    const struct brief *b = p->brief;

    page_add(p, "<section class=\"rows\" aria-labelledby=\"rows\">\n"
                "<h2 id=\"rows\">Priorities, whole partnership</h2>\n");
    if (count_level(b, BRIEF_WHOLE) == 0) {
        page_add(p, "<p>No feed has been received, so there is nothing to count.</p>\n"
                    "</section>\n");
        return;
    }
    open_table(p, "table main");
    page_add(p, "<caption class=\"govuk-visually-hidden\">A row a priority: the latest complete "
                "period against the partnership’s own past</caption>\n");
    add_columns(p, COLUMN, COUNT_OF(COLUMN), 2);
    for (size_t i = 0; i < b->rows; i++) {
        if (b->row[i].level != BRIEF_WHOLE)
            continue;
        add_row_head(p, &b->row[i], b->row[i].priority);
        add_figures(p, &b->row[i], true);
        page_add(p, "</tr>\n");
    }
    page_add(p, "</tbody>\n</table>\n");
    add_splits_note(p);
    page_add(p, "</section>\n");
}

/* ---- a table a priority ---- */

static bool is_area_of(const struct brief_row *r, struct str priority)
{
    return r->level == BRIEF_AREA && str_eq(r->priority, priority);
}

static bool is_first_of_priority(const struct brief *b, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (is_area_of(&b->row[k], b->row[i].priority))
            return false;
    return true;
}

static void add_summary(struct page *p, struct str priority)
{
    const struct brief *b = p->brief;
    size_t n = 0, verdict[BRIEF_VERDICTS] = { 0 };

    for (size_t i = 0; i < b->rows; i++)
        if (is_area_of(&b->row[i], priority)) {
            n++;
            verdict[b->row[i].verdict]++;
        }
    page_add(p, "<summary><span class=\"of\">");
    page_add_text(p, priority);
    buf_addf(p->out, "</span> <span class=\"tally\">%zu %s, %zu above usual, %zu below", n,
             n == 1 ? "area" : "areas", verdict[BRIEF_ABOVE], verdict[BRIEF_BELOW]);
    if (verdict[BRIEF_UNKNOWN])
        buf_addf(p->out, ", %zu with not enough past", verdict[BRIEF_UNKNOWN]);
    page_add(p, "</span></summary>\n");
}

static void add_whole_splits(struct page *p, struct str priority)
{
    const struct brief *b = p->brief;

    for (size_t i = 0; i < b->rows; i++) {
        const struct brief_row *r = &b->row[i];
        if (r->level != BRIEF_WHOLE || !str_eq(r->priority, priority))
            continue;
        page_add(p, "<p class=\"splits\">");
        if (r->feed.len) {
            page_add_text(p, r->feed);
            page_add(p, ". ");
        }
        page_add_splits(p, r->split, r->count.n);
        page_add(p, "</p>\n");
    }
}

/* Which splits any area of this priority bears: only those become columns. */
static void find_splits(const struct brief *b, struct str priority, bool some[BRIEF_SPLITS])
{
    for (int s = 0; s < BRIEF_SPLITS; s++)
        some[s] = false;
    for (size_t i = 0; i < b->rows; i++)
        for (int s = 0; s < BRIEF_SPLITS; s++)
            some[s] |= is_area_of(&b->row[i], priority) && b->row[i].split[s].known;
}

static void add_area_columns(struct page *p, const bool some[BRIEF_SPLITS])
{
    static const char *const FIRST[] = { "Area", "Complete to", "Count",    "Usual",
                                         "*Against usual", "*Past", "Year ago", "12 months",
                                         "Rate per 1,000" };
    const char *column[COUNT_OF(FIRST) + BRIEF_SPLITS];
    size_t n = 0;

    while (n < COUNT_OF(FIRST)) {
        column[n] = FIRST[n];
        n++;
    }
    for (int s = 0; s < BRIEF_SPLITS; s++)
        if (some[s])
            column[n++] = brief_split_word((enum brief_split_kind)s);
    add_columns(p, column, n, 2);
}

static void add_area_table(struct page *p, struct str priority, size_t nr)
{
    const struct brief *b = p->brief;
    bool some[BRIEF_SPLITS];

    find_splits(b, priority, some);
    buf_addf(p->out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                     "aria-labelledby=\"areas-%zu\">\n", nr);
    open_table(p, "table areas");
    buf_addf(p->out, "<caption class=\"govuk-visually-hidden\" id=\"areas-%zu\">", nr);
    page_add_text(p, priority);
    page_add(p, " by area</caption>\n");
    add_area_columns(p, some);
    for (size_t i = 0; i < b->rows; i++) {
        if (!is_area_of(&b->row[i], priority))
            continue;
        add_row_head(p, &b->row[i], b->row[i].area);
        add_figures(p, &b->row[i], false);
        for (int s = 0; s < BRIEF_SPLITS; s++)
            if (some[s])
                add_count_cell(p, brief_split_word((enum brief_split_kind)s), b->row[i].split[s],
                               BRIEF_CANNOT_SAY);
        page_add(p, "</tr>\n");
    }
    page_add(p, "</tbody>\n</table>\n</div>\n");
}

void page_add_areas(struct page *p)
{
    const struct brief *b = p->brief;
    size_t nr = 0;

    if (count_level(b, BRIEF_AREA) == 0)
        return;
    page_add(p, "<section aria-labelledby=\"areas\">\n"
                "<h2 id=\"areas\">Each priority by area</h2>\n");
    for (size_t i = 0; i < b->rows; i++) {
        struct str priority = b->row[i].priority;
        if (b->row[i].level != BRIEF_AREA || !is_first_of_priority(b, i))
            continue;
        page_add(p, "<details>\n");
        add_summary(p, priority);
        page_add(p, "<div class=\"folded\">\n");
        add_whole_splits(p, priority);
        add_area_table(p, priority, ++nr);
        page_add(p, "</div>\n</details>\n");
    }
    page_add(p, "</section>\n");
}
