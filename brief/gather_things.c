/* gather_things - the run's alerts as at most three things a meeting can act on. */
#include "brief/gathering.h"

struct found_alert {
    struct sql_alert_list_out row;  /* its texts copied into the arena */
    int *small;                     /* the small areas it is about */
    size_t smalls;
    int ward;                       /* a ward's own alert; else AREA_NONE */
};
struct found_list {
    struct found_alert *at;
    size_t len, room;
};

/* ---- reading ---- */

static bool add_small(struct gathering *g, struct found_alert *f, int small, size_t *room,
                      struct err *err)
{
    if (!arena_grow(g->arena, &f->small, room, f->smalls, f->smalls + 1, sizeof *f->small))
        return err_memory(err, "the brief");
    f->small[f->smalls++] = small;
    return true;
}

static bool find_areas(struct gathering *g, struct found_alert *f, struct err *err)
{
    const struct area_book *b = &g->tally.areas;
    const struct json *codes;
    size_t room = 0;

    f->ward = AREA_NONE;
    if (!json_read(f->row.area_codes, g->arena, &codes, err))
        return false;
    for (const struct json *v = codes->first; v; v = v->next) {
        int small = area_by_code(&b->small, v->text);
        if (small != AREA_NONE && !add_small(g, f, small, &room, err))
            return false;
        if (small == AREA_NONE)
            f->ward = area_by_code(&b->ward, v->text);
    }
    for (size_t i = 0; f->ward != AREA_NONE && i < b->small.len; i++)
        if (b->small.at[i].ward == f->ward && !add_small(g, f, (int)i, &room, err))
            return false;
    return true;
}

static bool read_alerts(struct gathering *g, int64_t run, struct found_list *list, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_alert_list_out row;
    enum row r;

    if (!sql_alert_list_begin(&q, g->txn, &(struct sql_alert_list_in){ run }, err))
        return false;
    while ((r = sql_alert_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(g->arena, &list->at, &list->room, list->len, list->len + 1, sizeof *list->at))
            return err_memory(err, "the brief");
        struct found_alert *f = &list->at[list->len++];
        *f = (struct found_alert){ .row = row };
        f->row.method = arena_copy(g->arena, row.method);
        f->row.category = arena_copy(g->arena, row.category);
        f->row.area_codes = arena_copy(g->arena, row.area_codes);
        f->row.feed = arena_copy(g->arena, row.feed);
        if (!f->row.feed.at || !f->row.method.at || !f->row.category.at || !f->row.area_codes.at)
            return err_memory(err, "the brief");
    }
    if (r == ROW_FAILED)
        return false;
    for (size_t i = 0; i < list->len; i++)
        if (!find_areas(g, &list->at[i], err))
            return false;
    return true;
}

static bool share_area(const struct found_alert *a, const struct found_alert *b)
{
    for (size_t i = 0; i < a->smalls; i++)
        for (size_t k = 0; k < b->smalls; k++)
            if (a->small[i] == b->small[k])
                return true;
    return false;
}

/* The same matter seen twice: one category, areas in common. */
static bool same_matter(const struct found_alert *a, const struct found_alert *b)
{
    return str_eq(a->row.category, b->row.category) && share_area(a, b);
}

static bool in_list(const struct found_list *list, size_t len, const struct found_alert *f)
{
    for (size_t i = 0; i < len; i++)
        if (same_matter(&list->at[i], f))
            return true;
    return false;
}

/* ---- wording ---- */

struct ward_share {
    int ward;
    size_t smalls;
};

/* The wards an alert's small areas belong to, the one with most of them first. */
static size_t wards_of(const struct gathering *g, const struct found_alert *f, struct ward_share *out,
                       size_t room)
{
    size_t n = 0;

    for (size_t i = 0; i < f->smalls; i++) {
        int ward = g->tally.areas.small.at[f->small[i]].ward;
        size_t at = 0;
        while (at < n && out[at].ward != ward)
            at++;
        if (at == n && (ward == AREA_NONE || n == room))
            continue;
        if (at == n)
            out[n++] = (struct ward_share){ ward, 0 };
        out[at].smalls++;
        for (; at > 0 && out[at].smalls > out[at - 1].smalls; at--) {
            struct ward_share swap = out[at];
            out[at] = out[at - 1];
            out[at - 1] = swap;
        }
    }
    return n;
}

static bool place_words(struct gathering *g, const struct found_alert *f, struct str *out,
                        struct err *err)
{
    struct ward_share ward[64];
    size_t n = wards_of(g, f, ward, COUNT_OF(ward));
    struct buf *b = &g->words;

    if (f->ward != AREA_NONE || n == 0) {
        buf_add(b, f->ward != AREA_NONE ? g->tally.areas.ward.at[f->ward].name
                                        : STR("the partnership's area"));
        return gather_words(g, out, err);
    }
    buf_add(b, g->tally.areas.ward.at[ward[0].ward].name);
    if (n > 1) {
        buf_add_text(b, n == 2 ? " and " : ", ");
        buf_add(b, g->tally.areas.ward.at[ward[1].ward].name);
    }
    if (n > 2)
        buf_addf(b, " and %zu more ward%s", n - 2, n == 3 ? "" : "s");
    return gather_words(g, out, err);
}

/* The very stream the alert came from: two partners may each send robberies. */
static const struct stream *stream_of(const struct gathering *g, const struct sql_alert_list_out *alert)
{
    for (size_t i = 0; i < g->tally.streams; i++) {
        const struct stream *s = &g->tally.stream[i];
        const struct feed *f = &g->tally.feed[s->feed];
        if (f->agency_id == alert->agency_id && str_eq(f->kind, alert->feed) &&
            str_eq(g->tally.category[s->category].code, alert->category))
            return s;
    }
    return NULL;
}

static bool reason_words(struct gathering *g, const struct found_alert *f, struct str *out,
                         struct err *err)
{
    struct buf *b = &g->words;

    if (f->ward == AREA_NONE) {
        buf_addf(b, "%zu small area%s within ", f->smalls, f->smalls == 1 ? "" : "s");
        buf_add_real(b, f->row.radius_km.x, 1);
        buf_add_text(b, " km; from their own and the whole partnership's totals, ");
    } else
        buf_add_text(b, "From this ward's own earlier months, ");
    buf_add_real(b, f->row.expected, 1);
    buf_add_text(b, " were to be expected.");
    return gather_words(g, out, err);
}

/* What another feed saw in the same places in the months of the alert. */
static bool other_feed(struct gathering *g, const struct found_alert *f, const struct stream *own,
                       const struct stream *s, struct str *out, struct err *err)
{
    const struct tally *t = &g->tally;
    int from = month_of((struct date){ (int32_t)f->row.from_day }).n - t->first.n;
    int to = month_of((struct date){ (int32_t)f->row.to_day }).n - t->first.n;
    int64_t n = 0;

    *out = STR("");
    if (s->feed == own->feed || !tally_held(t, s, (size_t)to) || from < 0)
        return true;
    for (int m = from; m <= to; m++)
        for (size_t i = 0; i < f->smalls; i++)
            n += tally_small(t, s, f->small[i], (size_t)m);
    buf_add(&g->words, t->feed[s->feed].agency_name);
    buf_addf(&g->words, " counted %lld there in the same months: ", (long long)n);
    buf_add(&g->words, t->category[s->category].label);
    buf_add_byte(&g->words, '.');
    return gather_words(g, out, err);
}

static bool evidence(struct gathering *g, const struct found_alert *f, const struct stream *own,
                     struct brief_thing *thing, struct err *err)
{
    struct str *line = arena_new(g->arena, struct str, g->tally.streams + 2);
    bool hospital = false;
    size_t lines = 0;

    if (!line)
        return err_memory(err, "the brief");
    for (size_t i = 0; i < g->tally.streams; i++) {
        const struct stream *s = &g->tally.stream[i];
        bool is_hospital = str_eq(g->tally.category[s->category].code, STR("hospital-assault"));
        hospital |= is_hospital;
        if (s->category != own->category && !is_hospital)
            continue;
        if (!other_feed(g, f, own, s, &line[lines], err))
            return false;
        lines += line[lines].len > 0;
    }
    if (!hospital && str_eq(f->row.category, STR("violent-crime")))
        line[lines++] = STR("No hospital feed is held, so what the hospital saw cannot be set beside it.");
    if (lines == 0)
        line[lines++] = STR("No other feed is held that could confirm or contradict it.");
    thing->evidence = line;
    thing->evidences = lines;
    return true;
}

/* ---- one thing ---- */

static bool splits(struct gathering *g, const struct found_alert *f, const struct stream *s,
                   struct brief_thing *thing, struct err *err)
{
    bool *area = arena_new(g->arena, bool, g->tally.areas.small.len + 1);
    struct census_span span = {
        .first = month_of(thing->period.from), .last = month_of(thing->period.to),
        .by_day = g->tally.feed[s->feed].by_day, .first_day = thing->period.from,
        .last_day = thing->period.to, .area = area
    };

    if (!area)
        return err_memory(err, "the brief");
    for (size_t i = 0; i < f->smalls; i++)
        area[f->small[i]] = true;
    struct brief_splits n = gather_splits(g, s, &span);
    /* Rows that came after the run are not what it alerted on: then nothing is said of the splits. */
    for (int k = 0; k < BRIEF_SPLITS; k++)
        if (n.count == f->row.observed && n.said[k] * 2 > n.count)
            thing->split[k] = brief_known(n.is[k]);
    return true;
}

static bool track_record(struct gathering *g, const struct found_alert *f, struct brief_thing *thing,
                         struct err *err)
{
    struct sql_alert_record_out n;
    bool found;

    if (!sql_alert_record(g->txn, &(struct sql_alert_record_in){ f->row.method }, g->arena, &n, &found, err))
        return false;
    thing->reviewed = n.reviewed;
    thing->right = n.correct;
    return true;
}

static void put_where(struct gathering *g, const struct found_alert *f, struct brief_thing *thing)
{
    if (f->ward != AREA_NONE && (size_t)f->ward < g->brief->areas) {
        thing->has_area = true;
        thing->area = (size_t)f->ward;
        return;
    }
    thing->has_circle = f->row.lon.some && f->row.lat.some;
    thing->centre = (struct lonlat){ f->row.lon.x, f->row.lat.x };
    thing->radius_km = f->row.radius_km.x;
}

static bool make_thing(struct gathering *g, const struct found_alert *f, const struct found_list *before,
                       struct brief_thing *thing, struct err *err)
{
    const struct stream *s = stream_of(g, &f->row);
    bool cluster = f->ward == AREA_NONE;
    size_t looked_at = cluster ? g->run.streams : g->run.series;

    if (!s)
        return err_set(err, ERR_BUG, "an alert's stream is gone though its run still stands");
    *thing = (struct brief_thing){
        .kind = cluster ? BRIEF_CLUSTER : BRIEF_SERIES, .priority = g->tally.category[s->category].label,
        .ongoing = in_list(before, before->len, f),
        .period = { g->tally.feed[s->feed].by_day ? BRIEF_WEEK : BRIEF_MONTH,
                    { (int32_t)f->row.from_day }, { (int32_t)f->row.to_day } },
        .observed = f->row.observed,
        .usual = { true, f->row.low, f->row.high, f->row.expected }, .p = f->row.p_value,
        .recurrence_days = f->row.recurrence_days / (double)(looked_at ? looked_at : 1),
        .looked_at = (int64_t)looked_at, .run = g->run.id
    };
    put_where(g, f, thing);
    buf_addf(&g->words, "safekeep repeat --store STORE %lld", (long long)g->run.id);
    return gather_words(g, &thing->command, err) && place_words(g, f, &thing->place, err) &&
           reason_words(g, f, &thing->reason, err) && evidence(g, f, s, thing, err) &&
           splits(g, f, s, thing, err) && track_record(g, f, thing, err) &&
           gather_series(g, s, f->small, f->smalls, &thing->series, err);
}

bool gather_things(struct gathering *g, struct err *err)
{
    struct found_list now = { 0 }, before = { 0 };

    if (!g->run.found)
        return true;
    if (!read_alerts(g, g->run.id, &now, err) ||
        (g->before.found && !read_alerts(g, g->before.id, &before, err)))
        return false;
    for (size_t i = 0; i < now.len; i++) {
        if (in_list(&now, i, &now.at[i]))
            continue; /* a likelier view of the same matter stands already */
        if (g->brief->things == BRIEF_THINGS_MAX) {
            g->brief->things_more++;
            continue;
        }
        if (!make_thing(g, &now.at[i], &before, &g->brief->thing[g->brief->things], err))
            return false;
        g->brief->things++;
    }
    return true;
}
