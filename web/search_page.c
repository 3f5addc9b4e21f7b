#include "web/search_page.h"

#include "web/frame.h"
#include "web/map_ask.h"
#include "web/pages.h"
#include "web/search.h"
#include "web/search_view.h"

static bool area_url(const struct request *rq, struct str code, struct url *out, struct err *err)
{
    struct url_words w = url_begin(rq, "area");

    url_part(&w, code);
    return url_end(&w, out, err);
}

/* The map by small areas with this one pointed out; by wards where no small area is known. */
static bool map_url(const struct request *rq, const char *level, struct str code, struct url *out,
                    struct err *err)
{
    struct url_words w = url_begin(rq, "map");

    url_query(&w, "level", str_of(level));
    url_query(&w, "at", code);
    return url_end(&w, out, err);
}

static bool show_hit(const struct request *rq, const struct search_hit *h, struct search_view_hit *out,
                     struct err *err)
{
    const struct area_book *book = &rq->shot->tally.areas;

    out->name = h->name;
    out->kind = search_kind_label(h->kind);
    out->exact = h->exact;
    if (h->ward != AREA_NONE) {
        const struct area *ward = &book->ward.at[h->ward];

        out->ward_name = ward->name;
        if (!area_url(rq, ward->code, &out->ward, err) || !map_url(rq, "", ward->code, &out->map, err))
            return false;
    }
    if (h->small != AREA_NONE) {
        const struct area *small = &book->small.at[h->small];

        out->small_name = small->name;
        return area_url(rq, small->code, &out->small, err) &&
               map_url(rq, "small", small->code, &out->map, err);
    }
    return true;
}

static bool find(const struct request *rq, struct search_view *v, struct err *err)
{
    struct search_found *f = arena_new(rq->arena, struct search_found, 1);
    struct search_view_hit *hit = arena_new(rq->arena, struct search_view_hit, SEARCH_HITS_MAX);

    if (!f || !hit)
        return err_memory(err, "the search");
    if (!search_find(rq->shot, v->words, rq->arena, f, err))
        return false;
    for (size_t i = 0; i < f->hits; i++)
        if (!show_hit(rq, &f->hit[i], &hit[i], err))
            return false;
    v->hit = hit;
    v->hits = f->hits;
    v->more = f->more;
    v->none = f->hits == 0;
    return true;
}

static void say_what_is_held(const struct snapshot *s, struct search_view *v)
{
    size_t postcodes, names;

    search_held(s, &postcodes, &names);
    v->postcodes.n = (int64_t)postcodes;
    v->names.n = (int64_t)names;
    v->has_postcodes = postcodes > 0;
    v->has_names = names > 0;
    v->wards = s->tally.areas.ward.len;
    v->small = s->tally.areas.small.len;
    v->example = v->wards ? s->tally.areas.ward.at[0].name : STR("");
}

bool search_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct search_view v = { .words = str_trim(field_at(&rq->query, "q")) };
    struct frame f = { .title = STR("Search for a place"), .nav = NAV_SEARCH };
    struct url_words w = url_begin(rq, "search");
    struct buf b = { .arena = rq->arena };

    url_without_date(&w);
    v.asked = v.words.len > 0;
    v.as_of = !rq->shot->newest;
    v.date = rq->shot->date;
    say_what_is_held(rq->shot, &v);
    if (!url_end(&w, &v.action, err) || (v.asked && !find(rq, &v, err)))
        return false;
    page_search(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}
