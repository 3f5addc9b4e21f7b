#include "web/route.h"

#include "web/about_page.h"
#include "web/alert_page.h"
#include "web/alerts_files.h"
#include "web/alerts_page.h"
#include "web/api.h"
#include "web/area_page.h"
#include "web/areas_page.h"
#include "web/brief_page.h"
#include "web/card_ask_page.h"
#include "web/cards_page.h"
#include "web/entry_page.h"
#include "web/feed_page.h"
#include "web/map_ask.h"
#include "web/map_json.h"
#include "web/map_page.h"
#include "web/search_page.h"
#include "web/review_page.h"
#include "web/upload_page.h"
#include "web/withdraw_page.h"

const struct route ROUTES[] = {
    { METHOD_GET, "/", entry_home, ROUTE_ANYONE, ROUTE_NO_BODY,
      "", "leads to the first partnership's brief" },
    { METHOD_GET, "/assets/{id}/{id}", entry_asset, ROUTE_ANYONE, ROUTE_NO_BODY,
      "", "style, font and scripts" },
    { METHOD_GET, "/favicon.ico", entry_icon, ROUTE_ANYONE, ROUTE_NO_BODY,
      "", "the icon, where browsers look for it" },
    { METHOD_GET, "/robots.txt", entry_robots, ROUTE_ANYONE, ROUTE_NO_BODY, "",
      "asks search engines to keep no copies of figures that change" },

    /* asking for a safety card; before what shows the cards, whose {id} takes any word */
    { METHOD_GET, "/cards/request", card_ask_page, ROUTE_ASKS, ROUTE_NO_BODY, "card",
      "where another organisation asks for a safety card" },
    { METHOD_POST, "/cards/request", card_ask_take, ROUTE_ASKS, ROUTE_FORM, "",
      "keeps what another organisation asks for, until the partnership answers" },
    { METHOD_GET, "/cards/bundle/{id}", card_link_page, ROUTE_ASKS, ROUTE_NO_BODY, "",
      "what an approved request's link leads to: a card's signed archive" },
    { METHOD_POST, "/cards/bundle/{id}", card_link_give, ROUTE_ASKS, ROUTE_FORM, "",
      "hands over a card's signed archive, and counts it" },

    /* safety cards */
    { METHOD_GET, "/cards", cards_page, ROUTE_ANYONE, ROUTE_NO_BODY,
      "", "the safety cards of all partnerships served here" },
    { METHOD_GET, "/cards/{id}", cards_one, ROUTE_ANYONE, ROUTE_NO_BODY,
      "", "a safety card: what to do in an emergency, and who to talk to" },
    { METHOD_GET, "/cards/{id}/{part}", cards_one, ROUTE_ANYONE, ROUTE_NO_BODY,
      "", "a safety card in another language, and the small files of its page" },

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
    { METHOD_GET, "/{place}/areas.csv", areas_page_csv, ROUTE_ANYONE, ROUTE_NO_BODY,
      "date category level sort", "the table of areas for a spreadsheet" },
    { METHOD_GET, "/{place}/area/{id}", area_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date category with",
      "one ward or small area: is it as it usually is, in what, and beside another" },
    { METHOD_GET, "/{place}/area/{id}/trend.csv", area_page_trend_csv, ROUTE_ANYONE, ROUTE_NO_BODY,
      "date category", "an area's months for a spreadsheet" },
    { METHOD_GET, "/{place}/area/{id}/categories.csv", area_page_categories_csv, ROUTE_ANYONE, ROUTE_NO_BODY,
      "date category", "an area's categories for a spreadsheet" },
    { METHOD_GET, "/{place}/area/{id}/parts.csv", area_page_parts_csv, ROUTE_ANYONE, ROUTE_NO_BODY,
      "date category", "a ward's small areas for a spreadsheet" },

    /* alerts */
    { METHOD_GET, "/{place}/alerts", alerts_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "the alerts that stand, and earlier ones with what became of them" },
    { METHOD_GET, "/{place}/alerts.csv", alerts_csv, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "every alert of the list, for a spreadsheet" },
    { METHOD_GET, "/{place}/alert/{id}", alert_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date done",
      "one alert: what was seen and expected, why, where, its past, how to repeat it, and its reviews" },
    { METHOD_POST, "/{place}/alert/{id}/review", review_page, ROUTE_LOCAL, ROUTE_FORM, "date",
      "keeps what a reviewer says of an alert, with its audit entry" },

    /* the data */
    { METHOD_GET, "/{place}/data", feed_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date page",
      "what came in, how whole it is, how it was read and under which licence" },
    { METHOD_GET, "/{place}/data/months.csv", feed_months_csv, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "each feed's months: held, odd or missing" },
    { METHOD_GET, "/{place}/data/files.csv", feed_files_csv, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "every file that came in, and what became of its rows" },
    { METHOD_GET, "/{place}/data/columns.csv", feed_columns_csv, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "how each partner's columns are read" },
    { METHOD_GET, "/{place}/data/sources.csv", feed_sources_csv, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "the partners, their licences and what must be said of them" },
    { METHOD_GET, "/{place}/data/file/{id}", file_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "one file that came in, and what became of its rows" },
    { METHOD_GET, "/{place}/data/file/{id}/withdraw", withdraw_page, ROUTE_LOCAL, ROUTE_NO_BODY, "",
      "asks why a file is taken back" },
    { METHOD_POST, "/{place}/data/file/{id}/withdraw", withdraw_take, ROUTE_LOCAL, ROUTE_FORM, "",
      "takes a file back: its rows stop counting" },
    { METHOD_GET, "/{place}/data/upload", upload_page, ROUTE_LOCAL, ROUTE_NO_BODY, "",
      "where a partner's file is chosen" },
    { METHOD_POST, "/{place}/data/upload", upload_take, ROUTE_LOCAL, ROUTE_UPLOAD, "",
      "takes a file, which waits until somebody has looked at it" },
    { METHOD_GET, "/{place}/data/upload/{id}", upload_preview, ROUTE_LOCAL, ROUTE_NO_BODY, "",
      "what a waiting file would bring, and what is wrong with it" },
    { METHOD_POST, "/{place}/data/upload/{id}", upload_settle, ROUTE_LOCAL, ROUTE_FORM, "",
      "says what columns are, imports a waiting file, or drops it" },
    { METHOD_GET, "/{place}/data/upload/{id}/refused.csv", upload_refused_csv, ROUTE_LOCAL, ROUTE_NO_BODY, "",
      "the rows of a waiting file that are refused, to be mended" },

    /* search */
    { METHOD_GET, "/{place}/search", search_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date q",
      "where a postcode, a street or an area's name lies" },

    /* about */
    { METHOD_GET, "/{place}/about", about_page, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "what is looked at and what is not, and how often an alert is wrong" },

    /* for programs */
    { METHOD_GET, "/api/v1/{place}/alerts", alerts_json, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "every alert of the list with its areas, circle and reviews" },
    { METHOD_GET, "/api/v1/{place}/alerts/{id}", alert_json, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "one alert with its areas, circle and reviews" },
    { METHOD_GET, "/api/v1/{place}/areas", areas_page_json, ROUTE_ANYONE, ROUTE_NO_BODY,
      "date category level sort", "every area's last complete month against its usual range" },
    { METHOD_GET, "/api/v1/{place}/feeds", feed_json, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "the feeds, their months, the files that came in and the sources" },
    { METHOD_GET, "/api/v1/{place}/areas/{id}", area_page_json, ROUTE_ANYONE, ROUTE_NO_BODY, "date category",
      "one area's months, categories and small areas" },
    { METHOD_GET, "/api/v1/{place}/brief", brief_page_json, ROUTE_ANYONE, ROUTE_NO_BODY, "date",
      "the whole brief" },
    { METHOD_GET, "/api/v1/{place}/map", map_figures_json, ROUTE_ANYONE, ROUTE_NO_BODY, MAP_QUERY,
      "the map's figures by area as JSON" },
    { METHOD_GET, "/api/v1/{place}/areas.geojson", map_outlines_json, ROUTE_ANYONE, ROUTE_NO_BODY,
      "date level hash", "the outlines of wards or small areas as GeoJSON" },
    { METHOD_GET, "/api/v1/openapi.json", api_openapi, ROUTE_ANYONE, ROUTE_NO_BODY, "",
      "what a program may ask, as OpenAPI" },
    { METHOD_GET, "/api/v1/partnerships", api_partnerships, ROUTE_ANYONE, ROUTE_NO_BODY, "",
      "the partnerships served here" },
};
const size_t ROUTES_LEN = COUNT_OF(ROUTES);

bool route_matches(const struct route *r, struct str path, struct route_parts *parts)
{
    struct str pattern = str_of(r->path);

    *parts = (struct route_parts){ 0 };
    while (pattern.len > 0 && path.len > 0) {
        struct str want = str_cut(&pattern, '/'), have = str_cut(&path, '/');

        if (str_eq(want, STR("{place}")))
            parts->place = have;
        else if (str_eq(want, STR("{id}")))
            parts->id = have;
        else if (str_eq(want, STR("{part}")))
            parts->part = have;
        else if (!str_eq(want, have))
            return false;
    }
    return pattern.len == 0 && path.len == 0;
}

const struct route *route_find(enum method method, struct str path, bool *known)
{
    enum method m = method == METHOD_HEAD ? METHOD_GET : method;
    struct route_parts parts;

    *known = false;
    for (size_t i = 0; i < ROUTES_LEN; i++) {
        if (!route_matches(&ROUTES[i], path, &parts))
            continue;
        if (ROUTES[i].method == m)
            return &ROUTES[i];
        *known = true;
    }
    return NULL;
}
