#include "web/map_json.h"

#include "base/hash.h"
#include "base/json.h"
#include "brief/words.h"
#include "web/map_alerts.h"
#include "web/map_figures.h"
#include "web/map_picture.h"
#include "web/route.h"
#include "web/site.h"

/* ---- figures ---- */

static void add_count(struct json_out *j, const char *key, bool known, int64_t n)
{
    json_key(j, key);
    if (known)
        json_int(j, n);
    else
        json_null(j);
}

static void add_row(struct json_out *j, const struct map_row *r)
{
    json_open_object(j);
    if (r->area != AREA_NONE) {
        json_member_str(j, "code", r->code);
        json_member_str(j, "name", r->name);
        json_member_text(j, "class", map_look_word(r->look));
    }
    add_count(j, "count", r->count.known, r->count.n);
    add_count(j, "usual_low", r->usual.known, r->usual.low);
    add_count(j, "usual_high", r->usual.known, r->usual.high);
    json_member_text(j, "verdict", brief_verdict_key(r->verdict));
    json_key(j, "rate_per_1000");
    if (r->rate.known)
        json_real(j, r->rate.per_1000, 3);
    else
        json_null(j);
    json_member_str(j, r->rate.known ? "rate_of" : "no_rate_because",
                    r->rate.known ? r->rate.denominator : r->rate.why_not);
    json_close_object(j);
}

static void add_asked(struct json_out *j, const struct request *rq, const struct map_figures *f)
{
    const struct snapshot *s = rq->shot;
    int category = f->ask.what.category;
    struct buf month = { .arena = rq->arena };

    buf_add_month(&month, f->month);
    j->buf->failed = j->buf->failed || month.failed;
    json_member_str(j, "partnership", partnership_title(rq->partnership));
    json_member_bool(j, "invented", partnership_invented(rq->partnership));
    json_member_date(j, "date", s->date);
    json_member_text(j, "level", map_level_word(f->ask.level));
    json_member_text(j, "show", map_show_word(f->ask.show));
    json_member_str(j, "month", (struct str){ month.at, month.len });
    json_member_str(j, "category", category < 0 ? STR("") : s->tally.category[category].code);
    json_member_text(j, "flag", flag_word(f->ask.what.flag));
    json_member_text(j, "state", map_state_word(f->state));
    json_member_bool(j, "doubtful", f->doubtful);
}

static void add_classes(struct json_out *j, const struct map_figures *f)
{
    json_key(j, "legend");
    json_open_array(j);
    for (size_t i = 0; i < f->legends; i++) {
        const struct map_legend *l = &f->legend[i];
        double unit = f->ask.show == MAP_RATE ? 10 : 1;

        json_open_object(j);
        json_member_text(j, "class", map_look_word(l->look));
        if (l->look <= MAP_CLASS_5) {
            json_member_real(j, "from", (double)l->from / unit, f->ask.show == MAP_RATE);
            json_member_real(j, "to", (double)l->to / unit, f->ask.show == MAP_RATE);
        }
        json_member_int(j, "areas", (int64_t)l->areas);
        json_close_object(j);
    }
    json_close_array(j);
}

static void add_alerts(struct json_out *j, const struct map_alerts *m)
{
    json_key(j, "alerts");
    json_open_array(j);
    for (size_t i = 0; i < m->marks; i++) {
        json_open_object(j);
        json_member_int(j, "id", m->of[i]->id);
        json_member_int(j, "number", m->mark[i].number);
        json_member_str(j, "says", m->mark[i].label);
        json_member_real(j, "lon", m->mark[i].at.lon, 5);
        json_member_real(j, "lat", m->mark[i].at.lat, 5);
        json_member_real(j, "radius_km", m->mark[i].radius_km, 3);
        json_close_object(j);
    }
    json_close_array(j);
}

bool map_figures_json(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct json_out j = { .buf = &b };
    struct map_figures f;
    struct map_alerts m;
    struct map_ask ask;

    if (!map_ask_read(rq, &ask, err) || !map_figures_make(rq->shot, &ask, rq->arena, &f, err) ||
        !map_alerts_find(rq, &ask, &m, err))
        return false;
    json_open_object(&j);
    add_asked(&j, rq, &f);
    json_key(&j, "whole");
    add_row(&j, &f.whole);
    json_key(&j, "areas");
    json_open_array(&j);
    for (size_t i = 0; i < f.rows; i++)
        add_row(&j, &f.row[i]);
    json_close_array(&j);
    add_classes(&j, &f);
    add_alerts(&j, &m);
    json_close_object(&j);
    return reply_json(rq, &b, rp, err);
}

/* ---- outlines ---- */

static const struct shot_area *outlines(const struct snapshot *s, enum shot_level level)
{
    return level == SHOT_SMALL ? s->small : s->ward;
}

static void add_feature(struct json_out *j, const struct area *area, struct str rings)
{
    json_open_object(j);
    json_member_text(j, "type", "Feature");
    json_member_str(j, "id", area->code);
    json_key(j, "properties");
    json_open_object(j);
    json_member_str(j, "name", area->name);
    json_close_object(j);
    json_key(j, "geometry");
    json_open_object(j);
    json_member_text(j, "type", "MultiPolygon");
    json_key(j, "coordinates");
    json_raw(j, rings);
    json_close_object(j);
    json_close_object(j);
}

static bool make_outlines(const struct snapshot *s, enum shot_level level, struct arena *a, struct buf *b,
                          struct err *err)
{
    const struct area_list *areas = map_areas(s, level);
    struct json_out j = { .buf = b };

    b->arena = a;
    json_open_object(&j);
    json_member_text(&j, "type", "FeatureCollection");
    json_key(&j, "features");
    json_open_array(&j);
    for (size_t i = 0; outlines(s, level) && i < areas->len; i++)
        if (outlines(s, level)[i].rings.len > 0)
            add_feature(&j, &areas->at[i], outlines(s, level)[i].rings);
    json_close_array(&j);
    json_close_object(&j);
    return !b->failed || err_memory(err, "the outlines");
}

/* The first 16 digits of what names, codes and outlines come to. */
static bool hash_of_outlines(const struct buf *b, struct arena *a, struct str *out, struct err *err)
{
    struct digest d = hash_of((struct str){ b->at, b->len });
    struct buf hex = { .arena = a };

    buf_add_hex(&hex, d.at, 8);
    return buf_done(&hex, "a hash", out, err);
}

bool map_outlines_url(const struct request *rq, enum shot_level level, struct url *out, struct err *err)
{
    struct url_words w = url_root(rq, "/api/v1");
    struct buf b = { 0 };
    struct str hash;

    if (!make_outlines(rq->shot, level, rq->arena, &b, err) || !hash_of_outlines(&b, rq->arena, &hash, err))
        return false;
    url_part(&w, partnership_name(rq->partnership));
    url_part(&w, STR("areas.geojson"));
    w.keep_date = !rq->shot->newest;
    url_query(&w, "level", str_of(map_level_word(level)));
    url_query(&w, "hash", hash);
    return url_end(&w, out, err);
}

bool map_outlines_json(struct request *rq, struct reply *rp, struct err *err)
{
    struct str level = field_at(&rq->query, "level"), hash;
    struct buf b = { 0 };

    if (level.len > 0 && !str_eq(level, STR("ward")) && !str_eq(level, STR("small")))
        return err_set(err, ERR_INPUT, "level must be ward or small");
    if (!make_outlines(rq->shot, str_eq(level, STR("small")) ? SHOT_SMALL : SHOT_WARD, rq->arena, &b, err) ||
        !hash_of_outlines(&b, rq->arena, &hash, err) || !reply_json(rq, &b, rp, err))
        return false;
    rp->type = "application/geo+json";
    rp->etag = hash;
    rp->cache = str_eq(hash, field_at(&rq->query, "hash")) ? CACHE_EVER : CACHE_ASK;
    return true;
}
