#include "runs/tally.h"

#include <assert.h>

#include "picture/feed.h"

#define TALLY_ROWS_CAP ((size_t)2 << 30) /* some 60 million incidents */

static bool copy_into(struct arena *a, struct str from, struct str *to, struct err *err)
{
    *to = arena_copy(a, from);
    return to->at || err_memory(err, "the tally");
}

/* ---- categories and feeds ---- */

static bool read_categories(struct txn *t, struct arena *a, struct tally *out, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_category_list_out row;
    size_t room = 0;
    enum row r;

    if (!sql_category_list_begin(&q, t, err))
        return false;
    while ((r = sql_category_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(a, &out->category, &room, out->categories, out->categories + 1,
                        sizeof *out->category))
            return err_memory(err, "the categories");
        struct category *c = &out->category[out->categories++];
        *c = (struct category){ .discovered = str_eq(row.stream, STR("discovered")),
                                .priority = (int)row.priority };
        if (!copy_into(a, row.code, &c->code, err) || !copy_into(a, row.label, &c->label, err) ||
            !copy_into(a, row.denominator, &c->denominator, err))
            return false;
    }
    return r == ROW_NONE;
}

static struct feed *feed_of(struct tally *t, int64_t agency_id, struct str kind)
{
    for (size_t i = 0; i < t->feeds; i++)
        if (t->feed[i].agency_id == agency_id && str_eq(t->feed[i].kind, kind))
            return &t->feed[i];
    return NULL;
}

struct seen_stream {
    size_t feed, category;
};
struct extent {
    int first, last;   /* months, over all feeds */
    bool any;
    struct seen_stream *stream; /* with a row up to the tally's day, be it in a month not ended */
    size_t streams, room;
};

static size_t category_of(const struct tally *t, struct str code)
{
    size_t i = 0;

    while (i < t->categories && !str_eq(t->category[i].code, code))
        i++;
    return i;
}

static bool note_stream(struct extent *e, const struct tally *t, const struct feed *f,
                        const struct sql_feed_list_out *row, struct arena *a, struct err *err)
{
    size_t category = category_of(t, row->category);

    if (row->count == 0 || category == t->categories)
        return true;
    if (!arena_grow(a, &e->stream, &e->room, e->streams, e->streams + 1, sizeof *e->stream))
        return err_memory(err, "the streams");
    e->stream[e->streams++] = (struct seen_stream){ (size_t)(f - t->feed), category };
    return true;
}

static bool add_feed(struct tally *out, const struct sql_feed_list_out *row, size_t *room,
                     struct arena *a, struct err *err)
{
    if (!arena_grow(a, &out->feed, room, out->feeds, out->feeds + 1, sizeof *out->feed))
        return err_memory(err, "the feeds");
    struct feed *f = &out->feed[out->feeds++];
    *f = (struct feed){ .agency_id = row->agency_id, .by_day = row->by_day != 0,
                        .last = { (int32_t)row->last_month }, .complete_to = { INT32_MIN },
                        .first_day = { INT32_MAX } };
    return copy_into(a, row->agency_code, &f->agency_code, err) &&
           copy_into(a, row->agency_name, &f->agency_name, err) &&
           copy_into(a, row->kind, &f->kind, err);
}

static bool take_feed(struct tally *out, const struct sql_feed_list_out *row, size_t *room, struct arena *a,
                      struct extent *e, struct err *err)
{
    if (!feed_of(out, row->agency_id, row->kind) && !add_feed(out, row, room, a, err))
        return false;
    struct feed *f = feed_of(out, row->agency_id, row->kind);
    assert(f);
    struct date to = row->last_day.some ? (struct date){ (int32_t)row->last_day.n }
                                        : month_last((struct month){ (int32_t)row->last_month });
    f->complete_to.days = to.days > f->complete_to.days ? to.days : f->complete_to.days;
    f->by_day &= row->by_day != 0;
    if (row->first_day.some && row->first_day.n < f->first_day.days)
        f->first_day.days = (int32_t)row->first_day.n;
    f->rows += row->count;
    f->placed_by_point += row->placed_by_point;
    f->without_place += row->without_place;
    e->first = !e->any || row->first_month < e->first ? (int)row->first_month : e->first;
    e->last = !e->any || row->last_month > e->last ? (int)row->last_month : e->last;
    e->any = true;
    return note_stream(e, out, f, row, a, err);
}

static bool read_feeds(struct txn *t, const struct sql_feed_list_in *in, struct arena *a,
                       struct tally *out, struct extent *e, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_feed_list_out row;
    size_t room = 0;
    enum row r;

    if (!sql_feed_list_begin(&q, t, in, err))
        return false;
    while ((r = sql_feed_list_next(&q, &row, err)) == ROW_SOME)
        if (!take_feed(out, &row, &room, a, e, err))
            return false;
    return r == ROW_NONE;
}

bool tally_newest_day(struct txn *t, struct date *out, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct tally feeds = { 0 };
    struct extent e = { 0 };
    struct date newest = { INT32_MIN };

    arena_open(&a, (size_t)64 << 20);
    if (!read_feeds(t, &(struct sql_feed_list_in){ 0 }, &a, &feeds, &e, err))
        return false;
    if (!e.any)
        return err_set(err, ERR_MISSING, "this store holds no incidents yet; \"safekeep import --help\" "
                                         "says how they come in");
    for (size_t i = 0; i < feeds.feeds; i++)
        if (feeds.feed[i].complete_to.days > newest.days)
            newest = feeds.feed[i].complete_to;
    *out = newest;
    return true;
}

/* ---- counts ---- */

static struct stream *stream_of(struct tally *t, size_t feed, size_t category)
{
    for (size_t i = 0; i < t->streams; i++)
        if (t->stream[i].feed == feed && t->stream[i].category == category)
            return &t->stream[i];
    return NULL;
}

static bool add_stream(struct tally *t, size_t feed, size_t category, size_t *room, struct arena *a,
                       struct err *err)
{
    if (!arena_grow(a, &t->stream, room, t->streams, t->streams + 1, sizeof *t->stream))
        return err_memory(err, "the streams");
    struct stream *s = &t->stream[t->streams];
    *s = (struct stream){ .feed = feed, .category = category, .odd = arena_new(a, bool, t->months) };
    if (!s->odd)
        return err_memory(err, "the streams");
    t->streams++;
    return true;
}

/* A stream for each that has rows, also when all of them lie in a month that has not ended. */
static bool make_streams(struct tally *out, const struct extent *e, struct arena *a, struct err *err)
{
    size_t room = 0;

    for (size_t i = 0; i < e->streams; i++)
        if (!add_stream(out, e->stream[i].feed, e->stream[i].category, &room, a, err))
            return false;
    return true;
}

static bool make_counts(struct tally *t, struct arena *a, struct err *err)
{
    t->stride = t->months;
    for (size_t i = 0; i < t->streams; i++)
        if (!(t->stream[i].count = arena_new(a, int64_t, (t->areas.small.len + 1) * t->stride)))
            return err_memory(err, "the streams");
    return true;
}

static bool read_counts(struct txn *t, struct as_of as_of, struct tally *out, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_incident_months_in in = { as_of.import, as_of.ms,
                                         out->first.n + (int64_t)out->months - 1 };
    struct sql_incident_months_out row;
    enum row r;

    if (!sql_incident_months_begin(&q, t, &in, err))
        return false;
    while ((r = sql_incident_months_next(&q, &row, err)) == ROW_SOME) {
        struct feed *f = feed_of(out, row.agency_id, row.kind);
        size_t category = category_of(out, row.category);
        struct stream *s = f ? stream_of(out, (size_t)(f - out->feed), category) : NULL;
        if (!s)
            return err_set(err, ERR_BUG, "a feed changed while it was counted");
        size_t month = (size_t)(row.month - out->first.n);
        assert(s);
        int small = row.area_code.at ? area_by_code(&out->areas.small, row.area_code) : AREA_NONE;
        size_t area = small == AREA_NONE ? out->areas.small.len : (size_t)small;
        s->count[area * out->stride + month] += row.count;
        s->total += row.count;
        f->held[month] = true;
    }
    return r == ROW_NONE;
}

/* A month the feed has not ended yet is not held: its count would look like a fall. */
static void settle_held(struct tally *t, struct date until)
{
    for (size_t i = 0; i < t->feeds; i++) {
        struct feed *f = &t->feed[i];
        if (until.days < f->complete_to.days)
            f->complete_to = until;
        f->last.n = t->first.n - 1;
        for (size_t m = 0; m < t->months; m++) {
            struct month month = { t->first.n + (int32_t)m };
            f->held[m] = f->held[m] && month_last(month).days <= f->complete_to.days;
            if (f->held[m])
                f->last = month;
        }
        if (!f->by_day && f->last.n >= t->first.n)
            f->complete_to = month_last(f->last);
    }
}

static bool read_odd(struct txn *t, struct as_of as_of, struct tally *out, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_feed_notice_list_in in = { as_of.ms };
    struct sql_feed_notice_list_out row;
    enum row r;

    if (!sql_feed_notice_list_begin(&q, t, &in, err))
        return false;
    while ((r = sql_feed_notice_list_next(&q, &row, err)) == ROW_SOME) {
        int64_t month = row.month - out->first.n;
        if (str_eq(row.what, STR("missing")) || month < 0 || month >= (int64_t)out->months)
            continue;
        for (size_t i = 0; i < out->streams; i++) {
            struct stream *s = &out->stream[i];
            const struct feed *f = &out->feed[s->feed];
            if (str_eq(f->agency_code, row.agency_code) && str_eq(f->kind, row.kind) &&
                str_eq(feed_stream(f->kind, out->category[s->category].code), row.stream))
                s->odd[month] = true;
        }
    }
    return r == ROW_NONE;
}

static void sort_streams(struct tally *t)
{
    for (size_t i = 1; i < t->streams; i++)
        for (size_t j = i; j > 0; j--) {
            struct stream *a = &t->stream[j - 1], *b = &t->stream[j], swap = *a;
            if (a->category < b->category || (a->category == b->category && a->feed <= b->feed))
                break;
            *a = *b;
            *b = swap;
        }
}

/* ---- from the census ---- */

/* By then: all rows of the months that had ended, and of the next one those known to have begun. */
static struct sql_feed_list_out described(const struct census *c, const struct census_stream *s, int32_t last,
                                          struct date until)
{
    struct sql_feed_list_out row = {
        .agency_id = s->agency_id, .agency_code = s->agency_code, .agency_name = s->agency_name,
        .kind = s->kind, .category = s->category, .by_day = s->by_day, .first_month = s->first.n,
        .last_month = s->last.n, .first_day = s->first_day, .last_day = s->last_day
    };
    struct census_rows ended = census_months(c, s, c->first, (struct month){ last });
    struct census_rows next = census_months(c, s, (struct month){ last + 1 }, (struct month){ last + 1 });
    int64_t months = (int64_t)last - c->first.n + 1;
    size_t upto = months < 0 ? 0 : months > (int64_t)c->months ? c->months : (size_t)months;

    row.count = ended.end - ended.at;
    row.placed_by_point = s->placed[upto].by_point;
    row.without_place = s->placed[upto].nowhere;
    for (const struct census_row *r = next.at; r < next.end; r++) {
        bool by = r->day != INT32_MIN && r->day <= until.days;
        row.count += by;
        row.placed_by_point += by && r->placed == CENSUS_BY_POINT;
        row.without_place += by && r->placed == CENSUS_NO_PLACE;
    }
    return row;
}

static bool count_feeds(const struct census *c, int32_t last, struct date until, struct arena *a,
                        struct tally *out, struct extent *e, struct err *err)
{
    size_t room = 0;

    for (size_t i = 0; i < c->streams; i++) {
        struct sql_feed_list_out row = described(c, &c->stream[i], last, until);
        if (!take_feed(out, &row, &room, a, e, err))
            return false;
    }
    return true;
}

/* The census has counted them: a tally's months are its first ones. */
static void share_counts(const struct census *c, struct tally *out)
{
    assert(out->first.n == c->first.n && out->months <= c->months);
    out->stride = c->months;
    for (size_t k = 0; k < c->streams; k++) {
        const struct census_stream *from = &c->stream[k];
        const struct census_counts *n = &from->count.all;
        struct feed *f = feed_of(out, from->agency_id, from->kind);
        size_t category = category_of(out, from->category);
        struct stream *s = f ? stream_of(out, (size_t)(f - out->feed), category) : NULL;
        if (!s)
            continue;
        s->count = n->small;
        s->ward = n->ward;
        s->whole = n->whole;
        for (size_t m = 0; m < out->months; m++) {
            s->total += n->whole[m];
            f->held[m] = f->held[m] || n->whole[m] > 0;
        }
    }
}

/* ---- the whole ---- */

static bool begin_months(struct tally *all, const struct extent *e, int last, struct arena *a,
                         struct err *err)
{
    if (!e->any || e->first > last)
        return err_set(err, ERR_MISSING, "no month of any feed has ended by then; \"safekeep imports\" "
                                         "lists what is held");
    all->first.n = e->first;
    all->months = (size_t)((e->last < last ? e->last : last) - e->first + 1);
    for (size_t i = 0; i < all->feeds; i++)
        if (!(all->feed[i].held = arena_new(a, bool, all->months)))
            return err_memory(err, "the feeds");
    return make_streams(all, e, a, err);
}

static bool end_tally(struct txn *t, struct as_of as_of, struct date until, struct tally *all,
                      struct tally *out, struct err *err)
{
    settle_held(all, until);
    if (!read_odd(t, as_of, all, err))
        return false;
    sort_streams(all);
    *out = *all;
    return true;
}

bool tally_count(struct txn *t, const struct census *c, struct date until, struct arena *a, struct tally *out,
                 struct err *err)
{
    struct tally all = { .areas = c->areas };
    struct extent e = { 0 };
    int last = month_of((struct date){ until.days + 1 }).n - 1;

    if (!read_categories(t, a, &all, err) || !count_feeds(c, last, until, a, &all, &e, err) ||
        !begin_months(&all, &e, last, a, err))
        return false;
    share_counts(c, &all);
    return end_tally(t, (struct as_of){ 0 }, until, &all, out, err);
}

static bool read_now(struct txn *t, struct date until, struct arena *a, struct tally *out, struct err *err)
{
    struct arena rows _cleanup_(arena_close);
    struct census c;

    arena_open_in(&rows, a, TALLY_ROWS_CAP);
    return census_read(t, a, &rows, &c, err) && tally_count(t, &c, until, a, out, err);
}

bool tally_read(struct txn *t, struct date until, struct as_of as_of, struct arena *a,
                struct tally *out, struct err *err)
{
    struct tally all = { 0 };
    struct extent e = { 0 };
    int last = month_of((struct date){ until.days + 1 }).n - 1;
    struct sql_feed_list_in in = { as_of.import, as_of.ms, { true, last }, { true, until.days } };

    if (!as_of.import.some)
        return read_now(t, until, a, out, err);
    return area_book_read(t, a, &all.areas, err) && read_categories(t, a, &all, err) &&
           read_feeds(t, &in, a, &all, &e, err) && begin_months(&all, &e, last, a, err) &&
           make_counts(&all, a, err) && read_counts(t, as_of, &all, err) &&
           end_tally(t, as_of, until, &all, out, err);
}

/* ---- asking ---- */

int64_t tally_small(const struct tally *t, const struct stream *s, int small, size_t month)
{
    assert(s->count);
    return s->count[(size_t)small * t->stride + month];
}

int64_t tally_ward(const struct tally *t, const struct stream *s, int ward, size_t month)
{
    int64_t n = 0;

    for (size_t i = 0; i < t->areas.small.len; i++)
        if (t->areas.small.at[i].ward == ward)
            n += s->count[i * t->stride + month];
    return n;
}

int64_t tally_whole(const struct tally *t, const struct stream *s, size_t month)
{
    int64_t n = 0;

    for (size_t i = 0; i <= t->areas.small.len; i++)
        n += s->count[i * t->stride + month];
    return n;
}

bool tally_held(const struct tally *t, const struct stream *s, size_t month)
{
    return month < t->months && t->feed[s->feed].held[month] && !(s->unsaid && s->unsaid[month]);
}

bool tally_sound(const struct tally *t, const struct stream *s, size_t month)
{
    return tally_held(t, s, month) && !s->odd[month];
}
