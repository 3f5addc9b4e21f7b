#include "web/route.h"

#include "web/about_page.h"
#include "web/alert_page.h"
#include "web/alerts_page.h"
#include "web/area_page.h"
#include "web/areas_page.h"
#include "web/asset.h"
#include "web/brief_page.h"
#include "web/frame.h"
#include "web/map_ask.h"
#include "web/map_json.h"
#include "web/map_page.h"
#include "web/search_page.h"
#include "web/review_page.h"
#include "web/site.h"
#include "web/snapshot.h"
#include "web/url.h"

static bool answer_asset(struct request *rq, struct reply *rp, struct err *err);
static bool answer_home(struct request *rq, struct reply *rp, struct err *err);

const struct route ROUTES[] = {
    { METHOD_GET, "/", answer_home, ROUTE_ANYONE, ROUTE_NO_BODY, "", "leads to the first partnership's brief" },
    { METHOD_GET, "/assets/{id}/{id}", answer_asset, ROUTE_ANYONE, ROUTE_NO_BODY, "", "style, font and scripts" },

    /* the brief */
    { METHOD_GET, "/{place}", brief_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "the Monday page: what changed, how sure that is, what is missing" },
    { METHOD_GET, "/{place}/brief.html", brief_page_html, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "the brief as one file to keep, mail or print" },
    { METHOD_GET, "/{place}/brief.csv", brief_page_csv, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "every row of the brief for a spreadsheet" },
    { METHOD_GET, "/{place}/brief.json", brief_page_json, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "the whole brief for a program" },

    /* the map */
    { METHOD_GET, "/{place}/map", map_page, ROUTE_ANYONE, ROUTE_NO_BODY, MAP_QUERY,
      "counts, rates and differences from usual by area, month and kind, as map and table" },
    { METHOD_GET, "/{place}/map.csv", map_figures_csv, ROUTE_ANYONE, ROUTE_NO_BODY, MAP_QUERY,
      "the map's table as CSV" },

    /* areas */
    { METHOD_GET, "/{place}/areas", areas_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date category level sort",
      "every area's last complete month against its usual range" },
    { METHOD_GET, "/{place}/areas.csv", areas_page_csv, ROUTE_ANYONE, ROUTE_NO_BODY, "date category level sort",
      "the table of areas for a spreadsheet" },
    { METHOD_GET, "/{place}/area/{id}", area_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date category with",
      "one ward or small area: is it as it usually is, in what, and beside another" },
    { METHOD_GET, "/{place}/area/{id}/trend.csv", area_page_trend_csv, ROUTE_ANYONE, ROUTE_NO_BODY, "date category",
      "an area's months for a spreadsheet" },
    { METHOD_GET, "/{place}/area/{id}/categories.csv", area_page_categories_csv, ROUTE_ANYONE, ROUTE_NO_BODY,
      "date category", "an area's categories for a spreadsheet" },
    { METHOD_GET, "/{place}/area/{id}/parts.csv", area_page_parts_csv, ROUTE_ANYONE, ROUTE_NO_BODY, "date category",
      "a ward's small areas for a spreadsheet" },

    /* alerts */
    { METHOD_GET, "/{place}/alerts", alerts_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "the alerts that stand, and earlier ones with what became of them" },
    { METHOD_GET, "/{place}/alert/{id}", alert_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date done",
      "one alert: what was seen and expected, why, where, its past, how to repeat it, and its reviews" },
    { METHOD_POST, "/{place}/alert/{id}/review", review_page, ROUTE_LOCAL, ROUTE_FORM, "date",
      "keeps what a reviewer says of an alert, with its audit entry" },

    /* the data */

    /* search */
    { METHOD_GET, "/{place}/search", search_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date q",
      "where a postcode, a street or an area's name lies" },

    /* about */
    { METHOD_GET, "/{place}/about", about_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "what is looked at and what is not, and how often an alert is wrong" },

    /* for programs */
    { METHOD_GET, "/api/v1/{place}/areas", areas_page_json, ROUTE_ANYONE, ROUTE_NO_BODY, "date category level sort",
      "every area's last complete month against its usual range" },
    { METHOD_GET, "/api/v1/{place}/areas/{id}", area_page_json, ROUTE_ANYONE, ROUTE_NO_BODY, "date category",
      "one area's months, categories and small areas" },
    { METHOD_GET, "/api/v1/{place}/brief", brief_page_json, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "the whole brief" },
    { METHOD_GET, "/api/v1/{place}/map", map_figures_json, ROUTE_ANYONE, ROUTE_NO_BODY, MAP_QUERY,
      "the map's figures by area as JSON" },
    { METHOD_GET, "/api/v1/{place}/areas.geojson", map_outlines_json, ROUTE_ANYONE, ROUTE_NO_BODY,
      "date level hash", "the outlines of wards or small areas as GeoJSON" },
};
const size_t ROUTES_LEN = COUNT_OF(ROUTES);

static bool matches(struct str pattern, struct str path, struct str *place, struct str *id)
{
    while (pattern.len > 0 && path.len > 0) {
        struct str want = str_cut(&pattern, '/'), have = str_cut(&path, '/');

        if (str_eq(want, STR("{place}")))
            *place = have;
        else if (str_eq(want, STR("{id}")))
            *id = have;
        else if (!str_eq(want, have))
            return false;
    }
    return pattern.len == 0 && path.len == 0;
}

static const struct route *find(enum method method, struct str path, struct str *place, struct str *id, bool *known)
{
    *known = false;
    for (size_t i = 0; i < ROUTES_LEN; i++) {
        enum method m = method == METHOD_HEAD ? METHOD_GET : method;

        if (!matches(str_of(ROUTES[i].path), path, place, id))
            continue;
        if (ROUTES[i].method == m)
            return &ROUTES[i];
        *known = true;
    }
    return NULL;
}

const struct route *route_find(enum method method, struct str path, bool *known)
{
    struct str place, id;

    return find(method, path, &place, &id, known);
}

static bool answer_home(struct request *rq, struct reply *rp, struct err *err)
{
    struct url_words w;
    struct url to;

    rq->partnership = site_partnership(rq->site, 0);
    w = url_begin(rq, "");
    return url_end(&w, &to, err) && reply_see_other(rq, to, rp, err);
}

static bool answer_asset(struct request *rq, struct reply *rp, struct err *err)
{
    const struct asset *a = asset_at_path(rq->path);

    if (!a)
        return err_set(err, ERR_MISSING, "there is nothing at this address");
    rp->type = a->type;
    rp->body = (struct str){ a->at, (size_t)(a->end - a->at) };
    rp->cache = CACHE_EVER;
    return true;
}

bool reply_see_other(struct request *rq, struct url to, struct reply *rp, struct err *err)
{
    (void)rq;
    (void)err;
    rp->status = 303;
    rp->location = to.text;
    return true;
}

void reply_error(struct request *rq, const struct err *err, struct reply *rp)
{
    (void)rq;
    *rp = (struct reply){ .status = err_http_status(err->kind), .type = "text/plain; charset=utf-8" };
    rp->body = arena_copy(rq->arena, str_of(err->say));
}

static bool look(struct request *rq, struct str place, struct err *err)
{
    struct str asked = field_at(&rq->query, "date");
    struct date date;

    if (place.len == 0)
        return true;
    rq->partnership = site_find(rq->site, place);
    if (!rq->partnership)
        return err_set(err, ERR_MISSING, "there is nothing at this address");
    if (asked.at && !date_read(asked, &date))
        return err_set(err, ERR_INPUT, "date must be written like 2025-10-31");
    return snapshot_take(rq->partnership, asked.at ? &date : NULL, &rq->shot, err);
}

void dispatch(struct site *site, struct request *rq, struct reply *rp)
{
    struct str place = { 0 }, id = { 0 };
    struct err err = { 0 };
    bool known;

    rq->site = site;
    rq->route = find(rq->method, rq->path, &place, &id, &known);
    rq->id = id;
    if (!rq->route)
        (void)err_set(&err, ERR_MISSING, known ? "this address does not take that" : "there is nothing at this address");
    else if (look(rq, place, &err))
        (void)rq->route->answer(rq, rp, &err);
    if (err.kind)
        reply_error(rq, &err, rp);
    snapshot_give_back(&rq->shot);
}
