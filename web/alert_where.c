/* web/alert_where - where an alert lies: its wards on the map with its circle, and the areas by
 * name. */
#include "brief/words.h"
#include "web/alert_page.h"
#include "web/map_picture.h"
#include "web/url.h"

static bool add_area(const struct request *rq, struct str code, struct alert_area *out,
                     struct err *err)
{
    struct url_words w = url_begin(rq, "area");
    enum shot_level level;
    int at = snapshot_area(rq->shot, code, &level);

    out->name = code;
    if (at == AREA_NONE || level == SHOT_WHOLE)
        return true;
    out->name = map_areas(rq->shot, level)->at[at].name;
    url_part(&w, code);
    return url_end(&w, &out->url, err);
}

/* The wards first, then the small areas: a reader knows wards. */
static bool add_areas(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                      struct err *err)
{
    const struct area_book *b = &rq->shot->tally.areas;
    struct alert_area *area = arena_new(rq->arena, struct alert_area, a->areas + b->ward.len + 1);

    if (!area)
        return err_memory(err, "an alert's areas");
    for (size_t w = 0; w < b->ward.len; w++) {
        bool has = false;

        for (size_t i = 0; i < a->areas && !has; i++) {
            int small = area_by_code(&b->small, a->area[i]);

            has = small != AREA_NONE && b->small.at[small].ward == (int)w;
        }
        if (has && !add_area(rq, b->ward.at[w].code, &area[v->areas++], err))
            return false;
    }
    for (size_t i = 0; i < a->areas; i++)
        if (!add_area(rq, a->area[i], &area[v->areas++], err))
            return false;
    v->area = area;
    return true;
}

static bool mark_of(const struct snapshot *s, const struct shot_alert *a, struct map_mark *out)
{
    int ward = alert_ward(s, a);

    *out = (struct map_mark){ .number = 1,
                              .at = a->centre,
                              .radius_km = a->has_circle ? a->radius_km : 0 };
    if (a->has_circle)
        return true;
    if (ward == AREA_NONE || !s->tally.areas.ward.at[ward].has_shape)
        return false;
    out->at = s->tally.areas.ward.at[ward].middle;
    return true;
}

static bool add_keys(struct arena *a, const struct map_figures *f, struct alert_view *v,
                     struct err *err)
{
    static const struct {
        enum map_look look;
        const char *words;
    } KEY[] = { { MAP_ABOVE, "above usual" },
                { MAP_INSIDE, "usual" },
                { MAP_BELOW, "below usual" },
                { MAP_NOT_KNOWN, "not known" } };
    struct alert_key *key = arena_new(a, struct alert_key, COUNT_OF(KEY));

    if (!key)
        return err_memory(err, "a legend");
    for (size_t i = 0; i < COUNT_OF(KEY); i++)
        for (size_t k = 0; k < f->legends; k++) {
            struct buf b = { .arena = a };

            if (f->legend[k].look != KEY[i].look)
                continue;
            map_add_key(&b, KEY[i].look);
            key[v->keys].words = KEY[i].words;
            if (!buf_done(&b, "a legend", &key[v->keys++].picture.text, err))
                return false;
        }
    v->key = key;
    return true;
}

static bool map_words(const struct request *rq, const struct alert_view *v,
                      const struct map_figures *f, struct str *out, struct err *err)
{
    struct buf b = { .arena = rq->arena };

    buf_add(&b, v->category);
    buf_add_text(&b, " by ward in ");
    buf_add_month_words(&b, f->month);
    buf_add_text(&b, ", against each ward’s own usual range");
    return buf_done(&b, "the map's words", out, err);
}

bool alert_fill_where(struct request *rq, const struct shot_alert *a, struct alert_view *v,
                      struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct map_ask ask = {
        SHOT_WARD, MAP_USUAL, { snapshot_category(s, a->category), FLAG_ANY }, 0, AREA_NONE
    };
    int month = month_of(a->to).n - s->tally.first.n;
    struct buf b = { .arena = rq->arena };
    struct map_figures f;
    struct map_mark mark;

    if (!add_areas(rq, a, v, err))
        return false;
    ask.month = month < 0                         ? 0
                : (size_t)month < s->tally.months ? (size_t)month
                                                  : s->tally.months - 1;
    if (!map_ask_url(rq, &ask, "map", &v->map_page, err))
        return false;
    if (!mark_of(s, a, &mark) || !map_has_outline(s, SHOT_WARD))
        return true; /* without outlines there is no map: the areas stand by name */
    mark.label = v->title;
    if (!map_figures_make(s, &ask, rq->arena, &f, err) || !map_words(rq, v, &f, &v->map_of, err) ||
        !add_keys(rq->arena, &f, v, err))
        return false;
    map_add_picture(&b, &(struct map_drawing){ s, &f, &mark, 1, v->map_of });
    return buf_done(&b, "the map", &v->map.text, err);
}
