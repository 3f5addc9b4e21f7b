#include "picture/receive.h"

/* The fields rows are placed and timed by; kinds that lack one have -1. */
enum receive_field {
    F_ID, F_FORCE, F_MONTH, F_FROM, F_TO, F_ARRIVED, F_CATEGORY, F_POSTCODE, F_AREA, F_WORDS,
    F_DOMESTIC, F_KNIFE, F_PUBLIC, F_UNDER_25, F_REPEAT, F_METHOD, F_MEASURE, F_VALUE,
    F_DENOMINATOR, F_CODE, F_NAME, F_SHAPE, F_WARD, F_MIDDLE, F_DISTRICT,
    RECEIVE_FIELDS
};
static const char *const FIELD_NAME[RECEIVE_FIELDS] = {
    "id", "force", "month", "from", "to", "arrived", "category", "postcode", "area", "words",
    "domestic", "knife", "public-place", "under-25", "repeat", "method", "measure", "value",
    "denominator", "code", "name", "shape", "ward", "middle", "district",
};
_Static_assert((int)RECEIVE_FIELDS <= KIND_FIELDS_MAX, "receive.field has room");

struct span {
    struct month month;
    struct maybe_int from_day, to_day, from_ms, to_ms, from_hour;
};

bool receive_begin(struct receive *r, struct arena *a, struct err *err)
{
    for (int f = 0; f < RECEIVE_FIELDS; f++)
        r->field[f] = kind_field(r->columns->kind, FIELD_NAME[f]);
    return area_book_read(r->txn, a, &r->areas, err) && gazetteer_read(r->txn, a, &r->gazetteer, err);
}

/* The value of a field, or an absent one when the kind or the file has it not. */
static const struct value *value_of(const struct receive *r, const struct checked *row,
                                    enum receive_field f)
{
    static const struct value NONE = { .minute = -1 };

    return r->field[f] < 0 ? &NONE : &row->value[r->field[f]];
}

static struct span figure_span(const struct receive *r, const struct checked *row);

/* A figure speaks about its measure, area and period: a corrected one replaces it. */
static void add_figure_scope(struct buf *b, const struct receive *r, const struct checked *row)
{
    struct span s = figure_span(r, row);

    buf_add(b, value_of(r, row, F_MEASURE)->text);
    buf_add_byte(b, ' ');
    buf_add(b, value_of(r, row, F_AREA)->text);
    buf_addf(b, " %lld %lld", (long long)s.from_day.n, (long long)s.to_day.n);
}

bool receive_scope(const struct receive *r, const struct checked *row, struct arena *a,
                   struct str *out, struct err *err)
{
    const struct value *id = value_of(r, row, F_ID);
    struct buf b = { .arena = a };

    *out = STR("");
    switch (r->columns->kind->kind) {
    case KIND_POLICE_UK:
        buf_add(&b, value_of(r, row, F_FORCE)->text);
        buf_add_byte(&b, ' ');
        buf_add_month(&b, value_of(r, row, F_MONTH)->month);
        return buf_done(&b, "a row's identity", out, err);
    case KIND_AREAS:
        buf_add(&b, value_of(r, row, F_CODE)->text);
        buf_addf(&b, " %d", r->vintage);
        return buf_done(&b, "a row's identity", out, err);
    case KIND_INCIDENTS:
    case KIND_ASSAULTS:
        if (!id->some)
            return true;
        buf_add_text(&b, "id ");
        buf_add(&b, id->text);
        return buf_done(&b, "a row's identity", out, err);
    case KIND_COUNTS:
        add_figure_scope(&b, r, row);
        return buf_done(&b, "a row's identity", out, err);
    case KIND_PLACES: /* a postcode is one place; a street's name may be many */
        if (value_of(r, row, F_NAME)->some || !value_of(r, row, F_POSTCODE)->some)
            return true;
        buf_add_text(&b, "postcode ");
        buf_add(&b, value_of(r, row, F_POSTCODE)->text);
        return buf_done(&b, "a row's identity", out, err);
    case KIND_AREA_FACTS:
    case KIND_PEOPLE:
    case KINDS:
        break;
    }
    return true;
}

int receive_scope_field(const struct receive *r)
{
    switch (r->columns->kind->kind) {
    case KIND_AREAS: return r->field[F_CODE];
    case KIND_COUNTS: return r->field[F_MEASURE];
    case KIND_PLACES: return r->field[F_POSTCODE];
    case KIND_POLICE_UK:
    case KIND_INCIDENTS:
    case KIND_ASSAULTS:
    case KIND_AREA_FACTS:
    case KIND_PEOPLE:
    case KINDS: break;
    }
    return r->field[F_ID];
}

/* ---- where ---- */

/* By its code: of the newest vintage, or of an older one, and then by its point. */
static bool find_by_code(struct receive *r, struct str code, struct receive_place *out)
{
    bool outside;

    out->small = area_by_code(&r->areas.small, code);
    if (out->small != AREA_NONE) {
        out->by = "code";
        return true;
    }
    if (area_by_code(&r->areas.older, code) == AREA_NONE || !out->has_point)
        return false;
    out->small = area_at(&r->areas, out->point, 1000, &outside);
    out->by = "point";
    r->placed_by_point += out->small != AREA_NONE;
    r->placed_outside += out->small != AREA_NONE && outside;
    return out->small != AREA_NONE;
}

/* A row with a code of no area known is ours only when its point lies inside: it may be a neighbour's. */
static void find_by_point(struct receive *r, struct receive_place *out, double reach_m)
{
    bool outside;

    out->small = area_at(&r->areas, out->point, reach_m, &outside);
    out->by = "point";
    out->elsewhere = out->small == AREA_NONE;
    r->placed_by_point += out->small != AREA_NONE;
    r->placed_outside += out->small != AREA_NONE && outside;
}

static void find_by_postcode(struct receive *r, struct str postcode, struct receive_place *out)
{
    const struct gazetteer_entry *e = gazetteer_postcode(&r->gazetteer, postcode);
    bool outside;

    if (!e) {
        out->fault = "a postcode of the partnership's gazetteer is wanted; import a newer one (kind "
                     "places), or give the row a point or an area code";
        out->fault_field = r->field[F_POSTCODE];
        return;
    }
    out->small = area_by_code(&r->areas.small, e->area_code);
    if (out->small == AREA_NONE)
        out->small = area_at(&r->areas, e->point, 100, &outside);
    out->by = "postcode";
    out->has_point = true;
    out->point = e->point;
    out->elsewhere = out->small == AREA_NONE;
}

static bool find_by_words(struct receive *r, struct str words, struct arena *a,
                          struct receive_place *out, struct err *err)
{
    struct str folded;

    if (!gazetteer_fold(words, a, &folded, err))
        return false;
    out->small = gazetteer_area(&r->gazetteer, &r->areas, folded, &out->point);
    out->has_point = out->small != AREA_NONE;
    out->by = out->has_point ? "words" : "none";
    r->without_place += !out->has_point;
    return true;
}

bool receive_find(struct receive *r, const struct checked *row, struct arena *a,
                  struct receive_place *out, struct err *err)
{
    const struct value *code = value_of(r, row, F_AREA), *postcode = value_of(r, row, F_POSTCODE);
    const struct value *words = value_of(r, row, F_WORDS);
    enum kind kind = r->columns->kind->kind;

    *out = (struct receive_place){ .small = AREA_NONE, .by = "none" };
    out->has_point = row->placed;
    out->point = row->place;
    if (kind != KIND_POLICE_UK && kind != KIND_INCIDENTS && kind != KIND_ASSAULTS)
        return true;
    if (code->some && find_by_code(r, code->text, out))
        return true;
    if (code->some && !out->has_point && !postcode->some &&
        area_by_code(&r->areas.older, code->text) != AREA_NONE) {
        r->without_place++; /* ours, but where within today's areas cannot be told */
        return true;
    }
    if (kind == KIND_POLICE_UK || (code->some && !out->has_point && !postcode->some)) {
        out->elsewhere = true; /* a code that is not ours, or no code at all */
        return true;
    }
    if (out->has_point)
        find_by_point(r, out, code->some ? 0 : 100);
    else if (postcode->some)
        find_by_postcode(r, postcode->text, out);
    else if (words->some)
        return find_by_words(r, words->text, a, out, err);
    else
        r->without_place++;
    return true;
}

/* ---- when ---- */

static struct span span_of(const struct receive *r, const struct checked *row)
{
    const struct value *month = value_of(r, row, F_MONTH), *from = value_of(r, row, F_FROM);
    const struct value *to = value_of(r, row, F_TO), *arrived = value_of(r, row, F_ARRIVED);
    struct span s = { 0 };

    if (!from->some) /* the assault's own time is not known: the arrival stands in */
        from = arrived;
    if (!from->some) {
        s.month = month->month;
        return s;
    }
    const struct value *end = to->some ? to : from;
    s.month = month_of(from->date);
    s.from_day = (struct maybe_int){ true, from->date.days };
    s.to_day = (struct maybe_int){ true, end->date.days };
    if (from->minute >= 0) {
        s.from_ms = (struct maybe_int){ true, instant_from_local(from->date, from->minute).ms };
        s.from_hour = (struct maybe_int){ true, from->minute / 60 };
    }
    if (end->minute >= 0)
        s.to_ms = (struct maybe_int){ true, instant_from_local(end->date, end->minute).ms };
    return s;
}

static struct span figure_span(const struct receive *r, const struct checked *row)
{
    const struct value *from = value_of(r, row, F_FROM), *to = value_of(r, row, F_TO);
    struct date last = to->some ? to->date : from->date;

    return (struct span){ .month = month_of(from->date), .from_day = { true, from->date.days },
                          .to_day = { true, last.days } };
}

/* ---- into the tables ---- */

static struct maybe_int flag_of(const struct receive *r, const struct checked *row,
                                enum receive_field f)
{
    const struct value *v = value_of(r, row, f);

    return (struct maybe_int){ v->some, v->n };
}

static struct maybe_real maybe(bool some, double x)
{
    return (struct maybe_real){ some, some ? x : 0 };
}

static bool keep_incident(struct receive *r, const struct checked *row, const struct receive_place *place,
                          int64_t id, struct err *err)
{
    const struct value *method = value_of(r, row, F_METHOD);
    bool assault = r->columns->kind->kind == KIND_ASSAULTS;
    struct span s = span_of(r, row);
    struct sql_incident_add_in in = {
        .source_row_id = id, .agency_id = r->agency_id,
        .category = assault ? STR("hospital-assault") : value_of(r, row, F_CATEGORY)->text,
        .month = s.month.n, .from_day = s.from_day, .to_day = s.to_day, .from_ms = s.from_ms,
        .to_ms = s.to_ms, .from_hour = s.from_hour,
        .lon = maybe(place->has_point && !assault, place->point.lon),
        .lat = maybe(place->has_point && !assault, place->point.lat), .area_by = str_of(place->by),
        .domestic = flag_of(r, row, F_DOMESTIC), .knife = flag_of(r, row, F_KNIFE),
        .public_place = flag_of(r, row, F_PUBLIC), .under_25 = flag_of(r, row, F_UNDER_25),
        .repeat = flag_of(r, row, F_REPEAT)
    };

    if (place->small != AREA_NONE)
        in.area_code = r->areas.small.at[place->small].code;
    if (method->some)
        in.method = method->text;
    return sql_incident_add(r->txn, &in, err);
}

static bool keep_figure(struct receive *r, const struct checked *row, int64_t id, struct err *err)
{
    const struct value *denominator = value_of(r, row, F_DENOMINATOR);
    struct span when = figure_span(r, row);
    struct sql_figure_add_in in = {
        .source_row_id = id, .agency_id = r->agency_id, .measure = value_of(r, row, F_MEASURE)->text,
        .area_code = value_of(r, row, F_AREA)->text, .value = value_of(r, row, F_VALUE)->x,
        .denominator = maybe(denominator->some, denominator->x)
    };

    in.from_day = when.from_day.n;
    in.to_day = when.to_day.n;
    return sql_figure_add(r->txn, &in, err);
}

static bool keep_area(struct receive *r, const struct checked *row, int64_t id, struct arena *a,
                      struct err *err)
{
    const struct value *code = value_of(r, row, F_CODE), *name = value_of(r, row, F_NAME);
    const struct value *shape = value_of(r, row, F_SHAPE);
    struct str level = r->level.len ? r->level : str_of(kind_code_level(code->text));
    struct sql_area_add_in in = { .source_row_id = id, .level = level, .vintage = r->vintage,
                                  .code = code->text, .name = name->some ? name->text : code->text };
    struct shape outline;

    if (!area_level_known(level))
        return err_set(err, ERR_INPUT, "what level of area row %llu is cannot be told from its code; say "
                       "it with --level small, middle, ward or district",
                       (unsigned long long)row->row);
    if (shape->some) {
        if (!shape_unpack(shape->text, a, &outline, err))
            return false;
        struct lonlat middle = shape_middle(&outline);
        in.shape = shape->text;
        in.lon = maybe(true, middle.lon);
        in.lat = maybe(true, middle.lat);
    }
    return sql_area_add(r->txn, &in, err);
}

static bool keep_facts(struct receive *r, const struct checked *row, const struct record *record,
                       int64_t id, struct err *err)
{
    static const enum receive_field PARENT[] = { F_WARD, F_MIDDLE, F_DISTRICT };
    struct str area = value_of(r, row, F_AREA)->text;
    struct fact_value fact[RECORD_FIELDS_MAX];
    size_t facts = check_facts(r->columns, record, fact);

    for (size_t i = 0; i < COUNT_OF(PARENT); i++) {
        const struct value *parent = value_of(r, row, PARENT[i]);
        struct sql_area_parent_add_in in = { id, area, parent->text };
        if (parent->some && !sql_area_parent_add(r->txn, &in, err))
            return false;
    }
    for (size_t i = 0; i < facts; i++) {
        struct sql_area_fact_add_in in = { id, area, fact[i].fact, fact[i].x };
        if (!sql_area_fact_add(r->txn, &in, err))
            return false;
    }
    return true;
}

static bool keep_place(struct receive *r, const struct checked *row, const struct receive_place *place,
                       int64_t id, struct arena *a, struct err *err)
{
    const struct value *name = value_of(r, row, F_NAME), *postcode = value_of(r, row, F_POSTCODE);
    const struct value *area = value_of(r, row, F_AREA);
    struct sql_place_add_in in = { .source_row_id = id, .lon = place->point.lon,
                                   .lat = place->point.lat };

    if (area->some)
        in.area_code = area->text;
    if (!gazetteer_fold(name->some ? name->text : postcode->text, a, &in.name, err))
        return false;
    return sql_place_add(r->txn, &in, err);
}

bool receive_keep(struct receive *r, const struct checked *row, const struct record *record,
                  const struct receive_place *place, int64_t source_row_id, struct arena *a,
                  struct err *err)
{
    switch (r->columns->kind->kind) {
    case KIND_POLICE_UK:
    case KIND_INCIDENTS:
    case KIND_ASSAULTS: return keep_incident(r, row, place, source_row_id, err);
    case KIND_COUNTS: return keep_figure(r, row, source_row_id, err);
    case KIND_AREAS: return keep_area(r, row, source_row_id, a, err);
    case KIND_AREA_FACTS: return keep_facts(r, row, record, source_row_id, err);
    case KIND_PLACES: return keep_place(r, row, place, source_row_id, a, err);
    case KIND_PEOPLE:
    case KINDS: break;
    }
    return err_set(err, ERR_BUG, "a kind of file without a place to put it");
}
