/* web/area_both - one area beside another: by rate, on one scale, each beside its own usual range.
 */
#include "web/area_page.h"
#include "web/area_view.h"

/* Counts by month become rates per 1,000 residents. */
static bool rates(const struct area_ask *ask, struct figure_area area, struct arena *a,
                  struct chart *out, struct err *err)
{
    const struct shot_area *of = area.level == SHOT_WARD ? ask->shot->ward : ask->shot->small;
    double residents = of ? of[area.index].residents : NAN;
    struct chart_month *month;

    if (!area_months(ask, area, a, out, err))
        return false;
    month = arena_new(a, struct chart_month, out->months + 1);
    if (!month)
        return err_memory(err, "a chart");
    for (size_t i = 0; i < out->months; i++) {
        month[i] = (struct chart_month){ .known = out->month[i].known && residents > 0,
                                         .doubtful = out->month[i].doubtful };
        if (month[i].known)
            month[i].y = out->month[i].y * 1000 / residents;
    }
    out->month = month;
    return true;
}

static bool side(struct request *rq, const struct area_ask *ask, struct figure_area area,
                 struct area_side *out, struct err *err)
{
    struct url_words w = url_begin(rq, "area");
    struct brief_row row;

    out->name = area_place(ask->shot, area)->name;
    url_part(&w, area_place(ask->shot, area)->code);
    return figure_brief_row(ask->shot, ask->what, area, ask->last, rq->arena, &row, err) &&
           figure_row(&row, rq->arena, &out->figure, err) && url_end(&w, &out->url, err) &&
           area_residents_words(rq->arena, ask->shot, area, &out->residents, err) &&
           area_decile_words(rq->arena, ask->shot, area, &out->decile, err);
}

static void months_beside(struct area_month *to, const struct chart *c)
{
    for (size_t i = 0; i < c->months; i++) {
        size_t at = c->months - 1 - i;

        to[i].has_rate = c->month[at].known;
        to[i].has_other = c->other[at].known;
        to[i].rate = (struct shown){ c->month[at].y, 1 };
        to[i].other_rate = (struct shown){ c->other[at].y, 1 };
    }
}

bool area_view_both(struct request *rq, const struct area_ask *ask, struct area_view *v,
                    struct err *err)
{
    struct buf wide = { .arena = rq->arena }, narrow = { .arena = rq->arena },
               title = { .arena = rq->arena };
    struct area_month *month = arena_new(rq->arena, struct area_month, v->months + 1);
    struct chart c, other;

    if (!ask->compared || !ask->has_last)
        return true;
    if (!month || !rates(ask, ask->area, rq->arena, &c, err) ||
        !rates(ask, ask->with, rq->arena, &other, err))
        return err_memory(err, "the areas");
    v->compared = true;
    v->other_name = ask->other->name;
    buf_add(&title, v->category_name);
    buf_add_text(&title, " for each 1,000 residents in ");
    buf_add(&title, v->name);
    buf_add_text(&title, " and ");
    buf_add(&title, v->other_name);
    if (!buf_done(&title, "a title", &c.title, err))
        return false;
    c.id = "both";
    c.unit = STR("incidents a month for each 1,000 residents");
    c.other = other.month;
    c.name = v->name;
    c.other_name = v->other_name;
    c.decimals = 1;
    for (size_t i = 0; i < v->months; i++)
        month[i] = v->month[i];
    months_beside(month, &c);
    v->month = month;
    chart_add(&wide, &c, CHART_WIDE);
    chart_add(&narrow, &c, CHART_NARROW);
    v->sides = 2;
    return buf_done(&wide, "a chart", &v->both_wide.text, err) &&
           buf_done(&narrow, "a chart", &v->both_narrow.text, err) &&
           side(rq, ask, ask->area, &v->side[0], err) && side(rq, ask, ask->with, &v->side[1], err);
}
