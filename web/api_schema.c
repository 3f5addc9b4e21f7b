#include "web/api_schema.h"

/*
 * A name and its members: "-" before one that may be left out; a type is any, bool, date, instant, int,
 * month, real, text or the name of another; "?" before it: or null; [T]: a list; "int|text": either.
 */
static const struct {
    const char *name, *members;
} SCHEMA[] = {
    { "error", "error fault" },
    { "fault", "kind text, say text" },
    { "partnerships", "partnerships [partnership]" },
    { "partnership", "place text, name text, invented bool" },
    { "document", "openapi text, info any, paths any, components any" },

    { "alerts", "partnership text, invented bool, date date, alerts [alert]" },
    { "alert", "alert int, run int, standing bool, replaced bool, method text, category text, "
               "category_label text, place text, agency text, start date, end date, observed int, "
               "usual_low int, usual_high int, expected real, p_value real, "
               "by_chance_once_in_days ?real, review text, areas [text], circle ?circle, "
               "reviews [review]" },
    { "circle", "longitude real, latitude real, radius_km real" },
    { "review", "at instant, reviewer text, verdict text, reason text" },

    { "areas", "date date, areas [figures]" },
    { "area", "code text, name text, level text, date date, category text, months [area-month], "
              "categories [figures], small_areas [figures]" },
    { "area-month", "month month, count int, usual ?[int], feed_sound bool" },
    { "figures", "name text, code text, complete_to date, count ?int, usual_low ?int, "
                 "usual_high ?int, verdict text, year_ago ?int, twelve_months ?int, months_held int, "
                 "rate_per_1000 ?real, rate_of text" },

    { "feeds", "date date, invented bool, feeds [feed], files [file], sources [partner]" },
    { "feed", "partner text, code text, kind text, complete_to date, rows int, months [feed-month], "
              "notices [feed-notice]" },
    { "feed-month", "month month, state text" },
    { "feed-notice", "kind text, words text" },
    { "file", "number int, came_in date, partner text, kind text, file text, sha256 text, "
              "rows_read int, rows_kept int, rows_same int, rows_elsewhere int, rows_refused int, "
              "rows_counting int, withdrawn bool" },
    { "partner", "partner text, sector text, licence text, attribution text" },

    { "map", "partnership text, invented bool, date date, level text, show text, month month, "
             "category text, flag text, state text, doubtful bool, whole map-whole, areas [map-area], "
             "legend [map-class], alerts [map-alert]" },
    { "map-whole", "count ?int, usual_low ?int, usual_high ?int, verdict text, rate_per_1000 ?real, "
                   "-rate_of text, -no_rate_because text" },
    { "map-area", "code text, name text, class text, count ?int, usual_low ?int, usual_high ?int, "
                  "verdict text, rate_per_1000 ?real, -rate_of text, -no_rate_because text" },
    { "map-class", "class text, -from real, -to real, areas int" },
    { "map-alert", "id int, number int, says text, lon real, lat real, radius_km real" },
    { "outlines", "type text, features [outline]" },
    { "outline", "type text, id text, properties outline-name, geometry multipolygon" },
    { "outline-name", "name text" },
    { "multipolygon", "type text, coordinates [[[[real]]]]" },

    { "brief", "partnership text, invented bool, marking text, date date, data_to date, version text, "
               "command text, things [thing], things_more int, looked_for text, rows [brief-row], "
               "feeds [brief-feed], areas [brief-area], map_of text, overdue lines, panels lines, "
               "notes [text], stale [text], sources [source], runs [run]" },
    { "thing", "kind text, priority text, place text, ongoing bool, period period, observed int, "
               "usual ?usual, p ?real, recurrence_days ?real, looked_at int, reason text, "
               "evidence [text], splits splits, already_there text, decision text, owner text, "
               "due text, reviewed int, right int, circle ?circle, area_code ?text, series series, "
               "command text, run int" },
    { "period", "kind text, from date, to date" },
    { "usual", "low int, high int, expected real" },
    { "splits", "under_25 int|text, domestic int|text, knife int|text, public_place int|text, "
                "night int|text, repeat int|text" },
    { "series", "-from date, -to date, count [?int], doubtful [bool]" },
    { "brief-row", "level text, priority text, area text, area_code text, feed text, period period, "
                   "complete_to date, count ?int, usual ?usual, verdict text, year_ago ?int, "
                   "twelve_months ?int, months_held int, rate rate, force_rank ?rank, splits splits, "
                   "series series" },
    { "rate", "per_1000 ?real, -months int, -of text, -why_not text" },
    { "rank", "rank int, of int" },
    { "brief-feed", "agency text, kind text, received bool, -complete_to date, rows int, "
                    "notices [notice]" },
    { "notice", "kind text, category text, -period period, observed ?int, usual ?usual" },
    { "brief-area", "name text, code text, count ?int, usual ?usual, verdict text" },
    { "lines", "kept bool, lines [text]" },
    { "source", "name text, licence text, attribution text" },
    { "run", "id int, method text, parameters text, seed text, inputs text, result text, "
             "command text, stale bool" },
};

#define SCHEMAS "#/components/schemas/"

static const struct {
    const char *path, *schema;
} AT[] = {
    { "/api/v1/openapi.json", SCHEMAS "document" },
    { "/api/v1/partnerships", SCHEMAS "partnerships" },
    { "/api/v1/{place}/alerts", SCHEMAS "alerts" },
    { "/api/v1/{place}/alerts/{id}", SCHEMAS "alert" },
    { "/api/v1/{place}/areas", SCHEMAS "areas" },
    { "/api/v1/{place}/areas/{id}", SCHEMAS "area" },
    { "/api/v1/{place}/areas.geojson", SCHEMAS "outlines" },
    { "/api/v1/{place}/brief", SCHEMAS "brief" },
    { "/api/v1/{place}/feeds", SCHEMAS "feeds" },
    { "/api/v1/{place}/map", SCHEMAS "map" },
};

const char *api_schema_at(const char *path)
{
    for (size_t i = 0; i < COUNT_OF(AT); i++)
        if (strcmp(AT[i].path, path) == 0)
            return AT[i].schema;
    return NULL;
}

/* ---- types ---- */

static const struct {
    const char *word, *type, *format, *pattern;
} PLAIN[] = {
    { "any", NULL, NULL, NULL },
    { "bool", "boolean", NULL, NULL },
    { "date", "string", "date", NULL },
    { "instant", "string", "date-time", NULL },
    { "int", "integer", NULL, NULL },
    { "month", "string", NULL, "^[0-9]{4}-[0-9]{2}$" },
    { "real", "number", NULL, NULL },
    { "text", "string", NULL, NULL },
};

static void add_ref(struct json_out *j, struct str name)
{
    char to[64];

    (void)snprintf(to, sizeof to, SCHEMAS STR_FMT, STR_ARG(name));
    json_member_text(j, "$ref", to);
}

static void add_plain(struct json_out *j, struct str word)
{
    for (size_t i = 0; i < COUNT_OF(PLAIN); i++)
        if (str_eq(word, str_of(PLAIN[i].word))) {
            if (PLAIN[i].type)
                json_member_text(j, "type", PLAIN[i].type);
            if (PLAIN[i].format)
                json_member_text(j, "format", PLAIN[i].format);
            if (PLAIN[i].pattern)
                json_member_text(j, "pattern", PLAIN[i].pattern);
            return;
        }
    add_ref(j, word);
}

static void add_type(struct json_out *j, struct str word);

static void add_either(struct json_out *j, struct str one, struct str other)
{
    json_key(j, "anyOf");
    json_open_array(j);
    json_open_object(j);
    add_type(j, one);
    json_close_object(j);
    json_open_object(j);
    if (other.len > 0)
        add_type(j, other);
    else
        json_member_text(j, "type", "null");
    json_close_object(j);
    json_close_array(j);
}

/* The members of a schema, into an object that is open. */
static void add_type(struct json_out *j, struct str word)
{
    struct str rest = word, first = str_cut(&rest, '|');

    if (str_starts(word, STR("?")))
        add_either(j, str_from(word, 1), (struct str){ 0 });
    else if (str_starts(word, STR("["))) {
        json_member_text(j, "type", "array");
        json_key(j, "items");
        json_open_object(j);
        add_type(j, (struct str){ word.at + 1, word.len - 2 });
        json_close_object(j);
    } else if (rest.len > 0)
        add_either(j, first, rest);
    else
        add_plain(j, word);
}

/* ---- objects ---- */

/* The next "name type" of a list, and whether it may be left out. */
static bool next_member(struct str *members, struct str *name, struct str *type, bool *optional)
{
    *type = str_trim(str_cut(members, ','));
    *name = str_cut(type, ' ');
    *optional = str_starts(*name, STR("-"));
    if (*optional)
        *name = str_from(*name, 1);
    return name->len > 0;
}

static void add_object(struct json_out *j, struct str members)
{
    struct str rest = members, name, type;
    bool optional;

    json_member_text(j, "type", "object");
    json_key(j, "properties");
    json_open_object(j);
    while (next_member(&rest, &name, &type, &optional)) {
        char key[64];

        (void)snprintf(key, sizeof key, STR_FMT, STR_ARG(name));
        json_key(j, key);
        json_open_object(j);
        add_type(j, type);
        json_close_object(j);
    }
    json_close_object(j);
    json_key(j, "required");
    json_open_array(j);
    for (rest = members; next_member(&rest, &name, &type, &optional);)
        if (!optional)
            json_str(j, name);
    json_close_array(j);
    json_member_bool(j, "additionalProperties", false);
}

void api_schemas(struct json_out *j)
{
    for (size_t i = 0; i < COUNT_OF(SCHEMA); i++) {
        json_key(j, SCHEMA[i].name);
        json_open_object(j);
        add_object(j, str_of(SCHEMA[i].members));
        json_close_object(j);
    }
}
