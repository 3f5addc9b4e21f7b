#include "picture/feed.h"

#include "governance/audit.h"
#include "scan/usual.h"

enum { STREAMS_MAX = 32, REACH_MONTHS = 6 };

const char *feed_what_word(enum feed_what what)
{
    static const char *const WORD[] = { "quiet", "doubled", "missing" };

    return WORD[what];
}

struct str feed_stream(struct str kind, struct str category)
{
    if (!str_eq(kind, STR("police-uk")))
        return STR("all rows");
    return str_eq(category, STR("anti-social-behaviour")) ? category : STR("recorded crime");
}

struct stream {
    struct str name;
    int64_t *count; /* by month from first; -1: not held */
};
struct months {
    struct stream stream[STREAMS_MAX];
    size_t streams, len;
    int first;
    bool *held;
};
struct cell {
    struct str stream;
    int month;
    struct maybe_int last_day; /* NULL: the feed is known to the month only */
    int64_t count;
};

static bool read_cells(struct txn *t, int64_t agency_id, struct str kind, struct arena *a,
                       struct cell **out, size_t *n, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_feed_months_in in = { .agency_id = agency_id, .kind = kind };
    struct sql_feed_months_out row;
    struct cell *cell = NULL;
    size_t room = 0, len = 0;
    enum row r;

    if (!sql_feed_months_begin(&q, t, &in, err))
        return false;
    while ((r = sql_feed_months_next(&q, &row, err)) == ROW_SOME) {
        struct str stream = arena_copy(a, feed_stream(kind, row.category));
        if (!stream.at || !arena_grow(a, &cell, &room, len, len + 1, sizeof *cell))
            return err_memory(err, "a feed's months");
        cell[len++] = (struct cell){ stream, (int)row.month, row.last_day, row.count };
    }
    *out = cell;
    *n = len;
    return r == ROW_NONE;
}

static struct stream *stream_named(struct months *m, struct str name, struct arena *a)
{
    for (size_t i = 0; i < m->streams; i++)
        if (str_eq(m->stream[i].name, name))
            return &m->stream[i];
    if (m->streams == STREAMS_MAX)
        return NULL;
    struct stream *s = &m->stream[m->streams];
    *s = (struct stream){ name, arena_new(a, int64_t, m->len) };
    if (!s->count)
        return NULL;
    m->streams++;
    return s;
}

/* A feed known to the day has not ended its last month before the month's own end. */
static bool ends_early(const struct cell *cell, size_t n, int last)
{
    int64_t day = 0;
    bool by_day = false;

    for (size_t i = 0; i < n; i++)
        if (cell[i].month == last && cell[i].last_day.some) {
            by_day = true;
            day = cell[i].last_day.n > day ? cell[i].last_day.n : day;
        }
    return by_day && day < month_last((struct month){ last }).days;
}

/* A table of streams by month; a month in which no stream has a row is not held at all. */
static bool lay_out(const struct cell *cell, size_t n, struct arena *a, struct months *m,
                    struct err *err)
{
    int last = cell[0].month;

    m->first = cell[0].month;
    for (size_t i = 0; i < n; i++) {
        m->first = cell[i].month < m->first ? cell[i].month : m->first;
        last = cell[i].month > last ? cell[i].month : last;
    }
    if (ends_early(cell, n, last))
        last--;
    if (last < m->first)
        return true;
    m->len = (size_t)(last - m->first + 1);
    m->held = arena_new(a, bool, m->len);
    if (!m->held)
        return err_memory(err, "a feed's months");
    for (size_t i = 0; i < n; i++) {
        struct stream *s = cell[i].month > last ? NULL : stream_named(m, cell[i].stream, a);
        if (cell[i].month > last)
            continue;
        if (!s)
            return err_memory(err, "a feed's streams");
        s->count[cell[i].month - m->first] += cell[i].count;
        m->held[cell[i].month - m->first] = true;
    }
    for (size_t s = 0; s < m->streams; s++)
        for (size_t i = 0; i < m->len; i++)
            if (!m->held[i])
                m->stream[s].count[i] = -1;
    return true;
}

struct notices {
    struct feed_notice *at;
    size_t len, room;
};

static bool add_notice(struct notices *n, struct feed_notice notice, struct arena *a, struct err *err)
{
    if (!arena_grow(a, &n->at, &n->room, n->len, n->len + 1, sizeof notice))
        return err_memory(err, "a feed's notices");
    n->at[n->len++] = notice;
    return true;
}

static bool judge_stream(const struct months *m, const struct stream *s, struct notices *n,
                         struct arena *a, struct err *err)
{
    struct usual_feed *verdict = arena_new(a, struct usual_feed, m->len);

    if (!verdict)
        return err_memory(err, "a feed's months");
    if (!usual_feed(s->count, m->len, REACH_MONTHS, a, verdict, err))
        return false;
    for (size_t i = 0; i < m->len; i++) {
        struct feed_notice notice = { .stream = s->name, .month = { m->first + (int)i },
                                      .what = verdict[i].verdict < 0 ? FEED_QUIET : FEED_DOUBLED,
                                      .observed = s->count[i], .expected = verdict[i].expected,
                                      .low = verdict[i].low, .high = verdict[i].high };
        if (verdict[i].verdict && !add_notice(n, notice, a, err))
            return false;
    }
    return true;
}

static bool write_look(struct txn *t, int64_t agency_id, struct str kind, int64_t import_id,
                       const struct notices *n, struct err *err)
{
    struct sql_feed_look_add_in look = { import_id, agency_id, kind, t->now.ms };

    if (!sql_feed_look_add(t, &look, err))
        return false;
    int64_t id = t->last_id;
    for (size_t i = 0; i < n->len; i++) {
        const struct feed_notice *f = &n->at[i];
        struct sql_feed_notice_add_in in = { id, f->stream, f->month.n, str_of(feed_what_word(f->what)),
                                             f->observed, f->expected, f->low, f->high };
        if (!sql_feed_notice_add(t, &in, err))
            return false;
    }
    return audit_add(t, AUDIT_COMBINATION, "feed.looked", "feed_look", id, err);
}

static bool look(const struct months *m, struct notices *found, struct arena *a, struct err *err)
{
    for (size_t s = 0; s < m->streams; s++)
        if (!judge_stream(m, &m->stream[s], found, a, err))
            return false;
    for (size_t i = 0; i < m->len; i++) {
        struct feed_notice gap = { .stream = STR("all rows"), .month = { m->first + (int)i },
                                   .what = FEED_MISSING };
        if (!m->held[i] && !add_notice(found, gap, a, err))
            return false;
    }
    return true;
}

/* Boundaries, facts, figures and places are no feed of events: nothing of theirs can go quiet. */
static bool is_feed(struct str kind)
{
    return str_eq(kind, STR("police-uk")) || str_eq(kind, STR("incidents")) ||
           str_eq(kind, STR("assaults"));
}

bool feed_look(struct txn *t, int64_t agency_id, struct str kind, int64_t import_id, struct arena *a,
               const struct feed_notice **out, size_t *n, struct err *err)
{
    struct months m = { 0 };
    struct notices found = { 0 };
    struct cell *cell = NULL;
    size_t cells = 0;

    *out = NULL;
    *n = 0;
    if (!is_feed(kind))
        return true;
    if (!read_cells(t, agency_id, kind, a, &cell, &cells, err))
        return false;
    if (cells && (!lay_out(cell, cells, a, &m, err) || !look(&m, &found, a, err)))
        return false;
    if (!write_look(t, agency_id, kind, import_id, &found, err))
        return false;
    *out = found.at;
    *n = found.len;
    return true;
}
