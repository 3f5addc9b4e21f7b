#include "link/pairs.h"

#include "link/block.h"

#include <stdatomic.h>

#define LANES_MAX (LINK_RULES_MAX * LINK_PARTS_MAX)
#define STRETCH   ((size_t)512) /* records whose lanes are fetched together */

/* An earlier rule: it owns a pair when these lanes are alike, unless it left their block out. */
struct owner {
    size_t lanes;
    size_t lane[LINK_PARTS_MAX];
    const uint64_t *left_out;
};
struct pair_worker {
    uint32_t *lane;         /* of the stretch at work: a record's side by side */
    size_t job;
    struct pair *batch;
    size_t pairs;
    uint64_t own;           /* handed over so far */
};
/* What the jobs of one rule need. */
struct running {
    const struct pairs_stream *stream;
    const struct link_table *table;
    size_t rule, first_job;
    struct blocks blocks;
    size_t lanes;           /* the parts of earlier rules that are not parts of this one */
    size_t slot[LANES_MAX];
    struct owner owner[LINK_RULES_MAX]; /* one for each earlier rule */
    struct pair_worker *worker;
};

/* ---- which earlier rules own a pair ---- */

static bool has_part(const struct link_rule *r, const struct link_expr *part)
{
    for (size_t i = 0; i < r->parts; i++)
        if (expr_eq(&r->part[i], part))
            return true;
    return false;
}

static size_t lane_for(struct running *r, size_t slot)
{
    for (size_t i = 0; i < r->lanes; i++)
        if (r->slot[i] == slot)
            return i;
    r->slot[r->lanes] = slot;
    return r->lanes++;
}

static void find_owners(struct running *r, uint64_t *const *left_out)
{
    const struct link_rule *rule = r->stream->rule;

    r->lanes = 0;
    for (size_t i = 0; i < r->rule; i++) {
        struct owner *o = &r->owner[i];
        *o = (struct owner){ .left_out = left_out[i] };
        for (size_t p = 0; p < rule[i].parts; p++)
            if (!has_part(&rule[r->rule], &rule[i].part[p]))
                o->lane[o->lanes++] = lane_for(r, slot_find(r->stream->slots, &rule[i].part[p]));
    }
}

/*
 * The lanes of a stretch of the list. A stretch is fetched from memory together:
 * each pass asks for what the next one reads. No value is unlike any other: each
 * record's own number stands for it, beyond all values.
 */
static void fill_lanes(const struct running *r, uint32_t *lane, const uint32_t *list, size_t records)
{
    const struct link_slots *s = r->stream->slots;

    if (r->lanes == 0)
        return;
    for (size_t i = 0; i < records; i++) {
        const uint32_t *cells = link_cells(r->table, list[i] & ~BLOCK_FIRST);
        __builtin_prefetch(cells);
        __builtin_prefetch(cells + r->table->columns - 1);
    }
    for (size_t l = 0; l < r->lanes; l++) {
        const struct link_slot *e = &s->slot[r->slot[l]];
        for (size_t i = 0; e->of && i < records; i++)
            __builtin_prefetch(&e->of[link_cells(r->table, list[i] & ~BLOCK_FIRST)[e->column]]);
    }
    for (size_t l = 0; l < r->lanes; l++)
        for (size_t i = 0; i < records; i++) {
            uint32_t record = list[i] & ~BLOCK_FIRST, v = slot_of(s, r->slot[l], record);
            lane[i * r->lanes + l] = v ? v : BLOCK_FIRST | record;
        }
}

static inline bool is_owned(const struct running *r, const uint32_t *one, const uint32_t *two,
                            uint32_t record)
{
    for (const struct owner *o = r->owner; o < r->owner + r->rule; o++) {
        size_t alike = 0;
        while (alike < o->lanes && one[o->lane[alike]] == two[o->lane[alike]])
            alike++;
        if (alike == o->lanes && !(o->left_out && o->left_out[record / 64] >> record % 64 & 1))
            return true;
    }
    return false;
}

/* ---- making pairs ---- */

static bool hand_over(const struct running *r, struct pair_worker *w, struct err *err)
{
    size_t pairs = w->pairs;
    unsigned worker = (unsigned)(w - r->worker);

    w->pairs = 0;
    w->own += pairs;
    return pairs == 0 || r->stream->sink(r->stream->with, worker, r->rule, w->job, w->batch, pairs, err);
}

static size_t source_ends(const struct link_table *t, const uint32_t *block, size_t size, size_t row)
{
    uint8_t source = t->source_of[block[row] & ~BLOCK_FIRST];

    while (row < size && t->source_of[block[row] & ~BLOCK_FIRST] == source)
        row++;
    return row;
}

/* A block of the list: its records and their lanes. */
struct block {
    const uint32_t *record, *lane;
    size_t size;
};

/* The pairs of one record with those at [begin, end) of its block. */
static bool make_row(const struct running *r, struct pair_worker *w, const struct block *b, size_t row,
                     size_t begin, size_t end, struct err *err)
{
    const uint32_t *mine = b->lane + row * r->lanes;
    uint32_t record = b->record[row] & ~BLOCK_FIRST;

    for (size_t i = begin; i < end; i++) {
        uint32_t other = b->record[i] & ~BLOCK_FIRST;
        if (is_owned(r, mine, b->lane + i * r->lanes, record))
            continue;
        w->batch[w->pairs++] =
            record < other ? (struct pair){ record, other } : (struct pair){ other, record };
        if (w->pairs == PAIRS_BATCH && !hand_over(r, w, err))
            return false;
    }
    return true;
}

/* A block's rows from `row` up to `stop`. */
static bool make_rows(const struct running *r, struct pair_worker *w, const struct block *b, size_t row,
                      size_t stop, struct err *err)
{
    size_t source = 0, begin, end;

    for (; row < stop; row++) {
        if (row >= source)
            source = r->table->sources > 1 ? source_ends(r->table, b->record, b->size, row) : b->size;
        block_row(&r->stream->order, row, source, b->size, &begin, &end);
        if (!make_row(r, w, b, row, begin, end, err))
            return false;
    }
    return true;
}

/* The end of a stretch that begins at `from`: whole blocks, as many records as STRETCH or a little more. */
static size_t stretch_end(const struct blocks *b, size_t from)
{
    size_t end = from + STRETCH;

    if (end >= b->records)
        return b->records;
    while (end < b->records && !(b->record[end] & BLOCK_FIRST))
        end++;
    return end;
}

static bool make_job(void *with, unsigned worker, size_t job, struct err *err)
{
    const struct running *r = with;
    const struct blocks *b = &r->blocks;
    struct pair_worker *w = &r->worker[worker];
    struct block_job at = b->job[job];
    struct block_job stop = job + 1 < b->jobs ? b->job[job + 1] : (struct block_job){ b->records, 0 };
    size_t begin = 0, end = 0; /* of the stretch whose lanes are there */

    w->job = r->first_job + job;
    while (at.from < stop.from || (at.from == stop.from && at.row < stop.row)) {
        if (at.from >= end) {
            begin = at.from;
            end = stretch_end(b, begin);
            fill_lanes(r, w->lane, b->record + begin, end - begin);
        }
        struct block block = { b->record + at.from, w->lane + (at.from - begin) * r->lanes,
                               block_size(b, at.from) };
        if (!make_rows(r, w, &block, at.row, at.from == stop.from ? stop.row : block.size, err))
            return false;
        at = (struct block_job){ at.from + block.size, 0 };
    }
    return hand_over(r, w, err);
}

/* ---- rule by rule ---- */

static bool hire(struct running *r, unsigned threads, struct arena *a, struct err *err)
{
    r->worker = arena_new(a, struct pair_worker, threads);
    if (!r->worker)
        return err_memory(err, "the pairs of a blocking rule");
    for (unsigned i = 0; i < threads; i++) {
        struct pair_worker *w = &r->worker[i];
        w->batch = arena_new(a, struct pair, PAIRS_BATCH);
        w->lane = arena_new(a, uint32_t, (STRETCH + r->blocks.largest) * r->lanes);
        if (!w->batch || !w->lane)
            return err_memory(err, "the pairs of a blocking rule");
    }
    return true;
}

static bool run_rule(struct running *r, struct arena *a, uint64_t **left_out, struct pairs_done *done,
                     struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    const struct pairs_stream *p = r->stream;
    struct blocks_order order = { .slots = p->slots, .rule = &p->rule[r->rule], .pairs = p->order,
                                  .share = p->share, .seed = p->seed };
    unsigned threads = crew_threads(p->order.threads);

    arena_open_in(&scratch, a, a->cap - a->used);
    if (!blocks_make(&order, &scratch, a, &r->blocks, err))
        return false;
    left_out[r->rule] = r->blocks.left_out;
    find_owners(r, left_out);
    if (!hire(r, threads, &scratch, err))
        return false;
    if (p->jobs_begin && !p->jobs_begin(p->with, r->rule, r->first_job + r->blocks.jobs, err))
        return false;
    if (!crew_run(threads, r->blocks.jobs, make_job, r, err))
        return false;
    r->first_job += r->blocks.jobs;
    done->rule[r->rule] = r->blocks.count;
    for (unsigned i = 0; i < threads; i++)
        done->own[r->rule] += r->worker[i].own;
    done->pairs += done->own[r->rule];
    return true;
}

bool pairs_run(const struct pairs_stream *p, struct arena *a, struct pairs_done *out, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    uint64_t *left_out[LINK_RULES_MAX] = { 0 };
    struct pairs_done done = { 0 };
    struct running *r;

    arena_open_in(&scratch, a, a->cap - a->used);
    r = arena_new(&scratch, struct running, 1);
    if (!r)
        return err_memory(err, "the pairs of a blocking rule");
    r->stream = p;
    r->table = p->slots->table;
    for (r->rule = 0; r->rule < p->rules; r->rule++)
        if (!run_rule(r, &scratch, left_out, &done, err))
            return false;
    *out = done;
    return true;
}

bool pairs_count_rule(const struct link_slots *s, const struct link_rule *rule, const struct pairs_order *o,
                      struct arena *a, struct pairs_count *out, struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct blocks_order order = { .slots = s, .rule = rule, .pairs = *o, .share = 1, .count_only = true };
    struct blocks blocks;

    arena_open_in(&scratch, a, a->cap - a->used);
    if (!blocks_make(&order, &scratch, &scratch, &blocks, err))
        return false;
    *out = blocks.count;
    return true;
}

double pairs_possible(const struct link_table *t, const struct pairs_order *o)
{
    double of[LINK_SOURCES_MAX] = { 0 }, records = t->records, alike = 0;

    for (uint32_t r = 0; r < t->records; r++)
        of[t->sources > 1 ? t->source_of[r] : 0]++;
    for (size_t i = 0; i < LINK_SOURCES_MAX; i++)
        alike += of[i] * (of[i] - 1) / 2;
    return (o->across ? records * (records - 1) / 2 - alike : 0) + (o->within ? alike : 0);
}
