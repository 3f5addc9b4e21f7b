/*
 * gather_figures - what partners send ready counted (treatment, re-offending, exclusions ...), a line a
 * measure and area: the latest period, and the one before it. A figure under 5 is not shown.
 *
 * Figures that bear a category's code are the districts' own counts: they make the force rank, and
 * are left out here.
 */
#include "brief/gathering.h"

enum { FIGURE_LINES_MAX = 12, MEASURE_MAX = 80 };

struct latest {
    struct str measure, agency, area;
    struct date from, to;
    double value;
    bool has_before;
    double before;
};
struct latest_list {
    struct latest at[FIGURE_LINES_MAX];
    size_t len;
    size_t more;              /* measures and areas beyond the lines */
};

/* A measure's name as a partner wrote it: shown only when it is plain words. */
static bool is_plain(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        char c = s.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == ' ' || c == '-' || c == ',' || c == '(' || c == ')' || c == '/' || c == '%'))
            return false;
    }
    return s.len > 0 && s.len <= MEASURE_MAX;
}

static bool is_category(const struct tally *t, struct str code)
{
    for (size_t i = 0; i < t->categories; i++)
        if (str_eq(t->category[i].code, code))
            return true;
    return false;
}

static struct str area_name(const struct tally *t, struct str code)
{
    const struct area_list list[] = { t->areas.ward, t->areas.district, t->areas.small };

    for (size_t i = 0; i < COUNT_OF(list); i++) {
        int at = area_by_code(&list[i], code);
        if (at != AREA_NONE)
            return list[i].at[at].name;
    }
    return code;
}

static struct latest *latest_of(struct latest_list *l, const struct sql_figure_list_out *row)
{
    for (size_t i = 0; i < l->len; i++)
        if (str_eq(l->at[i].measure, row->measure) && str_eq(l->at[i].area, row->area_code) &&
            str_eq(l->at[i].agency, row->agency_code))
            return &l->at[i];
    return NULL;
}

/* Rows come by measure and first day, so the last seen of a measure and area is its newest. */
static bool take_row(struct gathering *g, const struct sql_figure_list_out *row, struct latest_list *l,
                     struct err *err)
{
    struct latest *f = latest_of(l, row);
    struct date from = { (int32_t)row->from_day }, to = { (int32_t)row->to_day };

    if (!f && l->len == FIGURE_LINES_MAX) {
        l->more++;
        return true;
    }
    if (!f) {
        f = &l->at[l->len++];
        *f = (struct latest){ .measure = arena_copy(g->arena, row->measure),
                              .agency = arena_copy(g->arena, row->agency_code),
                              .area = arena_copy(g->arena, row->area_code) };
        if (!f->measure.at || !f->agency.at || !f->area.at)
            return err_memory(err, "the brief");
    } else {
        f->has_before = true;
        f->before = f->value;
    }
    f->from = from;
    f->to = to;
    f->value = row->value;
    return true;
}

static bool read_latest(struct gathering *g, struct latest_list *l, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_figure_list_out row;
    enum row r;

    if (!sql_figure_list_begin(&q, g->txn, err))
        return false;
    while ((r = sql_figure_list_next(&q, &row, err)) == ROW_SOME)
        if (row.to_day <= g->brief->date.days && is_plain(row.measure) &&
            !is_category(&g->tally, row.measure) && !take_row(g, &row, l, err))
            return false;
    return r == ROW_NONE;
}

static void add_value(struct buf *b, double value)
{
    if (value > 0 && value < 5)
        buf_add_text(b, "fewer than 5");
    else if (value >= 0 && value < 1e12 && fabs(value - round(value)) < 1e-9)
        buf_add_count(b, (int64_t)round(value));
    else
        buf_add_real(b, value, 1);
}

bool gather_figures(struct gathering *g, struct str *note, size_t *notes, struct err *err)
{
    struct latest_list *l = arena_new(g->arena, struct latest_list, 1);
    struct buf *b = &g->words;

    if (!l)
        return err_memory(err, "the brief");
    if (!read_latest(g, l, err))
        return false;
    for (size_t i = 0; i < l->len; i++) {
        const struct latest *f = &l->at[i];
        buf_add(b, f->measure);
        buf_add_text(b, ", ");
        buf_add(b, area_name(&g->tally, f->area));
        buf_add_text(b, ": ");
        add_value(b, f->value);
        buf_add_text(b, " (");
        buf_add_date_short(b, f->from);
        buf_add_text(b, " to ");
        buf_add_date_short(b, f->to);
        buf_add_text(b, ")");
        if (f->has_before) {
            buf_add_text(b, "; the period before ");
            add_value(b, f->before);
        }
        buf_add_text(b, ". Sent as a figure: no usual range is worked out.");
        if (!gather_words(g, &note[(*notes)++], err))
            return false;
    }
    if (l->more == 0)
        return true;
    buf_add_text(b, "More figures are held than the brief has lines for.");
    return gather_words(g, &note[(*notes)++], err);
}
