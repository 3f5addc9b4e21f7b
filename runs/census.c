#include "runs/census_count.h"

#include <stdlib.h>

/* ---- finding a row's stream and area quickly: small tables by a hash of the text ---- */

enum { STREAM_SLOTS = 1024, AREA_SLOTS = 4096, STREAMS_MAX = STREAM_SLOTS / 2, CHUNK = 8192 };

struct counted_stream {
    struct census_stream of;
    size_t kind;
};
struct chunk {            /* rows as they come, before they are put together by stream */
    struct chunk *next;
    size_t len;
    struct {
        struct census_row row;
        uint32_t stream;
    } at[CHUNK];
};
struct reading {
    struct txn *txn;
    struct arena *arena, *rows;
    struct arena passing;    /* of the rows as they come */
    struct census *census;
    struct str *kind;     /* different kinds */
    size_t kinds, kind_room;
    size_t *kind_of;      /* by import */
    size_t imports, import_room;
    struct counted_stream *stream;
    size_t streams, stream_room;
    uint32_t slot[STREAM_SLOTS]; /* 1 + a stream */
    struct {
        struct str code;
        uint32_t area;
    } area[AREA_SLOTS];
    struct chunk *first, *last;
};

static uint32_t hash(struct str s, uint32_t begin)
{
    uint32_t h = begin;

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.at[i]) * 16777619u;
    return h ^ h >> 15;
}

static uint32_t area_of(struct reading *r, struct str code)
{
    const struct area_list *small = &r->census->areas.small;

    if (!code.at)
        return (uint32_t)small->len;
    size_t slot = hash(code, 2166136261u) % AREA_SLOTS;
    if (r->area[slot].code.at && str_eq(r->area[slot].code, code))
        return r->area[slot].area;
    int found = area_by_code(small, code);
    if (found == AREA_NONE)
        return (uint32_t)small->len;
    r->area[slot].code = small->at[found].code;
    return r->area[slot].area = (uint32_t)found;
}

/* ---- the imports' kinds ---- */

static bool add_kind(struct reading *r, const struct sql_import_kinds_out *row, struct err *err)
{
    size_t k = 0, id = (size_t)row->id;

    while (k < r->kinds && !str_eq(r->kind[k], row->kind))
        k++;
    if (k == r->kinds && !arena_grow(r->arena, &r->kind, &r->kind_room, k, k + 1, sizeof *r->kind))
        return err_memory(err, "the incidents");
    if (k == r->kinds && !(r->kind[r->kinds++] = arena_copy(r->arena, row->kind)).at)
        return err_memory(err, "the incidents");
    if (!arena_grow(r->arena, &r->kind_of, &r->import_room, r->imports, id + 1, sizeof *r->kind_of))
        return err_memory(err, "the incidents");
    r->kind_of[id] = k;
    r->imports = id + 1;
    return true;
}

static bool read_kinds(struct reading *r, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_import_kinds_out row;
    enum row at;

    if (!sql_import_kinds_begin(&q, r->txn, err))
        return false;
    while ((at = sql_import_kinds_next(&q, &row, err)) == ROW_SOME)
        if (!add_kind(r, &row, err))
            return false;
    return at == ROW_NONE;
}

/* ---- streams ---- */

static struct counted_stream *new_stream(struct reading *r, const struct sql_incident_rows_out *row,
                                         size_t kind, size_t slot, struct err *err)
{
    struct counted_stream s = { .of = { .agency_id = row->agency_id, .kind = r->kind[kind], .by_day = true,
                                        .category = arena_copy(r->arena, row->category),
                                        .first = { INT32_MAX }, .last = { INT32_MIN } },
                                .kind = kind };

    if (r->streams == STREAMS_MAX) {
        (void)err_set(err, ERR_LIMIT, "more than %d kinds of figures are held", STREAMS_MAX);
        return NULL;
    }
    if (!s.of.category.at ||
        !arena_grow(r->arena, &r->stream, &r->stream_room, r->streams, r->streams + 1, sizeof s)) {
        (void)err_memory(err, "the incidents");
        return NULL;
    }
    r->stream[r->streams] = s;
    r->slot[slot] = (uint32_t)++r->streams;
    return &r->stream[r->streams - 1];
}

static struct counted_stream *stream_of(struct reading *r, const struct sql_incident_rows_out *row,
                                        struct err *err)
{
    size_t kind = (size_t)row->import_id < r->imports ? r->kind_of[row->import_id] : 0;
    size_t slot = hash(row->category, (uint32_t)row->agency_id * 31 + (uint32_t)kind) % STREAM_SLOTS;

    for (; r->slot[slot]; slot = (slot + 1) % STREAM_SLOTS) {
        struct counted_stream *s = &r->stream[r->slot[slot] - 1];
        if (s->of.agency_id == row->agency_id && s->kind == kind && str_eq(s->of.category, row->category))
            return s;
    }
    return new_stream(r, row, kind, slot, err);
}

static void widen(struct census_stream *s, const struct sql_incident_rows_out *row)
{
    int32_t month = (int32_t)row->month;

    s->first.n = month < s->first.n ? month : s->first.n;
    s->last.n = month > s->last.n ? month : s->last.n;
    s->by_day &= row->from_day.some;
    if (row->from_day.some && (!s->first_day.some || row->from_day.n < s->first_day.n))
        s->first_day = row->from_day;
    if (row->to_day.some && (!s->last_day.some || row->to_day.n > s->last_day.n))
        s->last_day = row->to_day;
    s->rows++;
}

/* ---- rows ---- */

static void put_flag(struct census_row *to, enum census_flag f, struct maybe_int v)
{
    to->said = (uint8_t)(to->said | v.some << f);
    to->is = (uint8_t)(to->is | (v.some && v.n) << f);
}

static struct census_row row_of(struct reading *r, const struct sql_incident_rows_out *row)
{
    struct census_row to = { .month = (int32_t)row->month, .area = area_of(r, row->area_code),
                             .day = row->from_day.some ? (int32_t)row->from_day.n : INT32_MIN };
    struct maybe_int hour = row->from_hour;

    put_flag(&to, CENSUS_DOMESTIC, row->domestic);
    put_flag(&to, CENSUS_KNIFE, row->knife);
    put_flag(&to, CENSUS_PUBLIC_PLACE, row->public_place);
    put_flag(&to, CENSUS_UNDER_25, row->under_25);
    put_flag(&to, CENSUS_REPEAT, row->repeat);
    put_flag(&to, CENSUS_NIGHT, (struct maybe_int){ hour.some, hour.n >= 22 || hour.n < 6 });
    to.placed = str_eq(row->area_by, STR("point")) ? CENSUS_BY_POINT
                : str_eq(row->area_by, STR("none")) ? CENSUS_NO_PLACE : 0;
    return to;
}

static bool add_row(struct reading *r, const struct sql_incident_rows_out *row, struct err *err)
{
    struct counted_stream *s = stream_of(r, row, err);

    if (!s)
        return false;
    if (!r->last || r->last->len == CHUNK) {
        struct chunk *c = arena_new(&r->passing, struct chunk, 1);
        if (!c)
            return err_memory(err, "the incidents");
        *(r->last ? &r->last->next : &r->first) = c;
        r->last = c;
    }
    widen(&s->of, row);
    r->last->at[r->last->len].stream = (uint32_t)(s - r->stream);
    r->last->at[r->last->len++].row = row_of(r, row);
    return true;
}

static bool read_rows(struct reading *r, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_incident_rows_out row;
    enum row at;

    if (!sql_incident_rows_begin(&q, r->txn, err))
        return false;
    while ((at = sql_incident_rows_next(&q, &row, err)) == ROW_SOME)
        if (!add_row(r, &row, err))
            return false;
    return at == ROW_NONE;
}

/* ---- put together ---- */

/* The months from the first row to the last, of whatever stream. */
static void span_months(struct reading *r)
{
    struct census *c = r->census;
    int32_t last = INT32_MIN;

    c->first.n = INT32_MAX;
    for (size_t i = 0; i < r->streams; i++) {
        const struct census_stream *s = &r->stream[i].of;
        c->first.n = s->first.n < c->first.n ? s->first.n : c->first.n;
        last = s->last.n > last ? s->last.n : last;
    }
    c->months = r->streams ? (size_t)(last - c->first.n) + 1 : 0;
}

struct laying {              /* one stream's rows, being laid month by month */
    struct census_row *row;
    size_t *from, *next;
};

static bool make_room(struct reading *r, struct census_stream *s, struct laying *to, struct err *err)
{
    size_t months = r->census->months;

    to->row = arena_new(r->rows, struct census_row, s->rows);
    to->from = arena_new(r->arena, size_t, months + 1);
    to->next = arena_new(r->arena, size_t, months + 1);
    if (!to->row || !to->from || !to->next)
        return err_memory(err, "the incidents");
    s->row = to->row;
    s->from = to->from;
    return true;
}

/* How many rows each month has, and so where they begin. */
static void measure_months(const struct reading *r, struct laying *to)
{
    size_t months = r->census->months;

    for (const struct chunk *k = r->first; k; k = k->next)
        for (size_t i = 0; i < k->len; i++)
            to[k->at[i].stream].from[(size_t)(k->at[i].row.month - r->census->first.n) + 1]++;
    for (size_t i = 0; i < r->streams; i++)
        for (size_t m = 0; m < months; m++) {
            to[i].next[m] = to[i].from[m];
            to[i].from[m + 1] += to[i].from[m];
        }
}

static void lay_rows(const struct reading *r, struct laying *to)
{
    for (const struct chunk *k = r->first; k; k = k->next)
        for (size_t i = 0; i < k->len; i++) {
            struct laying *l = &to[k->at[i].stream];
            l->row[l->next[k->at[i].row.month - r->census->first.n]++] = k->at[i].row;
        }
}

static bool gather_streams(struct reading *r, struct err *err)
{
    struct census *c = r->census;
    struct laying *to = arena_new(r->arena, struct laying, r->streams + 1);

    c->stream = arena_new(r->arena, struct census_stream, r->streams + 1);
    if (!to || !c->stream)
        return err_memory(err, "the incidents");
    span_months(r);
    for (size_t i = 0; i < r->streams; i++) {
        c->stream[i] = r->stream[i].of;
        if (!make_room(r, &c->stream[i], &to[i], err))
            return false;
    }
    c->streams = r->streams;
    measure_months(r, to);
    lay_rows(r, to);
    return true;
}

static bool name_agencies(struct reading *r, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_agency_list_out row;
    enum row at;

    if (!sql_agency_list_begin(&q, r->txn, err))
        return false;
    while ((at = sql_agency_list_next(&q, &row, err)) == ROW_SOME) {
        struct str code = arena_copy(r->arena, row.code), name = arena_copy(r->arena, row.name);
        if (!code.at || !name.at)
            return err_memory(err, "the incidents");
        for (size_t i = 0; i < r->census->streams; i++)
            if (r->census->stream[i].agency_id == row.id) {
                r->census->stream[i].agency_code = code;
                r->census->stream[i].agency_name = name;
            }
    }
    return at == ROW_NONE;
}

static int text_order(struct str a, struct str b)
{
    int order = memcmp(a.at, b.at, a.len < b.len ? a.len : b.len);

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int by_feed(const void *x, const void *y)
{
    const struct census_stream *a = x, *b = y;
    int agency = text_order(a->agency_code, b->agency_code), kind = text_order(a->kind, b->kind);

    return agency ? agency : kind ? kind : text_order(a->category, b->category);
}

bool census_read(struct txn *t, struct arena *a, struct arena *rows, struct census *out, struct err *err)
{
    struct census c = { 0 };
    struct reading *r = arena_new(a, struct reading, 1);

    if (!r)
        return err_memory(err, "the incidents");
    *r = (struct reading){ .txn = t, .arena = a, .rows = rows, .census = &c };
    arena_open_in(&r->passing, rows, rows->cap);
    bool good = area_book_read(t, a, &c.areas, err) && read_kinds(r, err) && read_rows(r, err) &&
                gather_streams(r, err) && name_agencies(r, err);
    arena_close(&r->passing);
    if (!good)
        return false;
    if (c.streams)
        qsort(c.stream, c.streams, sizeof *c.stream, by_feed);
    if (!census_count(&c, a, err))
        return false;
    *out = c;
    return true;
}

/* ---- asking ---- */

const struct census_stream *census_find(const struct census *c, int64_t agency_id, struct str kind,
                                        struct str category)
{
    for (size_t i = 0; i < c->streams; i++) {
        const struct census_stream *s = &c->stream[i];
        if (s->agency_id == agency_id && str_eq(s->kind, kind) && str_eq(s->category, category))
            return s;
    }
    return NULL;
}

const struct census_feed *census_feed(const struct census *c, int64_t agency_id, struct str kind)
{
    for (size_t i = 0; i < c->feeds; i++)
        if (c->feed[i].agency_id == agency_id && str_eq(c->feed[i].kind, kind))
            return &c->feed[i];
    return NULL;
}

struct census_rows census_months(const struct census *c, const struct census_stream *s, struct month first,
                                 struct month last)
{
    int64_t from = (int64_t)first.n - c->first.n, to = (int64_t)last.n - c->first.n + 1;

    from = from < 0 ? 0 : from;
    to = to > (int64_t)c->months ? (int64_t)c->months : to;
    if (from >= to)
        return (struct census_rows){ s->row, s->row };
    return (struct census_rows){ s->row + s->from[from], s->row + s->from[to] };
}

bool census_newest_day(const struct census *c, struct date *out, struct err *err)
{
    struct date newest = { INT32_MIN };

    for (size_t i = 0; i < c->streams; i++) {
        const struct census_stream *s = &c->stream[i];
        struct date to = s->last_day.some ? (struct date){ (int32_t)s->last_day.n } : month_last(s->last);
        newest = to.days > newest.days ? to : newest;
    }
    if (c->streams == 0)
        return err_set(err, ERR_MISSING, "this store holds no incidents yet; \"safekeep import --help\" "
                                         "says how they come in");
    *out = newest;
    return true;
}

static bool is_in(const struct census *c, const struct census_span *span, const struct census_row *r)
{
    if (span->by_day && (r->day < span->first_day.days || r->day > span->last_day.days))
        return false;
    return !span->area || (r->area < c->areas.small.len && span->area[r->area]);
}

struct census_splits census_split(const struct census *c, const struct census_stream *s,
                                  const struct census_span *span)
{
    struct census_rows rows = census_months(c, s, span->first, span->last);
    struct census_splits n = { 0 };

    for (const struct census_row *r = rows.at; r < rows.end; r++) {
        if (!is_in(c, span, r))
            continue;
        n.count++;
        for (int f = 0; f < CENSUS_FLAGS; f++) {
            n.said[f] += r->said >> f & 1;
            n.is[f] += r->is >> f & 1;
        }
    }
    return n;
}
