#include "web/area_page.h"

#include "web/area_view.h"
#include "web/frame.h"
#include "web/pages.h"

const struct area *area_place(const struct snapshot *s, struct figure_area a)
{
    const struct area_list *in =
        a.level == SHOT_WARD ? &s->tally.areas.ward : &s->tally.areas.small;

    return &in->at[a.index];
}

struct str area_category_name(const struct snapshot *s, int category)
{
    return category < 0 ? STR("All recorded incidents") : s->tally.category[category].label;
}

static bool find_area(const struct snapshot *s, struct str code, struct figure_area *out,
                      struct err *err)
{
    out->index = snapshot_area(s, code, &out->level);
    return out->index != AREA_NONE || err_set(err, ERR_MISSING, "there is no such area here");
}

bool area_ask_read(struct request *rq, struct area_ask *out, struct err *err)
{
    struct area_ask ask = { .shot = rq->shot, .what = { .category = -1 } };
    struct str category = field_at(&rq->query, "category"), with = field_at(&rq->query, "with");

    if (!find_area(rq->shot, rq->id, &ask.area, err))
        return false;
    if (category.len)
        ask.what.category = snapshot_category(rq->shot, category);
    if (category.len && ask.what.category < 0)
        return err_set(err, ERR_MISSING, "there is no such category here");
    if (with.len && !find_area(rq->shot, with, &ask.with, err))
        return false;
    ask.compared = with.len > 0;
    if (ask.compared && ask.with.level != ask.area.level)
        return err_set(err, ERR_INPUT,
                       "a ward can only be compared with a ward, a small area with a small area");
    ask.place = area_place(rq->shot, ask.area);
    ask.other = ask.compared ? area_place(rq->shot, ask.with) : NULL;
    ask.has_last = figure_last_month(rq->shot, ask.what, &ask.last);
    *out = ask;
    return true;
}

static bool address(struct request *rq, const struct area_ask *ask, const char *page,
                    const char *more, struct url *out, struct err *err)
{
    struct url_words w = url_begin(rq, page);

    if (*more != '-')
        url_part(&w, ask->place->code);
    if (*more && *more != '-')
        url_part(&w, str_of(more));
    if (ask->what.category >= 0)
        url_query(&w, "category", ask->shot->tally.category[ask->what.category].code);
    return url_end(&w, out, err);
}

static bool links(struct request *rq, const struct area_ask *ask, struct area_view *v,
                  struct err *err)
{
    struct url_words here = url_begin(rq, "area"), alerts = url_begin(rq, "alerts");
    struct url_words json = url_root(rq, "/api/v1");

    if (rq->partnership)
        url_part(&json, partnership_name(rq->partnership));
    url_part(&json, STR("areas"));
    url_part(&json, ask->place->code);
    if (!rq->shot->newest)
        url_query_date(&json, "date", rq->shot->date);

    url_part(&here, ask->place->code);
    url_without_date(&here);
    return url_end(&json, &v->json, err) && url_end(&here, &v->here, err) &&
           url_end(&alerts, &v->alerts_page, err) &&
           address(rq, ask, "map", "-", &v->map_page, err) &&
           address(rq, ask, "area", "", &v->without, err) &&
           address(rq, ask, "area", "trend.csv", &v->trend_csv, err) &&
           address(rq, ask, "area", "categories.csv", &v->categories_csv, err) &&
           address(rq, ask, "area", "parts.csv", &v->parts_csv, err);
}

static bool crumbs(struct request *rq, const struct area_ask *ask, struct frame *f, struct err *err)
{
    struct frame_link *crumb = arena_new(rq->arena, struct frame_link, 2);
    struct url_words areas = url_begin(rq, "areas"), ward = url_begin(rq, "area");
    int of = ask->area.level == SHOT_SMALL ? ask->place->ward : AREA_NONE;

    if (!crumb)
        return err_memory(err, "the page");
    crumb[0].text = STR("Areas");
    f->crumb = crumb;
    f->crumbs = 1;
    if (!url_end(&areas, &crumb[0].url, err))
        return false;
    if (of == AREA_NONE)
        return true;
    crumb[1].text = ask->shot->tally.areas.ward.at[of].name;
    url_part(&ward, ask->shot->tally.areas.ward.at[of].code);
    f->crumbs = 2;
    return url_end(&ward, &crumb[1].url, err);
}

bool area_view_make(struct request *rq, const struct area_ask *ask, struct area_view *out,
                    struct err *err)
{
    struct area_view v = { .name = ask->place->name,
                           .code = ask->place->code,
                           .kind = ask->area.level == SHOT_WARD ? STR("Ward") : STR("Small area"),
                           .category_name = area_category_name(ask->shot, ask->what.category),
                           .has_last = ask->has_last };

    if (ask->what.category >= 0)
        v.category = ask->shot->tally.category[ask->what.category].code;
    if (snapshot_feed(ask->shot, ask->what))
        v.whose = snapshot_feed(ask->shot, ask->what)->agency_name;
    if (ask->has_last)
        v.last.n = ask->shot->tally.first.n + (int32_t)ask->last;
    if (!rq->shot->newest)
        v.asked_date = true, v.date = rq->shot->date;
    if (!links(rq, ask, &v, err) || !area_view_trend(rq, ask, &v, err) ||
        !area_view_tables(rq, ask, &v, err) || !area_view_about(rq, ask, &v, err) ||
        !area_view_both(rq, ask, &v, err))
        return false;
    *out = v;
    return true;
}

bool area_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct frame f = { .nav = NAV_AREAS };
    struct buf b = { .arena = rq->arena };
    struct area_ask ask;
    struct area_view v;

    if (!area_ask_read(rq, &ask, err) || !area_view_make(rq, &ask, &v, err) ||
        !crumbs(rq, &ask, &f, err))
        return false;
    f.title = v.name;
    page_area(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}
