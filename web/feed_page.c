#include "web/feed_page.h"

#include "base/number.h"
#include "brief/words.h"
#include "web/feed_strip.h"
#include "web/frame.h"
#include "web/pages.h"
#include "web/snapshot.h"
#include "web/url.h"

enum { FILES_A_PAGE = 25 };

bool feed_may_write(const struct request *rq)
{
    return rq->local && !site_read_only(rq->site);
}

struct str feed_kind_word(struct str kind)
{
    static const struct {
        const char *kind, *word;
    } WORD[] = {
        { "police-uk", "street-level crime" },
        { "incidents", "incidents" },
        { "assaults", "assaults seen by the hospital" },
        { "counts", "counts" },
        { "areas", "boundaries" },
        { "area-facts", "facts of areas" },
        { "places", "places to search for" },
    };

    for (size_t i = 0; i < COUNT_OF(WORD); i++)
        if (str_eq(kind, str_of(WORD[i].kind)))
            return str_of(WORD[i].word);
    return kind;
}

static const struct shot_agency *agency_of(const struct snapshot *s, struct str code)
{
    for (size_t i = 0; i < s->agencies; i++)
        if (str_eq(s->agency[i].code, code))
            return &s->agency[i];
    return NULL;
}

/* ---- one feed ---- */

static void add_name(struct buf *b, int month)
{
    if (b->len > 0)
        buf_add_text(b, ", ");
    buf_add_text(b, month_word(month));
}

static bool one_year(struct request *rq, size_t feed, int year, struct feed_year *out,
                     struct err *err)
{
    const struct tally *t = &rq->shot->tally;
    struct buf odd = { .arena = rq->arena }, absent = { .arena = rq->arena };

    *out = (struct feed_year){ .year = year };
    for (int m = 1; m <= 12; m++) {
        struct month month;
        enum feed_state state = FEED_OUTSIDE;
        if (month_make(year, m, &month) && month.n >= t->first.n &&
            (size_t)(month.n - t->first.n) < t->months)
            state = feed_state(t, feed, (size_t)(month.n - t->first.n));
        out->held += state == FEED_HELD || state == FEED_ODD;
        if (state == FEED_ODD)
            add_name(&odd, m);
        if (state == FEED_ABSENT)
            add_name(&absent, m);
    }
    return buf_done(&odd, "a year", &out->odd, err) &&
           buf_done(&absent, "a year", &out->absent, err);
}

static bool years(struct request *rq, size_t feed, struct feed_entry *e, struct err *err)
{
    const struct tally *t = &rq->shot->tally;
    size_t first = 0, last = 0;

    if (!feed_span(t, feed, &first, &last))
        return true;
    int from = month_year((struct month){ t->first.n + (int32_t)first });
    int to = month_year((struct month){ t->first.n + (int32_t)last });
    struct feed_year *year = arena_new(rq->arena, struct feed_year, (size_t)(to - from) + 1);
    if (!year)
        return err_memory(err, "the years");
    for (int y = from; y <= to; y++, e->years++)
        if (!one_year(rq, feed, y, &year[e->years], err))
            return false;
    e->year = year;
    return true;
}

static bool notices(struct request *rq, size_t feed, struct feed_entry *e, struct err *err)
{
    const struct brief *brief = &rq->shot->brief;
    size_t n = feed < brief->feeds ? brief->feed[feed].notices : 0;
    struct str *notice = arena_new(rq->arena, struct str, n + 1);

    if (!notice)
        return err_memory(err, "the notices");
    for (size_t i = 0; i < n; i++) {
        struct buf b = { .arena = rq->arena };
        brief_add_notice(&b, &brief->feed[feed].notice[i]);
        if (!buf_done(&b, "a notice", &notice[i], err))
            return false;
    }
    e->notice = notice;
    e->notices = n;
    return true;
}

/* Days by the calendar; nothing when the clock stands before it. */
static bool age(struct request *rq, struct date came, struct str *out, struct err *err)
{
    int32_t days = instant_local_date(rq->now).days - came.days;
    struct buf b = { .arena = rq->arena };

    if (days == 0)
        buf_add_text(&b, "today");
    else if (days == 1)
        buf_add_text(&b, "yesterday");
    else if (days > 1) {
        buf_add_count(&b, days);
        buf_add_text(&b, " days ago");
    }
    return buf_done(&b, "an age", out, err);
}

static bool newest_file(struct request *rq, const struct feed *f, struct feed_entry *e,
                        struct err *err)
{
    const struct snapshot *s = rq->shot;

    for (size_t i = 0; i < s->imports; i++) {
        const struct shot_import *file = &s->import[i];
        if (file->withdrawn || !str_eq(file->kind, f->kind) ||
            !str_eq(file->agency_code, f->agency_code))
            continue;
        e->has_file = true;
        e->file_name = file->file_name;
        e->came = instant_local_date((struct instant){ file->at_ms });
        return age(rq, e->came, &e->age, err);
    }
    return true;
}

static bool one_feed(struct request *rq, size_t n, struct feed_entry *e, struct err *err)
{
    const struct feed *f = &rq->shot->tally.feed[n];
    const struct shot_agency *agency = agency_of(rq->shot, f->agency_code);
    struct buf strip = { .arena = rq->arena }, id = { .arena = rq->arena };

    *e = (struct feed_entry){ .agency = f->agency_name,
                              .kind = feed_kind_word(f->kind),
                              .complete_to = f->complete_to,
                              .rows = { f->rows } };
    if (agency) {
        e->licence = agency->licence;
        e->attribution = agency->attribution;
    }
    buf_addf(&id, "feed-%zu", n + 1);
    feed_strip(&strip, &rq->shot->tally, n, e->agency);
    return buf_done(&id, "a feed", &e->id, err) &&
           buf_done(&strip, "the months", &e->strip.text, err) && years(rq, n, e, err) &&
           notices(rq, n, e, err) && newest_file(rq, f, e, err);
}

static bool feeds(struct request *rq, struct feed_view *v, struct err *err)
{
    size_t n = rq->shot->tally.feeds;
    struct feed_entry *feed = arena_new(rq->arena, struct feed_entry, n + 1);

    if (!feed)
        return err_memory(err, "the feeds");
    for (size_t i = 0; i < n; i++)
        if (!one_feed(rq, i, &feed[i], err))
            return false;
    v->feed = feed;
    v->feeds = n;
    return true;
}

/* ---- the files ---- */

static bool one_file(struct request *rq, const struct shot_import *i, struct feed_file *f,
                     struct err *err)
{
    struct url_words w = url_begin(rq, "data/file");
    struct buf id = { .arena = rq->arena };
    struct str number;

    *f = (struct feed_file){ .came = instant_local_date((struct instant){ i->at_ms }),
                             .id = i->id,
                             .agency = i->agency,
                             .kind = feed_kind_word(i->kind),
                             .name = i->file_name,
                             .read = { i->rows_read },
                             .kept = { i->rows_kept },
                             .same = { i->rows_same },
                             .elsewhere = { i->rows_elsewhere },
                             .refused = { i->rows_refused },
                             .live = { i->rows_live },
                             .withdrawn = i->withdrawn,
                             .replaced = !i->withdrawn && i->rows_live == 0,
                             .may_withdraw = !i->withdrawn && feed_may_write(rq) };
    buf_add_int(&id, i->id);
    if (!buf_done(&id, "a file's number", &number, err))
        return false;
    url_part(&w, number);
    url_part(&w, STR("withdraw"));
    url_without_date(&w);
    return url_end(&w, &f->withdraw, err);
}

static bool page_link(struct request *rq, size_t page, struct url *out, struct err *err)
{
    struct url_words w = url_begin(rq, "data");
    struct buf b = { .arena = rq->arena };
    struct str number = STR("");

    if (page > 1)
        buf_addf(&b, "%zu", page);
    if (b.len > 0 && !buf_done(&b, "a page", &number, err))
        return false;
    url_query(&w, "page", number);
    url_fragment(&w, "files");
    return url_end(&w, out, err);
}

static bool files(struct request *rq, struct feed_view *v, struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct feed_file *file = arena_new(rq->arena, struct feed_file, FILES_A_PAGE);
    struct str asked = field_at(&rq->query, "page");
    size_t pages = s->imports ? (s->imports - 1) / FILES_A_PAGE + 1 : 1;
    int64_t page = 1;

    if (!file)
        return err_memory(err, "the files");
    if (asked.len > 0 && (!number_int(asked, &page) || page < 1 || (size_t)page > pages))
        return err_set(err, ERR_MISSING, "there is no such page of files");
    v->files_all = s->imports;
    v->from = ((size_t)page - 1) * FILES_A_PAGE + 1;
    for (size_t i = v->from - 1; i < s->imports && v->files < FILES_A_PAGE; i++)
        if (!one_file(rq, &s->import[i], &file[v->files++], err))
            return false;
    v->file = file;
    v->to = v->from + v->files - 1;
    v->has_newer = page > 1;
    v->has_older = (size_t)page < pages;
    return page_link(rq, (size_t)page - 1, &v->newer, err) &&
           page_link(rq, (size_t)page + 1, &v->older, err);
}

/* ---- maps of columns, sources ---- */

struct map_list {
    struct feed_map *at;
    struct feed_column *column;
    size_t maps, maps_room, columns, columns_room;
};

static bool add_column(struct request *rq, const struct sql_column_map_every_out *row,
                       struct map_list *l, struct err *err)
{
    struct arena *a = rq->arena;
    struct feed_map *last = l->maps ? &l->at[l->maps - 1] : NULL;
    struct str kind = feed_kind_word(row->kind);

    if (!arena_grow(a, &l->column, &l->columns_room, l->columns, l->columns + 1, sizeof *l->column))
        return err_memory(err, "the columns");
    l->column[l->columns++] =
        (struct feed_column){ arena_copy(a, row->header), arena_copy(a, row->field) };
    if (!last || !str_eq(last->agency, row->agency_name) || !str_eq(last->kind, kind)) {
        if (!arena_grow(a, &l->at, &l->maps_room, l->maps, l->maps + 1, sizeof *l->at))
            return err_memory(err, "the columns");
        last = &l->at[l->maps++];
        *last = (struct feed_map){ arena_copy(a, row->agency_name), arena_copy(a, kind), NULL, 0 };
    }
    last->columns++;
    return true;
}

bool feed_maps_read(struct request *rq, const struct feed_map **out, size_t *n, struct err *err)
{
    struct txn t _cleanup_(txn_end) = { 0 };
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_column_map_every_out row;
    struct map_list l = { 0 };
    size_t before = 0;
    enum row r;

    if (!txn_begin(&t, partnership_store(rq->partnership), TXN_READ, STR("site"), rq->now, err) ||
        !sql_column_map_every_begin(&q, &t, err))
        return false;
    while ((r = sql_column_map_every_next(&q, &row, err)) == ROW_SOME)
        if (!add_column(rq, &row, &l, err))
            return false;
    for (size_t i = 0; i < l.maps; before += l.at[i++].columns) /* the list has stopped moving */
        l.at[i].column = l.column + before;
    *out = l.at;
    *n = l.maps;
    return r == ROW_NONE;
}

static bool sources(struct request *rq, struct feed_view *v, struct err *err)
{
    const struct snapshot *s = rq->shot;
    struct feed_source *source = arena_new(rq->arena, struct feed_source, s->agencies + 1);

    if (!source)
        return err_memory(err, "the sources");
    for (size_t i = 0; i < s->agencies; i++)
        source[i] = (struct feed_source){ s->agency[i].name, s->agency[i].sector,
                                          s->agency[i].licence, s->agency[i].attribution };
    v->source = source;
    v->sources = s->agencies;
    return true;
}

static bool link_to(struct request *rq, const char *page, struct url *out, struct err *err)
{
    struct url_words w = url_begin(rq, page);

    return url_end(&w, out, err);
}

static bool links(struct request *rq, struct feed_view *v, struct err *err)
{
    struct url_words api = url_root(rq, "/api/v1");

    url_part(&api, partnership_name(rq->partnership));
    url_part(&api, STR("feeds"));
    return url_end(&api, &v->json, err) && link_to(rq, "data/upload", &v->upload, err) &&
           link_to(rq, "data/months.csv", &v->months_csv, err) &&
           link_to(rq, "data/files.csv", &v->files_csv, err) &&
           link_to(rq, "data/columns.csv", &v->columns_csv, err) &&
           link_to(rq, "data/sources.csv", &v->sources_csv, err);
}

bool feed_page(struct request *rq, struct reply *rp, struct err *err)
{
    struct feed_view v = { .may_write = feed_may_write(rq), .read_only = site_read_only(rq->site) };
    struct frame f = { .title = STR("Data"), .nav = NAV_FIGURES };
    struct buf b = { .arena = rq->arena };

    if (!feeds(rq, &v, err) || !files(rq, &v, err) || !feed_maps_read(rq, &v.map, &v.maps, err) ||
        !sources(rq, &v, err) || !links(rq, &v, err))
        return false;
    page_feeds(&b, &v);
    return frame_reply(rq, &f, &b, rp, err);
}
