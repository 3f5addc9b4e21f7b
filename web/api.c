#include "web/api.h"

#include "base/json.h"
#include "web/api_schema.h"
#include "web/site.h"

static const struct api_query QUERY[] = {
    { "date", "string", "date", NULL,
      "the day to stand on: nothing after it is shown; the newest day without it" },
    { "month", "string", NULL, "^[0-9]{4}-[0-9]{2}$",
      "a month, as in 2025-10; the newest complete one without it" },
    { "category", "string", NULL, "^[a-z0-9-]*$", "the code of a category; all together without it" },
    { "flag", "string", NULL, "^[a-z0-9-]*$",
      "a split a feed may bear: domestic, knife, public-place, under-25, "
      "repeat or night" },
    { "level", "string", NULL, "^[a-z]*$", "ward or small (area)" },
    { "show", "string", NULL, "^[a-z]*$", "count, rate or usual" },
    { "sort", "string", NULL, "^[a-z-]*$", "what the list is ordered by" },
    { "hash", "string", NULL, "^[0-9a-f]*$", "the outlines' own hash, so that a browser may keep them" },
    { "at", "string", NULL, NULL, "the code of an area to point out" },
    { "area", "string", NULL, NULL, "the code of an area" },
    { "with", "string", NULL, NULL, "the code of an area to compare with" },
    { "q", "string", NULL, NULL, "words to search for: a postcode, a street, the name of an area" },
};

const struct api_query *api_query(struct str name)
{
    for (size_t i = 0; i < COUNT_OF(QUERY); i++)
        if (str_eq(name, str_of(QUERY[i].name)))
            return &QUERY[i];
    return NULL;
}

/* ---- what the document says of one route ---- */

static void parameter(struct json_out *j, struct str name, const char *in, const struct api_query *q)
{
    json_open_object(j);
    json_member_str(j, "name", name);
    json_member_text(j, "in", in);
    if (q)
        json_member_text(j, "description", q->words);
    json_member_bool(j, "required", strcmp(in, "path") == 0);
    json_key(j, "schema");
    json_open_object(j);
    json_member_text(j, "type", q ? q->type : "string");
    if (q && q->format)
        json_member_text(j, "format", q->format);
    if (q && q->pattern)
        json_member_text(j, "pattern", q->pattern);
    json_close_object(j);
    json_close_object(j);
}

static void parameters(struct json_out *j, const struct route *r)
{
    static const struct api_query PLACE = { "place", "string", NULL, "^[a-z0-9-]+$",
                                            "the short name of a partnership, as in /api/v1/partnerships" };
    static const struct api_query ID = { "id", "string", NULL, NULL, "the id or code that a list gave" };
    struct str names = str_of(r->query);
    bool place = strstr(r->path, "{place}") != NULL, dated = false;

    json_key(j, "parameters");
    json_open_array(j);
    if (place)
        parameter(j, STR("place"), "path", &PLACE);
    if (strstr(r->path, "{id}"))
        parameter(j, STR("id"), "path", &ID);
    while (names.len > 0) {
        struct str name = str_cut(&names, ' ');

        dated = dated || str_eq(name, STR("date"));
        parameter(j, name, "query", api_query(name));
    }
    if (place && !dated)
        parameter(j, STR("date"), "query", api_query(STR("date")));
    json_close_array(j);
}

static void reply_of(struct json_out *j, const char *status, const char *words, const char *type,
                     const char *schema)
{
    json_key(j, status);
    json_open_object(j);
    json_member_text(j, "description", words);
    json_key(j, "content");
    json_open_object(j);
    json_key(j, type);
    json_open_object(j);
    json_key(j, "schema");
    json_open_object(j);
    if (schema)
        json_member_text(j, "$ref", schema);
    else
        json_member_text(j, "type", "object");
    json_close_object(j);
    json_close_object(j);
    json_close_object(j);
    json_close_object(j);
}

static void operation(struct json_out *j, const struct route *r)
{
    static const char JSON_TYPE[] = "application/json", ERROR[] = "#/components/schemas/error";
    bool geo = str_ends(str_of(r->path), STR(".geojson"));

    json_key(j, r->path);
    json_open_object(j);
    json_key(j, "get");
    json_open_object(j);
    json_member_text(j, "summary", r->purpose);
    parameters(j, r);
    json_key(j, "responses");
    json_open_object(j);
    reply_of(j, "200", "what was asked for", geo ? "application/geo+json" : JSON_TYPE,
             api_schema_at(r->path));
    reply_of(j, "400", "the address is not written as it must be", JSON_TYPE, ERROR);
    reply_of(j, "404", "there is no such thing, or nothing is held by that day", JSON_TYPE, ERROR);
    json_close_object(j);
    json_close_object(j);
    json_close_object(j);
}

static void components(struct json_out *j)
{
    json_key(j, "components");
    json_open_object(j);
    json_key(j, "schemas");
    json_open_object(j);
    api_schemas(j);
    json_close_object(j);
    json_close_object(j);
}

static void about(struct json_out *j)
{
    json_member_text(j, "openapi", "3.1.0");
    json_key(j, "info");
    json_open_object(j);
    json_member_text(j, "title", "safekeep");
    json_member_text(j, "version", SAFEKEEP_VERSION);
    json_member_text(j, "summary", "Depersonalised figures of Community Safety Partnerships");
    json_member_text(
        j, "description",
        "Counts by area, month and category, with their usual range; what is not held is null, never 0. "
        "A count without a usual range is no change. No person and no record stands in it.");
    json_close_object(j);
}

bool api_openapi(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct json_out j = { .buf = &b };

    json_open_object(&j);
    about(&j);
    json_key(&j, "paths");
    json_open_object(&j);
    for (size_t i = 0; i < ROUTES_LEN; i++)
        if (ROUTES[i].method == METHOD_GET && str_starts(str_of(ROUTES[i].path), STR("/api/v1/")))
            operation(&j, &ROUTES[i]);
    json_close_object(&j);
    components(&j);
    json_close_object(&j);
    return reply_json(rq, &b, rp, err);
}

/* ---- what belongs to no page alone ---- */

bool api_partnerships(struct request *rq, struct reply *rp, struct err *err)
{
    struct buf b = { .arena = rq->arena };
    struct json_out j = { .buf = &b };

    json_open_object(&j);
    json_key(&j, "partnerships");
    json_open_array(&j);
    for (size_t i = 0; i < site_partnerships(rq->site); i++) {
        const struct partnership *p = site_partnership(rq->site, i);

        json_open_object(&j);
        json_member_str(&j, "place", partnership_name(p));
        json_member_str(&j, "name", partnership_title(p));
        json_member_bool(&j, "invented", partnership_invented(p));
        json_close_object(&j);
    }
    json_close_array(&j);
    json_close_object(&j);
    return reply_json(rq, &b, rp, err);
}
