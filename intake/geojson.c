#include "intake/geojson.h"

#include "base/number.h"
#include "base/shape.h"

enum { BATCH_BYTES = 1 << 20 };

static bool refuse(struct geojson *g, enum file_fault fault, uint64_t one, uint64_t two)
{
    g->fault = fault;
    g->number[0] = one;
    g->number[1] = two;
    return false;
}

/* Where a JSON text breaks off: base/json says so in words; we need the two numbers. */
static bool refuse_json(struct geojson *g, const struct err *why)
{
    uint64_t number[2] = { 0, 0 };
    size_t n = 0;

    if (why->kind == ERR_LIMIT)
        return refuse(g, FILE_MEMORY, 0, 0);
    for (const char *at = why->say; *at && n < 2; at++) {
        if (*at < '0' || *at > '9')
            continue;
        for (; *at >= '0' && *at <= '9'; at++)
            number[n] = number[n] * 10 + (uint64_t)(*at - '0');
        n++;
        at--;
    }
    return refuse(g, FILE_NOT_JSON, number[0], number[1]);
}

/* The last number in a name such as "urn:ogc:def:crs:EPSG::27700". */
static uint64_t last_number(struct str s)
{
    size_t from = s.len;
    int64_t n;

    while (from && s.at[from - 1] >= '0' && s.at[from - 1] <= '9')
        from--;
    return number_int(str_from(s, from), &n) ? (uint64_t)n : 0;
}

static bool check_crs(struct geojson *g, const struct json *root)
{
    const struct json *crs = json_at(root, "crs");
    const struct json *name = json_at(json_at(crs, "properties"), "name");

    if (!crs || crs->type == JSON_NULL)
        return true;
    if (!name || name->type != JSON_STRING)
        return refuse(g, FILE_CRS, 0, 0);
    uint64_t code = last_number(name->text);
    if (str_ends(name->text, STR("CRS84")) || code == 4326)
        return true;
    return refuse(g, FILE_CRS, code, 0);
}

static bool add_column(struct geojson *g, struct str name)
{
    for (size_t i = 0; i < g->columns; i++)
        if (str_eq(g->column[i], name))
            return true;
    if (g->columns + 1 == RECORD_FIELDS_MAX)
        return refuse(g, FILE_WIDE, 0, 0);
    g->column[g->columns++] = name;
    return true;
}

bool geojson_open(struct geojson *g, struct str text, struct arena *a)
{
    const struct json *root;
    struct err err = { 0 };

    *g = (struct geojson){ 0 };
    if (str_starts(text, STR("\xEF\xBB\xBF"))) {
        g->encoding = ENCODING_UTF8_BOM;
        text = str_from(text, 3);
    }
    if (str_trim(text).len == 0)
        return refuse(g, FILE_EMPTY, 0, 0);
    if (encoding_sniff(text) == ENCODING_UTF16)
        return refuse(g, FILE_UTF16, 0, 0);
    g->column = arena_new(a, struct str, RECORD_FIELDS_MAX);
    if (!g->column)
        return refuse(g, FILE_MEMORY, 0, 0);
    if (!json_read(text, a, &root, &err))
        return refuse_json(g, &err);
    const struct json *type = json_at(root, "type"), *features = json_at(root, "features");
    if (!type || !str_eq(type->text, STR("FeatureCollection")) || !features ||
        features->type != JSON_ARRAY)
        return refuse(g, FILE_NOT_COLLECTION, 0, 0);
    if (!features->first)
        return refuse(g, FILE_NO_FEATURES, 0, 0);
    if (!check_crs(g, root))
        return false;
    for (const struct json *f = features->first; f; f = f->next) {
        const struct json *properties = json_at(f, "properties");
        for (const struct json *p = properties && properties->type == JSON_OBJECT
                                        ? properties->first : NULL; p; p = p->next)
            if (!add_column(g, p->key))
                return false;
    }
    g->feature = features->first;
    return true;
}

/* ---- outlines ---- */

struct outline {
    struct arena *arena;
    struct lonlat *point;
    uint32_t *ring_end;
    size_t points, points_room, rings, rings_room;
    bool refused_memory;
};

static enum row_fault add_point(struct outline *o, const struct json *position)
{
    const struct json *x = position->type == JSON_ARRAY ? position->first : NULL;
    const struct json *y = x ? x->next : NULL;

    if (!y || x->type != JSON_NUMBER || y->type != JSON_NUMBER)
        return ROW_RING;
    if (!(fabs(x->number) <= 180 && fabs(y->number) <= 90))
        return ROW_NOT_DEGREES;
    if (!arena_grow(o->arena, &o->point, &o->points_room, o->points, o->points + 1,
                    sizeof *o->point)) {
        o->refused_memory = true;
        return ROW_RING;
    }
    o->point[o->points++] = (struct lonlat){ x->number, y->number };
    return ROW_FINE;
}

static enum row_fault add_ring(struct outline *o, const struct json *ring)
{
    size_t from = o->points;

    for (const struct json *p = ring->type == JSON_ARRAY ? ring->first : NULL; p; p = p->next) {
        enum row_fault fault = add_point(o, p);
        if (fault != ROW_FINE)
            return fault;
    }
    size_t n = o->points - from;
    bool closed = n > 1 && o->point[from].lon == o->point[o->points - 1].lon &&
                  o->point[from].lat == o->point[o->points - 1].lat;
    if (n < 3 + (size_t)closed)
        return ROW_RING;
    if (!arena_grow(o->arena, &o->ring_end, &o->rings_room, o->rings, o->rings + 1,
                    sizeof *o->ring_end)) {
        o->refused_memory = true;
        return ROW_RING;
    }
    o->ring_end[o->rings++] = (uint32_t)o->points;
    return ROW_FINE;
}

static enum row_fault add_polygon(struct outline *o, const struct json *polygon)
{
    if (polygon->type != JSON_ARRAY || !polygon->first)
        return ROW_RING;
    for (const struct json *ring = polygon->first; ring; ring = ring->next) {
        enum row_fault fault = add_ring(o, ring);
        if (fault != ROW_FINE)
            return fault;
    }
    return ROW_FINE;
}

static enum row_fault add_geometry(struct outline *o, const struct json *geometry)
{
    const struct json *type = json_at(geometry, "type"), *at = json_at(geometry, "coordinates");

    if (!type || !at || at->type != JSON_ARRAY)
        return ROW_GEOMETRY;
    if (str_eq(type->text, STR("Polygon")))
        return add_polygon(o, at);
    if (!str_eq(type->text, STR("MultiPolygon")))
        return ROW_GEOMETRY;
    if (!at->first)
        return ROW_RING;
    for (const struct json *polygon = at->first; polygon; polygon = polygon->next) {
        enum row_fault fault = add_polygon(o, polygon);
        if (fault != ROW_FINE)
            return fault;
    }
    return ROW_FINE;
}

/* ---- records ---- */

struct batch {
    struct arena *arena;
    struct buf text;
    struct frame_row *row;
    struct frame_span *span;
    size_t rows, rows_room, spans, spans_room;
    bool refused_memory;
};

static void add_span(struct batch *b, struct str s)
{
    if (!arena_grow(b->arena, &b->span, &b->spans_room, b->spans, b->spans + 1, sizeof *b->span)) {
        b->refused_memory = true;
        return;
    }
    b->span[b->spans++] = (struct frame_span){ (uint32_t)b->text.len, (uint32_t)s.len };
    buf_add(&b->text, s);
}

static void add_row(struct batch *b, size_t fields, enum row_fault fault)
{
    if (!arena_grow(b->arena, &b->row, &b->rows_room, b->rows, b->rows + 1, sizeof *b->row)) {
        b->refused_memory = true;
        return;
    }
    b->row[b->rows++] = (struct frame_row){ 1, (uint16_t)fields, (uint16_t)fault };
}

static struct str value_text(const struct json *v)
{
    if (!v || v->type == JSON_NULL)
        return STR("");
    if (v->type == JSON_TRUE || v->type == JSON_FALSE)
        return v->type == JSON_TRUE ? STR("true") : STR("false");
    return v->text;
}

/* The members by column, in one pass when a feature has them in the columns' order, as they do. */
static const struct json *property(const struct json *properties, const struct json **hint,
                                   struct str name)
{
    const struct json *v = *hint;

    if (!v || !str_eq(v->key, name))
        for (v = properties->first; v && !str_eq(v->key, name); v = v->next)
            ;
    if (v)
        *hint = v->next;
    return v;
}

static bool is_plain(const struct json *properties)
{
    if (!properties || properties->type != JSON_OBJECT)
        return false;
    for (const struct json *p = properties->first; p; p = p->next)
        if (p->type == JSON_ARRAY || p->type == JSON_OBJECT)
            return false;
    return true;
}

static void add_feature(struct geojson *g, struct batch *b, const struct json *feature)
{
    struct outline o = { .arena = b->arena };
    const struct json *properties = json_at(feature, "properties"), *hint;
    struct str shape = STR("");
    struct err err;
    enum row_fault fault = is_plain(properties) ? add_geometry(&o, json_at(feature, "geometry"))
                                                : ROW_NO_FEATURE;

    b->refused_memory |= o.refused_memory;
    if (fault != ROW_FINE) {
        add_row(b, 0, fault);
        return;
    }
    struct shape s = { o.point, o.ring_end, o.points, o.rings, shape_box(o.point, o.points) };
    if (!shape_pack(&s, b->arena, &shape, &err))
        b->refused_memory = true;
    hint = properties->first;
    for (size_t i = 0; i < g->columns; i++)
        add_span(b, value_text(property(properties, &hint, g->column[i])));
    add_span(b, shape);
    add_row(b, g->columns + 1, ROW_FINE);
}

static void add_header(struct geojson *g, struct batch *b)
{
    for (size_t i = 0; i < g->columns; i++)
        add_span(b, g->column[i]);
    add_span(b, STR("geometry"));
    add_row(b, g->columns + 1, ROW_FINE);
    g->headed = true;
}

bool geojson_batch(struct geojson *g, struct arena *scratch, struct frame *out)
{
    struct batch b = { .arena = scratch, .text = { .arena = scratch } };

    if (!g->headed)
        add_header(g, &b);
    while (g->feature && b.text.len < BATCH_BYTES && !b.refused_memory) {
        add_feature(g, &b, g->feature);
        g->feature = g->feature->next;
    }
    if (b.refused_memory || b.text.failed || b.text.len > FRAME_TEXT_MAX)
        return refuse(g, FILE_MEMORY, 0, 0);
    *out = (struct frame){ .row = b.row, .span = b.span, .text = b.text.at ? b.text.at : "",
                           .rows = b.rows, .spans = b.spans, .text_len = b.text.len };
    return true;
}
