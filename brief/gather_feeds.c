/* gather_feeds - the state of the feeds, the notes, and the map's shading. */
#include "brief/gathering.h"

#include "picture/feed.h"

enum { LATE_DAYS = 45 }; /* behind the newest feed by more than a month and a half */

/* ---- feeds ---- */

struct notice_list {
    struct brief_notice *at;
    size_t len, room;
};

static enum brief_notice_kind notice_kind(struct str what)
{
    return str_eq(what, STR("quiet")) ? BRIEF_QUIET : str_eq(what, STR("doubled")) ? BRIEF_DOUBLED
                                                                                   : BRIEF_GAP;
}

/* "anti-social-behaviour" is a category's code; "recorded crime" and "all rows" are said as they are. */
static bool stream_words(struct gathering *g, struct str stream, struct str *out, struct err *err)
{
    for (size_t i = 0; i < g->tally.categories; i++)
        if (str_eq(g->tally.category[i].code, stream)) {
            *out = g->tally.category[i].label;
            return true;
        }
    *out = str_eq(stream, STR("all rows")) ? STR("") : arena_copy(g->arena, stream);
    return out->at || err_memory(err, "the brief");
}

static bool add_notice(struct gathering *g, const struct sql_feed_notice_list_out *row,
                       struct notice_list *list, struct err *err)
{
    struct month month = { (int32_t)row->month };
    struct brief_notice n = { .kind = notice_kind(row->what), .period = brief_months(month, month) };

    if (!stream_words(g, row->stream, &n.category, err))
        return false;
    if (n.kind != BRIEF_GAP) {
        n.observed = brief_known(row->observed);
        n.usual = (struct brief_usual){ true, row->low, row->high, row->expected };
    }
    struct brief_notice *last = list->len ? &list->at[list->len - 1] : NULL;
    if (last && last->kind == BRIEF_GAP && n.kind == BRIEF_GAP &&
        last->period.to.days + 1 == n.period.from.days) {
        last->period.to = n.period.to; /* months on end are one gap */
        return true;
    }
    if (!arena_grow(g->arena, &list->at, &list->room, list->len, list->len + 1, sizeof n))
        return err_memory(err, "the brief");
    list->at[list->len++] = n;
    return true;
}

static int newest_first(const void *x, const void *y)
{
    const struct brief_notice *a = x, *b = y;

    return (a->period.from.days < b->period.from.days) - (a->period.from.days > b->period.from.days);
}

static bool read_notices(struct gathering *g, const struct feed *f, struct notice_list *list,
                         struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_feed_notice_list_in in = { 0 };
    struct sql_feed_notice_list_out row;
    enum row r;

    if (!sql_feed_notice_list_begin(&q, g->txn, &in, err))
        return false;
    while ((r = sql_feed_notice_list_next(&q, &row, err)) == ROW_SOME)
        if (str_eq(row.agency_code, f->agency_code) && str_eq(row.kind, f->kind) &&
            month_last((struct month){ (int32_t)row.month }).days <= g->brief->date.days &&
            !add_notice(g, &row, list, err))
            return false;
    return r == ROW_NONE;
}

static bool gather_feed(struct gathering *g, const struct feed *f, struct brief_feed *out,
                        struct err *err)
{
    struct notice_list list = { 0 };

    *out = (struct brief_feed){ .agency = f->agency_name, .kind = gather_feed_name(f),
                                .received = true, .complete_to = f->complete_to, .rows = f->rows };
    if (g->brief->data_to.days - f->complete_to.days > LATE_DAYS) {
        struct brief_notice late = { .kind = BRIEF_LATE, .category = STR(""),
                                     .period = brief_months(month_of(f->complete_to),
                                                            month_of(f->complete_to)) };
        if (!arena_grow(g->arena, &list.at, &list.room, 0, 1, sizeof late))
            return err_memory(err, "the brief");
        list.at[list.len++] = late;
    }
    size_t late = list.len;
    if (!read_notices(g, f, &list, err))
        return false;
    if (list.len > late)
        qsort(list.at + late, list.len - late, sizeof *list.at, newest_first);
    out->notice = list.at;
    out->notices = list.len;
    return true;
}

static bool add_note(struct gathering *g, struct str *note, size_t *notes, struct err *err)
{
    return gather_words(g, &note[(*notes)++], err);
}

static bool gather_notes(struct gathering *g, struct err *err)
{
    struct str *note = arena_new(g->arena, struct str, g->tally.feeds * 2 + 4 + GATHER_FIGURE_NOTES);
    struct buf *b = &g->words;
    size_t notes = 0;
    bool monthly = false;

    if (!note)
        return err_memory(err, "the brief");
    for (size_t i = 0; i < g->tally.feeds; i++) {
        const struct feed *f = &g->tally.feed[i];
        monthly |= !f->by_day;
        if (f->placed_by_point) {
            buf_add_count(b, f->placed_by_point);
            buf_add_text(b, " of ");
            buf_add_count(b, f->rows);
            buf_add_text(b, " rows of ");
            buf_add(b, f->agency_name);
            buf_add_text(b, " bear an area's code of another vintage, or none, and were counted to the area "
                            "their point lies in.");
            if (!add_note(g, note, &notes, err))
                return false;
        }
        if (f->without_place) {
            buf_add_count(b, f->without_place);
            buf_add_text(b, " rows of ");
            buf_add(b, f->agency_name);
            buf_add_text(b, " could not be placed: they are in the partnership's figures and in no ward's.");
            if (!add_note(g, note, &notes, err))
                return false;
        }
    }
    if (monthly) {
        buf_add_text(b, "Monthly data published weeks late cannot say what changed this week, and its points "
                        "are snapped to streets: it serves for areas, not for addresses or days.");
        if (!add_note(g, note, &notes, err))
            return false;
        buf_add_text(b, "\"Violence and sexual offences\" is a wide category of police.uk: it is not serious "
                        "violence.");
        if (!add_note(g, note, &notes, err))
            return false;
    }
    if (!gather_figures(g, note, &notes, err))
        return false;
    g->brief->note = note;
    g->brief->notes = notes;
    return true;
}

bool gather_feeds(struct gathering *g, struct err *err)
{
    struct brief_feed *feed = arena_new(g->arena, struct brief_feed, g->tally.feeds + 1);
    struct date newest = { INT32_MIN };

    if (!feed)
        return err_memory(err, "the brief");
    for (size_t i = 0; i < g->tally.feeds; i++)
        if (g->tally.feed[i].complete_to.days > newest.days)
            newest = g->tally.feed[i].complete_to;
    g->brief->data_to = newest;
    for (size_t i = 0; i < g->tally.feeds; i++)
        if (!gather_feed(g, &g->tally.feed[i], &feed[i], err))
            return false;
    g->brief->feed = feed;
    g->brief->feeds = g->tally.feeds;
    return gather_notes(g, err);
}

/* ---- the map: all of the largest feed together, ward by ward ---- */

static size_t largest_feed(const struct tally *t)
{
    size_t best = 0;

    for (size_t i = 1; i < t->feeds; i++)
        if (t->feed[i].rows > t->feed[best].rows)
            best = i;
    return best;
}

/* One stream that is the sum of a feed's streams: its months are odd where any of them was. */
static bool sum_streams(struct gathering *g, size_t feed, struct stream *out, struct err *err)
{
    const struct tally *t = &g->tally;
    const struct feed *f = &t->feed[feed];
    const struct census_feed *all = census_feed(g->census, f->agency_id, f->kind);
    struct stream sum = { .feed = feed, .odd = arena_new(g->arena, bool, t->months) };

    if (!sum.odd)
        return err_memory(err, "the brief");
    if (!all)
        return err_set(err, ERR_BUG, "a feed of the tally is in no census");
    sum.count = all->count.all.small;
    sum.ward = all->count.all.ward;
    sum.whole = all->count.all.whole;
    for (size_t i = 0; i < t->streams; i++)
        for (size_t m = 0; t->stream[i].feed == feed && m < t->months; m++)
            sum.odd[m] |= t->stream[i].odd[m];
    *out = sum;
    return true;
}

bool gather_map(struct gathering *g, struct err *err)
{
    const struct tally *t = &g->tally;
    size_t feed = largest_feed(t), wards = t->areas.ward.len;
    int last = t->feed[feed].last.n - t->first.n;
    struct brief_area *area = arena_new(g->arena, struct brief_area, wards + 1);
    struct compare_base base;
    struct stream sum;

    if (!area)
        return err_memory(err, "the brief");
    if (last < 0 || !sum_streams(g, feed, &sum, err) ||
        !compare_base(t, &sum, COMPARE_WARD, g->arena, &base, err))
        return last < 0;
    for (size_t w = 0; w < wards; w++) {
        const struct area *ward = &t->areas.ward.at[w];
        struct comparison c = compare_month(&base, (int)w, (size_t)last);
        area[w] = (struct brief_area){ .name = ward->name, .code = ward->code,
                                       .count = brief_known(c.observed),
                                       .usual = brief_usual_of(&c.usual) };
        if (ward->has_shape)
            area[w].shape = ward->shape;
        area[w].verdict = brief_judge(area[w].count, area[w].usual);
    }
    g->brief->area = area;
    g->brief->areas = wards;
    buf_add_text(&g->words, "all ");
    buf_add(&g->words, gather_feed_name(&t->feed[feed]));
    buf_add_text(&g->words, ", ");
    buf_add_month_words(&g->words, t->feed[feed].last);
    return gather_words(g, &g->brief->map_of, err);
}
