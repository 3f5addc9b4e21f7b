#include "picture/area.h"

bool area_level_known(struct str level)
{
    return str_eq(level, STR("small")) || str_eq(level, STR("middle")) ||
           str_eq(level, STR("ward")) || str_eq(level, STR("district"));
}

int area_by_code(const struct area_list *in, struct str code)
{
    size_t low = 0, high = in->len;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = str_order(in->at[mid].code, code);
        if (order == 0)
            return (int)mid;
        if (order < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return AREA_NONE;
}

/* Metres from `p` to the line from `a` to `b`, all so near that the earth is flat between them. */
static double line_distance_m(struct lonlat p, struct lonlat a, struct lonlat b)
{
    double wide = cos(p.lat * acos(-1) / 180);
    double bx = (b.lon - a.lon) * wide, by = b.lat - a.lat;
    double px = (p.lon - a.lon) * wide, py = p.lat - a.lat;
    double length = bx * bx + by * by;
    double along = length > 0 ? fmin(1, fmax(0, (px * bx + py * by) / length)) : 0;
    struct lonlat nearest = { a.lon + along * (b.lon - a.lon), a.lat + along * (b.lat - a.lat) };

    return place_distance_m(p, nearest);
}

/* Metres from `p` to the outline. */
static double distance_m(const struct shape *s, struct lonlat p)
{
    double least = INFINITY;

    for (size_t r = 0, first = 0; r < s->rings; first = s->ring_end[r++])
        for (size_t i = first; i < s->ring_end[r]; i++) {
            size_t next = i + 1 < s->ring_end[r] ? i + 1 : first;
            least = fmin(least, line_distance_m(p, s->point[i], s->point[next]));
        }
    return least;
}

int area_at(const struct area_book *b, struct lonlat p, double reach_m, bool *outside)
{
    double reach_degrees = reach_m / 60000, least = reach_m;
    int nearest = AREA_NONE;

    *outside = false;
    for (size_t i = 0; i < b->small.len; i++)
        if (b->small.at[i].has_shape && shape_has(&b->small.at[i].shape, p))
            return (int)i;
    for (size_t i = 0; i < b->small.len; i++) {
        const struct shape *s = &b->small.at[i].shape;
        if (!b->small.at[i].has_shape || p.lon < s->box.west - reach_degrees ||
            p.lon > s->box.east + reach_degrees || p.lat < s->box.south - reach_degrees ||
            p.lat > s->box.north + reach_degrees)
            continue;
        double m = distance_m(s, p);
        if (m < least) {
            least = m;
            nearest = (int)i;
        }
    }
    *outside = nearest != AREA_NONE;
    return nearest;
}

/* ---- reading ---- */

struct growing {
    struct area_list *list;
    size_t room;
};

static bool add_area(struct arena *a, struct growing *g, const struct sql_area_list_out *row,
                     struct err *err)
{
    struct area *at;

    /* A newer row for a code in the same vintage replaces the older one. */
    if (g->list->len && str_eq(g->list->at[g->list->len - 1].code, row->code))
        g->list->len--;
    if (!arena_grow(a, &g->list->at, &g->room, g->list->len, g->list->len + 1, sizeof *at))
        return err_memory(err, "the areas");
    at = &g->list->at[g->list->len++];
    *at = (struct area){ .code = arena_copy(a, row->code), .name = arena_copy(a, row->name),
                         .vintage = (int)row->vintage, .ward = AREA_NONE };
    if (!at->code.at || !at->name.at)
        return err_memory(err, "the areas");
    if (row->shape.at) {
        if (!shape_unpack(row->shape, a, &at->shape, err))
            return false;
        at->has_shape = true;
    }
    at->middle = at->has_shape ? shape_middle(&at->shape) : (struct lonlat){ 0, 0 };
    if (row->lon.some && row->lat.some)
        at->middle = (struct lonlat){ row->lon.x, row->lat.x };
    return true;
}

static struct area_list *list_for(struct area_book *b, const struct sql_area_list_out *row,
                                  int64_t *newest_small, int64_t *newest_ward)
{
    if (str_eq(row->level, STR("small"))) {
        if (*newest_small < row->vintage)
            *newest_small = row->vintage; /* rows come newest vintage first */
        return row->vintage == *newest_small ? &b->small : &b->older;
    }
    if (str_eq(row->level, STR("ward"))) {
        if (*newest_ward < row->vintage)
            *newest_ward = row->vintage;
        return row->vintage == *newest_ward ? &b->ward : NULL;
    }
    return str_eq(row->level, STR("district")) ? &b->district : NULL;
}

static bool read_areas(struct txn *t, struct arena *a, struct area_book *b, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_area_list_out row;
    struct growing lists[] = { { &b->small, 0 }, { &b->older, 0 }, { &b->ward, 0 }, { &b->district, 0 } };
    int64_t newest_small = 0, newest_ward = 0;
    enum row r;

    if (!sql_area_list_begin(&q, t, err))
        return false;
    while ((r = sql_area_list_next(&q, &row, err)) == ROW_SOME) {
        struct area_list *to = list_for(b, &row, &newest_small, &newest_ward);
        for (size_t i = 0; i < COUNT_OF(lists); i++)
            if (to == lists[i].list && !add_area(a, &lists[i], &row, err))
                return false;
    }
    return r == ROW_NONE;
}

static int order_by_code(const void *x, const void *y)
{
    const struct area *a = x, *b = y;
    int order = str_order(a->code, b->code);

    return order ? order : b->vintage - a->vintage;
}

/* A small area is counted to the ward a look-up names, else to the one its middle lies in. */
static bool read_parents(struct txn *t, struct area_book *b, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_area_parent_list_out row;
    enum row r;

    if (!sql_area_parent_list_begin(&q, t, err))
        return false;
    while ((r = sql_area_parent_list_next(&q, &row, err)) == ROW_SOME) {
        int small = area_by_code(&b->small, row.area_code);
        int ward = area_by_code(&b->ward, row.parent_code);
        if (small != AREA_NONE && ward != AREA_NONE)
            b->small.at[small].ward = ward;
    }
    if (r == ROW_FAILED)
        return false;
    for (size_t i = 0; i < b->small.len; i++)
        for (size_t w = 0; b->small.at[i].ward == AREA_NONE && w < b->ward.len; w++)
            if (b->ward.at[w].has_shape && shape_has(&b->ward.at[w].shape, b->small.at[i].middle))
                b->small.at[i].ward = (int)w;
    return true;
}

bool area_book_read(struct txn *t, struct arena *a, struct area_book *out, struct err *err)
{
    struct area_book b = { 0 };

    if (!read_areas(t, a, &b, err))
        return false;
    if (b.older.len) /* several vintages one after the other: one order by code */
        qsort(b.older.at, b.older.len, sizeof *b.older.at, order_by_code);
    if (!read_parents(t, &b, err))
        return false;
    *out = b;
    return true;
}

bool area_facts_read(struct txn *t, const struct area_list *areas, struct str fact, struct arena *a,
                     double **out, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_area_fact_list_out row;
    double *value = arena_new(a, double, areas->len ? areas->len : 1);
    enum row r;

    if (!value)
        return err_memory(err, "the areas' facts");
    for (size_t i = 0; i < areas->len; i++)
        value[i] = NAN;
    if (!sql_area_fact_list_begin(&q, t, &(struct sql_area_fact_list_in){ .fact = fact }, err))
        return false;
    while ((r = sql_area_fact_list_next(&q, &row, err)) == ROW_SOME) {
        int i = area_by_code(areas, row.area_code);
        if (i != AREA_NONE)
            value[i] = row.value;
    }
    *out = value;
    return r == ROW_NONE;
}
