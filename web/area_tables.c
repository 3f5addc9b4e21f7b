/* web/area_tables - an area's categories, in a table and as small charts, and a ward's small areas.
 */
#include "web/area_page.h"
#include "web/area_view.h"

/* Categories in the brief's order, then those that are in no brief. */
static size_t in_order(const struct snapshot *s, int *out)
{
    size_t n = 0;

    for (int first = 1; first >= 0; first--)
        for (size_t c = 0; c < s->tally.categories; c++) {
            size_t at = n, month;
            int priority = s->tally.category[c].priority;

            if ((priority > 0) != first ||
                !figure_last_month(s, (struct shot_what){ .category = (int)c }, &month))
                continue;
            while (first && at > 0 && s->tally.category[out[at - 1]].priority > priority) {
                out[at] = out[at - 1];
                at--;
            }
            out[at] = (int)c;
            n++;
        }
    return n;
}

static bool area_link(struct request *rq, struct str code, int category, struct url *out,
                      struct err *err)
{
    struct url_words w = url_begin(rq, "area");

    url_part(&w, code);
    url_query(&w, "category",
              category < 0 ? (struct str){ 0 } : rq->shot->tally.category[category].code);
    return url_end(&w, out, err);
}

static bool category_row(struct request *rq, const struct area_ask *ask, int category,
                         struct figure_row *out, struct err *err)
{
    struct shot_what what = { .category = category };
    struct brief_row row;
    size_t month;

    if (!figure_last_month(ask->shot, what, &month) ||
        !figure_brief_row(ask->shot, what, ask->area, month, rq->arena, &row, err) ||
        !figure_row(&row, rq->arena, out, err))
        return false;
    out->name = area_category_name(ask->shot, category);
    out->code = ask->shot->tally.category[category].code;
    return area_link(rq, ask->place->code, category, &out->url, err);
}

static bool small_chart(struct request *rq, const struct area_ask *ask, int category, size_t nr,
                        struct area_small *out, struct err *err)
{
    struct area_ask of = *ask;
    struct buf b = { .arena = rq->arena }, title = { .arena = rq->arena },
               id = { .arena = rq->arena };
    struct str name = area_category_name(ask->shot, category), id_text;
    struct chart c;

    of.what = (struct shot_what){ .category = category };
    of.has_last = figure_last_month(ask->shot, of.what, &of.last);
    if (!area_months(&of, ask->area, rq->arena, &c, err))
        return false;
    buf_add(&title, name);
    buf_add_text(&title, " by month");
    buf_addf(&id, "of-%zu%c", nr, 0);
    if (!buf_done(&title, "a title", &c.title, err) || !buf_done(&id, "an id", &id_text, err))
        return false;
    c.id = id_text.at;
    chart_add(&b, &c, CHART_SMALL);
    out->name = name;
    return buf_done(&b, "a chart", &out->chart.text, err) &&
           area_link(rq, ask->place->code, category, &out->url, err);
}

static bool parts(struct request *rq, const struct area_ask *ask, struct area_view *v,
                  struct err *err)
{
    const struct area_list *small = &ask->shot->tally.areas.small;
    struct figure_row *part = arena_new(rq->arena, struct figure_row, small->len + 1);

    if (!part)
        return err_memory(err, "the small areas");
    for (size_t i = 0; i < small->len && ask->area.level == SHOT_WARD && ask->has_last; i++) {
        struct figure_area area = { SHOT_SMALL, (int)i };
        struct brief_row row;

        if (small->at[i].ward != ask->area.index)
            continue;
        if (!figure_brief_row(ask->shot, ask->what, area, ask->last, rq->arena, &row, err) ||
            !figure_row(&row, rq->arena, &part[v->parts], err) ||
            !area_link(rq, small->at[i].code, ask->what.category, &part[v->parts].url, err))
            return false;
        part[v->parts].code = small->at[i].code;
        part[v->parts++].name = small->at[i].name;
    }
    v->part = part;
    return true;
}

bool area_view_tables(struct request *rq, const struct area_ask *ask, struct area_view *v,
                      struct err *err)
{
    size_t categories = ask->shot->tally.categories, n;
    struct figure_row *row = arena_new(rq->arena, struct figure_row, categories + 1);
    struct area_small *small = arena_new(rq->arena, struct area_small, categories + 1);
    struct area_option *choice = arena_new(rq->arena, struct area_option, categories + 2);
    int *order = arena_new(rq->arena, int, categories + 1);

    if (!row || !small || !choice || !order)
        return err_memory(err, "the categories");
    n = in_order(ask->shot, order);
    choice[v->choices++] =
        (struct area_option){ STR(""), area_category_name(ask->shot, -1), ask->what.category < 0 };
    for (size_t i = 0; i < n; i++) {
        const struct category *c = &ask->shot->tally.category[order[i]];

        if (!category_row(rq, ask, order[i], &row[i], err) ||
            !small_chart(rq, ask, order[i], i + 1, &small[i], err))
            return false;
        choice[v->choices++] =
            (struct area_option){ c->code, c->label, order[i] == ask->what.category };
    }
    v->row = row;
    v->small = small;
    v->rows = v->smalls = n;
    v->choice = choice;
    return parts(rq, ask, v, err);
}
