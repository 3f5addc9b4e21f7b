#include "northmere/town_file.h"

/* ---- GeoJSON; names of ours hold nothing that needs escaping ---- */

static void add_points(struct buf *b, const struct lonlat *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        buf_add_text(b, i ? ",[" : "[");
        buf_add_real(b, p[i].lon, 6);
        buf_add_byte(b, ',');
        buf_add_real(b, p[i].lat, 6);
        buf_add_byte(b, ']');
    }
}

/* One ring, closed by its first point again. */
static void add_outline(struct buf *b, struct str code, struct str name, const struct shape *s)
{
    buf_add_text(b, "{\"type\":\"Feature\",\"properties\":{\"AREACD (invented)\":\"");
    buf_add(b, code);
    buf_add_text(b, "\",\"AREANM (invented)\":\"");
    buf_add(b, name);
    buf_add_text(b, " (invented)\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
    add_points(b, s->point, s->points);
    buf_add_byte(b, ',');
    add_points(b, s->point, 1);
    buf_add_text(b, "]]}}");
}

static void begin_features(struct buf *b, const char *what)
{
    buf_addf(b, "{\"type\":\"FeatureCollection\",\"name\":\"Northmere, an invented town: %s\",", what);
    buf_add_text(b, "\"features\":[\n");
}

void town_write_areas(const struct town *t, struct buf *b)
{
    begin_features(b, "small areas");
    for (size_t i = 0; i < t->areas; i++) {
        buf_add_text(b, i ? ",\n" : "");
        add_outline(b, t->area[i].code, t->area[i].name, &t->area[i].shape);
    }
    buf_add_text(b, "\n]}\n");
}

void town_write_wards(const struct town *t, struct buf *b)
{
    begin_features(b, "wards");
    for (size_t i = 0; i < t->wards; i++) {
        buf_add_text(b, i ? ",\n" : "");
        add_outline(b, t->ward[i].code, t->ward[i].name, &t->ward[i].shape);
    }
    buf_add_text(b, "\n]}\n");
}

static void add_line(struct buf *b, const char *name, const struct lonlat *p, size_t n)
{
    buf_addf(b, "{\"type\":\"Feature\",\"properties\":{\"name (invented)\":\"%s (invented)\"},", name);
    buf_add_text(b, "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[");
    add_points(b, p, n);
    buf_add_text(b, "]}}");
}

void town_write_water(const struct town *t, struct buf *b)
{
    begin_features(b, "river and coast");
    add_line(b, "river", t->river, t->river_points);
    buf_add_text(b, ",\n");
    add_line(b, "coast", t->coast, t->coast_points);
    buf_add_text(b, "\n]}\n");
}

/* ---- CSV ---- */

void town_write_facts(const struct town *t, struct buf *b)
{
    buf_add_text(b, "small area (invented),area name (invented),ward code (invented),residents (invented),"
                    "households (invented),deprivation decile (invented)\n");
    for (size_t i = 0; i < t->areas; i++) {
        const struct town_area *a = &t->area[i];
        buf_add(b, a->code);
        buf_add_byte(b, ',');
        buf_add(b, a->name);
        buf_add_byte(b, ',');
        buf_add(b, t->ward[a->ward].code);
        buf_addf(b, ",%lld,%lld,%d\n", (long long)a->residents, (long long)a->households, a->decile);
    }
}

static void add_place(struct buf *b, struct str name, struct str postcode, struct lonlat at, struct str area)
{
    buf_add(b, name);
    buf_add_byte(b, ',');
    buf_add(b, postcode);
    buf_add_byte(b, ',');
    buf_add_real(b, at.lon, 6);
    buf_add_byte(b, ',');
    buf_add_real(b, at.lat, 6);
    buf_add_byte(b, ',');
    buf_add(b, area);
    buf_add_byte(b, '\n');
}

void town_write_places(const struct town *t, struct buf *b)
{
    buf_add_text(b, "name (invented),postcode (invented),longitude (invented),latitude (invented),"
                    "small area (invented)\n");
    for (size_t i = 0; i < t->postcodes; i++)
        add_place(b, STR(""), t->postcode[i].text, t->postcode[i].at, t->area[t->postcode[i].area].code);
    for (size_t i = 0; i < t->streets; i++) {
        const struct town_street *s = &t->street[i];
        struct lonlat at = t->postcode[s->first_postcode + s->postcodes / 2].at;
        add_place(b, s->name, STR(""), at, t->area[s->area].code);
    }
    for (size_t i = 0; i < t->schools; i++)
        add_place(b, t->school[i].name, STR(""), t->school[i].at, t->area[t->school[i].area].code);
    for (size_t i = 0; i < t->places; i++)
        add_place(b, t->place[i].name, STR(""), t->place[i].at, t->area[t->place[i].area].code);
}

static const struct town_agency AGENCY[] = {
    { "northmere-council", "Northmere Council (invented)", "council" },
    { "northmere-police", "Northmere Police (invented)", "police" },
    { "northmere-housing", "Northmere Homes (invented)", "housing" },
    { "northmere-hospital", "Northmere Hospital (invented)", "health" },
    { "northmere-youth", "Northmere Youth Team (invented)", "youth" },
    { "northmere-schools", "Northmere Schools (invented)", "school" },
    { "northmere-care", "Northmere Social Care (invented)", "social-care" },
    { 0 }
};

const struct town_agency *town_agency_first(void)
{
    return AGENCY;
}

void town_write_agencies(const struct town *t, struct buf *b)
{
    (void)t;
    buf_add_text(b, "code (invented),name (invented),sector (invented)\n");
    for (const struct town_agency *g = AGENCY; g->code; g++)
        buf_addf(b, "%s,%s,%s\n", g->code, g->name, g->sector);
}

static const struct town_file FILES[] = {
    { "invented-areas.geojson", town_write_areas, "small areas with their outlines" },
    { "invented-wards.geojson", town_write_wards, "wards with their outlines" },
    { "invented-river-and-coast.geojson", town_write_water, "lines to draw on a map" },
    { "invented-area-facts.csv", town_write_facts, "each area's ward, residents, households, deprivation" },
    { "invented-places.csv", town_write_places, "postcodes, streets, schools, landmarks, with their point" },
    { "invented-agencies.csv", town_write_agencies, "the partners" },
    { 0 }
};

const struct town_file *town_file_first(void)
{
    return FILES;
}
