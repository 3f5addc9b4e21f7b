#include "brief/gathering.h"

bool gather_words(struct gathering *g, struct str *out, struct err *err)
{
    struct str built;

    if (!buf_done(&g->words, "the brief", &built, err))
        return false;
    *out = arena_copy(g->arena, built);
    g->words.len = 0;
    return out->at || err_memory(err, "the brief");
}

struct brief_count brief_known(int64_t n)
{
    return (struct brief_count){ true, n };
}

struct brief_period brief_months(struct month first, struct month last)
{
    return (struct brief_period){ BRIEF_MONTH, month_first(first), month_last(last) };
}

struct brief_usual brief_usual_of(const struct usual_range *u)
{
    return u->known ? (struct brief_usual){ true, u->low, u->high, u->expected }
                    : (struct brief_usual){ 0 };
}

struct str gather_feed_name(const struct feed *f)
{
    static const struct {
        struct str kind, name;
    } NAME[] = {
        { { "police-uk", 9 }, { "street-level crime", 18 } },
        { { "incidents", 9 }, { "incidents", 9 } },
        { { "assaults", 8 }, { "assaults seen by the hospital", 29 } },
    };

    for (size_t i = 0; i < COUNT_OF(NAME); i++)
        if (str_eq(f->kind, NAME[i].kind))
            return NAME[i].name;
    return f->kind;
}

struct brief_splits gather_splits(const struct gathering *g, const struct stream *s,
                                  const struct census_span *span)
{
    static const enum census_flag OF[BRIEF_SPLITS] = {
        [BRIEF_UNDER_25] = CENSUS_UNDER_25, [BRIEF_DOMESTIC] = CENSUS_DOMESTIC, [BRIEF_KNIFE] = CENSUS_KNIFE,
        [BRIEF_PUBLIC_PLACE] = CENSUS_PUBLIC_PLACE, [BRIEF_NIGHT] = CENSUS_NIGHT,
        [BRIEF_REPEAT] = CENSUS_REPEAT
    };
    const struct feed *f = &g->tally.feed[s->feed];
    const struct census_stream *from = census_find(g->census, f->agency_id, f->kind,
                                                   g->tally.category[s->category].code);
    struct brief_splits out = { 0 };

    if (!from)
        return out;
    struct census_splits n = census_split(g->census, from, span);
    out.count = n.count;
    for (int k = 0; k < BRIEF_SPLITS; k++) {
        out.is[k] = n.is[OF[k]];
        out.said[k] = n.said[OF[k]];
    }
    return out;
}

bool gather_series(struct gathering *g, const struct stream *s, const int *small, size_t smalls,
                   struct brief_series *out, struct err *err)
{
    const struct tally *t = &g->tally;
    int last = t->feed[s->feed].last.n - t->first.n;
    size_t periods = last + 1 > GATHER_PERIODS ? GATHER_PERIODS : (size_t)(last + 1);
    int64_t *count = arena_new(g->arena, int64_t, periods + 1);
    bool *doubtful = arena_new(g->arena, bool, periods + 1);

    if (!count || !doubtful)
        return err_memory(err, "the brief");
    for (size_t i = 0; i < periods; i++) {
        size_t month = (size_t)last + 1 - periods + i;
        count[i] = tally_held(t, s, month) ? 0 : -1;
        doubtful[i] = s->odd[month];
        for (size_t k = 0; count[i] >= 0 && k < smalls; k++)
            count[i] += tally_small(t, s, small[k], month);
    }
    struct month first = { t->first.n + last + 1 - (int)periods }, end = { t->first.n + last };
    *out = (struct brief_series){ count, doubtful, periods, brief_months(first, first),
                                  brief_months(end, end) };
    return true;
}

/* ---- the runs ---- */

static size_t run_looks(const struct json *result, const char *key)
{
    const struct json *list = json_at(result, key);
    size_t n = 0;

    for (const struct json *v = list ? list->first : NULL; v; v = v->next) {
        const struct json *left_out = json_at(v, "left_out");
        n += !left_out || left_out->type == JSON_NULL;
    }
    return n;
}

static bool read_run(struct gathering *g, const struct sql_run_standing_out *row,
                     const struct run_order *order, struct standing_run *out, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct sql_run_by_id_out whole;
    const struct json *result;
    bool found;

    arena_open_in(&a, g->arena, (size_t)256 << 20);
    if (!sql_run_by_id(g->txn, &(struct sql_run_by_id_in){ row->id }, &a, &whole, &found, err))
        return false;
    if (!found)
        return err_set(err, ERR_BUG, "a run went away while it was read");
    if (!json_read(whole.result, &a, &result, err))
        return false;
    *out = (struct standing_run){ true, row->id, *order, run_looks(result, "scans"),
                                  run_looks(result, "wards") };
    return true;
}

static bool write_run(struct gathering *g, const struct sql_run_standing_out *row, struct err *err)
{
    struct brief_run *run = arena_new(g->arena, struct brief_run, 1);
    const struct run_order *o = &g->run.order;
    struct buf *b = &g->words;

    if (!run)
        return err_memory(err, "the brief");
    *run = (struct brief_run){ .id = row->id, .seed = (uint64_t)row->seed,
                               .method = STR("space-time permutation scan, and each ward against its "
                                             "own past") };
    buf_addf(b, "%u replications, circles up to ", o->replications);
    buf_add_real(b, o->max_radius_km, 1);
    buf_add_text(b, " km and ");
    buf_add_real(b, o->max_population_share * 100, 0);
    buf_add_text(b, " % of cases, up to 3 months (28 days for feeds known to the day), ");
    buf_add_real(b, o->false_alarms_a_year, 1);
    buf_add_text(b, " false alarms a year accepted");
    if (!gather_words(g, &run->parameters, err))
        return false;
    buf_add_hex(b, row->inputs_hash.at, row->inputs_hash.len);
    if (!gather_words(g, &run->inputs, err))
        return false;
    buf_add_hex(b, row->result_hash.at, row->result_hash.len);
    if (!gather_words(g, &run->result, err))
        return false;
    buf_addf(b, "safekeep repeat --store STORE %lld", (long long)row->id);
    g->brief->run = run;
    g->brief->runs = 1;
    return gather_words(g, &run->command, err);
}

/* The newest standing run for the brief's day, and the newest for an earlier day. */
bool gather_runs(struct gathering *g, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_run_standing_out row;
    enum row r;

    if (!sql_run_standing_begin(&q, g->txn, &(struct sql_run_standing_in){ STR("scan") }, err))
        return false;
    while ((r = sql_run_standing_next(&q, &row, err)) == ROW_SOME) {
        struct run_order order;
        int64_t ignored;
        if (!run_order_read(row.parameters, &order, &ignored, g->arena, err))
            return false;
        if (order.until.days == g->brief->date.days && !g->run.found) {
            if (!read_run(g, &row, &order, &g->run, err) || !write_run(g, &row, err))
                return false;
        } else if (order.until.days < g->brief->date.days &&
                   (!g->before.found || order.until.days > g->before.order.until.days) &&
                   !read_run(g, &row, &order, &g->before, err))
            return false;
    }
    return r == ROW_NONE;
}

/* The runs of this very day that no longer stand and that no newer one has made good. */
static bool gather_stale(struct gathering *g, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_run_list_out row;
    struct str *line = NULL;
    size_t room = 0, lines = 0;
    enum row r;

    if (!sql_run_list_begin(&q, g->txn, err))
        return false;
    while ((r = sql_run_list_next(&q, &row, err)) == ROW_SOME) {
        struct run_order order;
        int64_t ignored;
        if (!row.stale_ms.some || (g->run.found && row.id < g->run.id))
            continue;
        if (!run_order_read(row.parameters, &order, &ignored, g->arena, err))
            return false;
        if (order.until.days != g->brief->date.days)
            continue;
        buf_addf(&g->words, "Run %lld stood on a file that was withdrawn or replaced since; scan again.",
                 (long long)row.id);
        if (!arena_grow(g->arena, &line, &room, lines, lines + 1, sizeof *line))
            return err_memory(err, "the brief");
        if (!gather_words(g, &line[lines++], err))
            return false;
    }
    g->brief->stale = line;
    g->brief->stales = lines;
    return r == ROW_NONE;
}

/* ---- head and foot ---- */

static bool gather_head(struct gathering *g, struct date date, struct err *err)
{
    struct sql_partnership_out row;
    struct brief *b = g->brief;
    bool found;

    if (!sql_partnership(g->txn, g->arena, &row, &found, err))
        return false;
    b->partnership = found ? row.name : STR("Community Safety Partnership");
    b->invented = found && row.invented;
    b->marking = STR("OFFICIAL");
    b->version = STR(SAFEKEEP_VERSION);
    b->date = date;
    b->data_to = date;
    buf_add_text(&g->words, "safekeep brief --store STORE --date ");
    buf_add_date(&g->words, date);
    return gather_words(g, &b->command, err);
}

static bool gather_sources(struct gathering *g, struct err *err)
{
    struct query q _cleanup_(query_end) = { 0 };
    struct sql_agency_list_out row;
    struct brief_source *source = NULL;
    size_t room = 0, n = 0;
    enum row r;

    if (!sql_agency_list_begin(&q, g->txn, err))
        return false;
    while ((r = sql_agency_list_next(&q, &row, err)) == ROW_SOME) {
        if (!arena_grow(g->arena, &source, &room, n, n + 1, sizeof *source))
            return err_memory(err, "the brief");
        struct brief_source *s = &source[n++];
        *s = (struct brief_source){ arena_copy(g->arena, row.name), arena_copy(g->arena, row.licence),
                                    arena_copy(g->arena, row.attribution) };
        if (!s->name.at || !s->licence.at || !s->attribution.at)
            return err_memory(err, "the brief");
    }
    g->brief->source = source;
    g->brief->sources = n;
    return r == ROW_NONE;
}

static bool gather_looked_for(struct gathering *g, struct err *err)
{
    struct buf *b = &g->words;

    if (!g->run.found) {
        buf_add_text(b, "No scan that still stands was made for this day, so no alerts can be shown. Run "
                        "\"safekeep scan --store STORE --end ");
        buf_add_date(b, g->brief->date);
        buf_add_text(b, "\".");
    } else {
        buf_addf(b, "%zu streams were scanned for clusters and %zu ward series held against their own "
                    "earlier months; by chance alone about ", g->run.streams, g->run.series);
        buf_add_real(b, g->run.order.false_alarms_a_year, 1);
        buf_add_text(b, " alerts a year would show, and each alert's chance allows for all that was "
                        "looked at.");
        if (!g->run.order.discovered)
            buf_add_text(b, " What police find by looking (drugs, possession of weapons) was not scanned.");
    }
    return gather_words(g, &g->brief->looked_for, err);
}

bool gather_counted(struct txn *t, const struct census *c, const struct tally *tally, struct date date,
                    struct arena *a, struct brief *out, struct err *err)
{
    struct brief brief = { 0 };
    struct gathering g = { .txn = t, .arena = a, .census = c, .tally = *tally, .brief = &brief,
                           .words = { .arena = a } };

    if (!area_facts_read(t, &g.tally.areas.small, STR("residents"), a, &g.residents, err) ||
        !area_facts_read(t, &g.tally.areas.small, STR("households"), a, &g.households, err) ||
        !gather_head(&g, date, err) || !gather_runs(&g, err) || !gather_map(&g, err) ||
        !gather_things(&g, err) || !gather_rows(&g, err) || !gather_feeds(&g, err) ||
        !gather_stale(&g, err) || !gather_sources(&g, err) || !gather_looked_for(&g, err))
        return false;
    *out = brief;
    return true;
}

/* date NULL: the newest. */
static bool gather_on(struct txn *t, const struct date *date, struct arena *a, struct brief *out,
                      struct err *err)
{
    struct arena rows _cleanup_(arena_close);
    struct census census;
    struct tally tally;
    struct date day;

    arena_open_in(&rows, a, (size_t)2 << 30);
    if (!census_read(t, a, &rows, &census, err) || (!date && !census_newest_day(&census, &day, err)))
        return false;
    day = date ? *date : day;
    return tally_count(t, &census, day, a, &tally, err) &&
           gather_counted(t, &census, &tally, day, a, out, err);
}

bool gather_brief(struct txn *t, struct date date, struct arena *a, struct brief *out, struct err *err)
{
    return gather_on(t, &date, a, out, err);
}

bool gather_newest(struct txn *t, struct arena *a, struct brief *out, struct err *err)
{
    return gather_on(t, NULL, a, out, err);
}
