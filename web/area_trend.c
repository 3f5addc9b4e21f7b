/* web/area_trend - an area's counts by month: the sentence, the chart and its table. */
#include "web/area_page.h"
#include "web/area_view.h"

static size_t first_shown(const struct area_ask *ask)
{
    size_t from = ask->last >= AREA_MONTHS ? ask->last + 1 - AREA_MONTHS : 0;

    while (from < ask->last && !snapshot_held(ask->shot, ask->what, from))
        from++;
    return from;
}

static bool is_of(const struct area_ask *ask, struct figure_area area, struct str code)
{
    const struct area_book *book = &ask->shot->tally.areas;
    int small;

    if (str_eq(code, area_place(ask->shot, area)->code))
        return true;
    small = area.level == SHOT_WARD ? area_by_code(&book->small, code) : AREA_NONE;
    return small != AREA_NONE && book->small.at[small].ward == area.index;
}

/* Does an alert of these counts touch the area in that month? */
static bool alerted(const struct area_ask *ask, struct figure_area area, struct month m)
{
    const struct snapshot *s = ask->shot;

    for (size_t i = 0; i < s->alerts; i++) {
        const struct shot_alert *t = &s->alert[i];

        if (t->from.days > month_last(m).days || t->to.days < month_first(m).days ||
            (ask->what.category >= 0 &&
             !str_eq(t->category, s->tally.category[ask->what.category].code)))
            continue;
        for (size_t k = 0; k < t->areas; k++)
            if (is_of(ask, area, t->area[k]))
                return true;
    }
    return false;
}

bool area_months(const struct area_ask *ask, struct figure_area area, struct arena *a,
                 struct chart *out, struct err *err)
{
    size_t from = first_shown(ask), n = ask->has_last ? ask->last + 1 - from : 0;
    struct chart_month *month = arena_new(a, struct chart_month, n + 1);

    if (!month)
        return err_memory(err, "a chart");
    for (size_t i = 0; i < n; i++) {
        struct comparison c =
            snapshot_compare(ask->shot, ask->what, area.level, area.index, from + i);
        struct shot_count have =
            snapshot_count(ask->shot, ask->what, area.level, area.index, from + i);
        struct brief_usual usual = { c.usual.known, c.usual.low, c.usual.high, c.usual.expected };
        struct month m = { ask->shot->tally.first.n + (int32_t)(from + i) };

        month[i] = (struct chart_month){ .known = have.known,
                                         .y = (double)have.n,
                                         .has_usual = have.known && c.usual.known,
                                         .low = (double)c.usual.low,
                                         .high = (double)c.usual.high,
                                         .alert = alerted(ask, area, m) };
        month[i].doubtful = have.known && !snapshot_sound(ask->shot, ask->what, from + i);
        month[i].verdict = brief_judge((struct brief_count){ have.known, have.n }, usual);
    }
    *out = (struct chart){ .month = month,
                           .months = n,
                           .first = { ask->shot->tally.first.n + (int32_t)from } };
    return true;
}

/* ---- the sentence ---- */

/* Within a sentence; "CCTV" stays as it is. */
static void add_lower(struct buf *b, struct str name)
{
    bool word = name.len > 1 && name.at[0] >= 'A' && name.at[0] <= 'Z' && name.at[1] >= 'a';

    if (word)
        buf_add_byte(b, (char)(name.at[0] - 'A' + 'a'));
    buf_add(b, str_from(name, word));
}

static void add_thing_counted(struct buf *b, const struct area_ask *ask, int64_t n)
{
    if (ask->what.category >= 0) {
        buf_add_text(b, n == 1 ? " incident of " : " incidents of ");
        add_lower(b, area_category_name(ask->shot, ask->what.category));
    } else {
        buf_add_text(b, n == 1 ? " incident" : " incidents");
    }
    buf_add_text(b, n == 1 ? " was recorded in " : " were recorded in ");
    buf_add(b, ask->place->name);
}

static void add_range(struct buf *b, struct brief_usual usual)
{
    if (!usual.known) {
        buf_add_text(b, "; there is not enough past to say what is usual");
        return;
    }
    buf_add_text(b, "; usual is ");
    buf_add_count(b, usual.low);
    if (usual.high != usual.low) {
        buf_add_text(b, " to ");
        buf_add_count(b, usual.high);
    }
}

static bool answer(struct request *rq, const struct area_ask *ask, const struct brief_row *row,
                   struct area_view *v, struct err *err)
{
    static const char *const SO[BRIEF_VERDICTS] = { "", " So it is below its usual range.",
                                                    " So it is within its usual range.",
                                                    " So it is above its usual range." };
    struct buf b = { .arena = rq->arena }, caution = { .arena = rq->arena };

    buf_add_text(&b, "In ");
    buf_add_month_words(&b, month_of(row->period.from));
    buf_add_text(&b, ", ");
    buf_add_count(&b, row->count.n);
    add_thing_counted(&b, ask, row->count.n);
    add_range(&b, row->usual);
    buf_add_byte(&b, '.');
    buf_add_text(&b, SO[row->verdict]);
    if (!snapshot_sound(ask->shot, ask->what, ask->last))
        buf_add_text(&caution,
                     "The feed was quiet or doubled that month, so the count says little.");
    else if (row->verdict == BRIEF_ABOVE || row->verdict == BRIEF_BELOW)
        buf_add_text(
            &caution,
            "About one month in twenty lies outside its usual range by chance alone; one month "
            "says neither worse nor better.");
    return buf_done(&b, "the answer", &v->answer, err) &&
           buf_done(&caution, "the answer", &v->caution, err);
}

/* ---- the table ---- */

static bool months_table(struct request *rq, const struct chart *c, struct area_view *v,
                         struct err *err)
{
    struct area_month *month = arena_new(rq->arena, struct area_month, c->months + 1);

    if (!month)
        return err_memory(err, "the months");
    for (size_t i = 0; i < c->months; i++) {
        const struct chart_month *m = &c->month[c->months - 1 - i];
        struct area_month *to = &month[i];

        to->month.n = c->first.n + (int32_t)(c->months - 1 - i);
        to->held = m->known;
        to->doubtful = m->doubtful;
        to->alert = m->alert;
        to->figure.verdict = m->verdict;
        to->figure.count = figure_count((struct brief_count){ m->known, (int64_t)m->y });
        to->figure.low = figure_count((struct brief_count){ m->has_usual, (int64_t)m->low });
        to->figure.high = figure_count((struct brief_count){ m->has_usual, (int64_t)m->high });
        v->has_alert |= m->alert;
        v->has_doubtful |= m->doubtful;
    }
    v->month = month;
    v->months = c->months;
    return true;
}

bool area_view_trend(struct request *rq, const struct area_ask *ask, struct area_view *v,
                     struct err *err)
{
    struct buf wide = { .arena = rq->arena }, narrow = { .arena = rq->arena },
               title = { .arena = rq->arena };
    struct brief_row row;
    struct chart c;

    if (!ask->has_last)
        return true;
    if (!figure_brief_row(ask->shot, ask->what, ask->area, ask->last, rq->arena, &row, err) ||
        !area_months(ask, ask->area, rq->arena, &c, err))
        return false;
    buf_add(&title, v->category_name);
    buf_add_text(&title, " in ");
    buf_add(&title, v->name);
    buf_add_text(&title, " by month, with the usual range");
    if (!buf_done(&title, "a title", &c.title, err))
        return false;
    c.id = "trend";
    c.unit = STR("incidents a month");
    chart_add(&wide, &c, CHART_WIDE);
    chart_add(&narrow, &c, CHART_NARROW);
    return buf_done(&wide, "a chart", &v->wide.text, err) &&
           buf_done(&narrow, "a chart", &v->narrow.text, err) && answer(rq, ask, &row, v, err) &&
           months_table(rq, &c, v, err);
}
