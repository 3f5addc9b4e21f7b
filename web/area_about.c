/* web/area_about - who lives in an area, where it is, which alerts touched it, what it can be
 * compared with. */
#include "brief/words.h"
#include "web/alert_words.h"
#include "web/area_page.h"
#include "web/area_view.h"

static const struct shot_area *shot_area_of(const struct snapshot *s, struct figure_area a)
{
    const struct shot_area *of = a.level == SHOT_WARD ? s->ward : s->small;

    return of ? &of[a.index] : NULL;
}

static bool number_words(struct arena *a, double n, struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    if (isfinite(n) && n > 0)
        buf_add_count(&b, (int64_t)llround(n));
    else
        buf_add_text(&b, "not held");
    return buf_done(&b, "a number", out, err);
}

bool area_decile_words(struct arena *a, const struct snapshot *s, struct figure_area area,
                       struct str *out, struct err *err)
{
    const struct shot_area *of = shot_area_of(s, area);
    struct buf b = { .arena = a };

    if (!of || !(of->imd_decile > 0))
        buf_add_text(&b, "not held");
    else {
        buf_add_real(&b, of->imd_decile, area.level == SHOT_WARD ? 1 : 0);
        buf_add_text(&b, " of 10");
    }
    return buf_done(&b, "a number", out, err);
}

bool area_residents_words(struct arena *a, const struct snapshot *s, struct figure_area area,
                          struct str *out, struct err *err)
{
    const struct shot_area *of = shot_area_of(s, area);

    return number_words(a, of ? of->residents : NAN, out, err);
}

static bool facts(struct request *rq, const struct area_ask *ask, struct area_view *v,
                  struct err *err)
{
    const struct shot_area *of = shot_area_of(ask->shot, ask->area);
    struct area_fact *fact = arena_new(rq->arena, struct area_fact, 3);

    if (!fact)
        return err_memory(err, "the area");
    fact[0].term = STR("Residents");
    fact[1].term = STR("Households");
    fact[2].term = STR("Deprivation decile");
    fact[2].means =
        ask->area.level == SHOT_WARD
            ? STR("1: among the most deprived tenth of small areas in England, 10: the least. Of a "
                  "ward, "
                  "the mean of its small areas by residents.")
            : STR("1: among the most deprived tenth of small areas in England, 10: the least.");
    v->fact = fact;
    v->facts = 3;
    return area_residents_words(rq->arena, ask->shot, ask->area, &fact[0].words, err) &&
           number_words(rq->arena, of ? of->households : NAN, &fact[1].words, err) &&
           area_decile_words(rq->arena, ask->shot, ask->area, &fact[2].words, err);
}

static void add_outline(struct buf *b, struct str path, const char *class_name)
{
    if (path.len == 0)
        return;
    buf_addf(b, "<path class=\"%s\" fill-rule=\"evenodd\" d=\"", class_name);
    buf_add_html(b, path);
    buf_add_text(b, "\"/>");
}

/* All wards pale, this area dark. */
static bool where(struct request *rq, const struct area_ask *ask, struct area_view *v,
                  struct err *err)
{
    const struct snapshot *s = ask->shot;
    const struct shot_area *of = shot_area_of(s, ask->area);
    struct buf b = { .arena = rq->arena };

    if (!of || of->path.len == 0)
        return true;
    buf_addf(
        &b, "<svg class=\"site-map__picture\" viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"",
        s->map_wide, s->map_high);
    buf_add_text(&b, "Where ");
    buf_add_html(&b, v->name);
    buf_add_text(&b, " lies in the partnership’s area\">");
    for (size_t i = 0; i < s->tally.areas.ward.len; i++)
        add_outline(&b, s->ward[i].path, "area step-0");
    add_outline(&b, of->path, "area step-4");
    buf_add_text(&b, "</svg>");
    return buf_done(&b, "the map", &v->map.text, err);
}

static bool touches(const struct area_ask *ask, const struct shot_alert *t)
{
    const struct area_list *small = &ask->shot->tally.areas.small;

    for (size_t k = 0; k < t->areas; k++) {
        int at = ask->area.level == SHOT_WARD ? area_by_code(small, t->area[k]) : AREA_NONE;

        if (str_eq(t->area[k], ask->place->code) ||
            (at != AREA_NONE && small->at[at].ward == ask->area.index))
            return true;
    }
    return false;
}

static bool alert_line(struct request *rq, const struct shot_alert *t, struct area_alert *out,
                       struct err *err)
{
    struct buf when = { .arena = rq->arena }, seen = { .arena = rq->arena },
               id = { .arena = rq->arena };
    struct url_words w = url_begin(rq, "alert");
    struct str nr;

    brief_add_period(&when, alert_period(rq->shot, t));
    buf_add_count(&seen, t->observed);
    buf_add_text(&seen, " seen, ");
    brief_add_usual(&seen, alert_usual(t));
    buf_add_int(&id, t->id);
    if (!buf_done(&id, "an address", &nr, err))
        return false;
    url_part(&w, nr);
    *out = (struct area_alert){ .what = alert_category(rq->shot, t), .standing = t->standing };
    return buf_done(&when, "a period", &out->when, err) &&
           buf_done(&seen, "an alert", &out->seen, err) && url_end(&w, &out->url, err);
}

static bool alerts(struct request *rq, const struct area_ask *ask, struct area_view *v,
                   struct err *err)
{
    struct area_alert *alert = arena_new(rq->arena, struct area_alert, ask->shot->alerts + 1);

    if (!alert)
        return err_memory(err, "the alerts");
    for (size_t i = 0; i < ask->shot->alerts; i++)
        if (touches(ask, &ask->shot->alert[i]) &&
            !alert_line(rq, &ask->shot->alert[i], &alert[v->alerts++], err))
            return false;
    v->alert = alert;
    return true;
}

static bool others(struct request *rq, const struct area_ask *ask, struct area_view *v,
                   struct err *err)
{
    const struct area_book *book = &ask->shot->tally.areas;
    const struct area_list *in = ask->area.level == SHOT_WARD ? &book->ward : &book->small;
    struct area_option *other = arena_new(rq->arena, struct area_option, in->len + 1);

    if (!other)
        return err_memory(err, "the areas");
    for (size_t i = 0; i < in->len; i++)
        if ((int)i != ask->area.index)
            other[v->others++] = (struct area_option){ in->at[i].code, in->at[i].name,
                                                       ask->compared && (int)i == ask->with.index };
    v->other = other;
    return true;
}

bool area_view_about(struct request *rq, const struct area_ask *ask, struct area_view *v,
                     struct err *err)
{
    return facts(rq, ask, v, err) && where(rq, ask, v, err) && alerts(rq, ask, v, err) &&
           others(rq, ask, v, err);
}
