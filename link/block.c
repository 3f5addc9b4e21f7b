#include "link/block.h"

#include "link/key.h"

struct blocking {
    const struct blocks_order *order;
    struct block_key key;
    uint32_t most;
    struct arena *arena, *keep;
    size_t jobs_room;
    uint64_t in_job;        /* pairs the job at work has so far */
    struct blocks made;
};

/* Takes the block of a run's first record off it: into `out`, and what is of other blocks to the front. */
static size_t take_block(const struct block_key *k, uint64_t *run, size_t *left, uint32_t *out)
{
    uint32_t first = key_record(k, run[0]);
    size_t same = 0, others = 0;

    for (size_t i = 0; i < *left; i++) {
        uint32_t record = key_record(k, run[i]);
        if (k->exact || key_same(k, first, record))
            out[same++] = record;
        else
            run[others++] = run[i];
    }
    *left = others;
    return same;
}

static size_t source_end(const struct link_table *t, const uint32_t *block, size_t size, size_t from)
{
    size_t end = from + 1;

    if (t->sources < 2)
        return size;
    while (end < size && t->source_of[block[end]] == t->source_of[block[from]])
        end++;
    return end;
}

static uint64_t pairs_in(const struct blocking *b, const uint32_t *block, size_t size)
{
    uint64_t all = (uint64_t)size * (size - 1) / 2, alike = 0;
    size_t end;

    for (size_t at = 0; at < size; at = end) {
        end = source_end(b->key.slots->table, block, size, at);
        alike += (uint64_t)(end - at) * (end - at - 1) / 2;
    }
    return (b->order->pairs.across ? all - alike : 0) + (b->order->pairs.within ? alike : 0);
}

static bool leave_out(struct blocking *b, const uint32_t *block, size_t size, uint64_t pairs, struct err *err)
{
    struct blocks *m = &b->made;

    m->count.left_out += size;
    m->count.left_out_pairs += pairs;
    if (b->order->count_only)
        return true;
    if (!m->left_out)
        m->left_out = arena_new(b->keep, uint64_t, (size_t)b->key.slots->table->records / 64 + 1);
    if (!m->left_out)
        return err_memory(err, "the blocks too large");
    for (size_t i = 0; i < size; i++)
        m->left_out[block[i] / 64] |= UINT64_C(1) << block[i] % 64;
    return true;
}

static bool add_job(struct blocking *b, size_t from, size_t row, struct err *err)
{
    struct blocks *m = &b->made;

    if (!arena_grow(b->arena, &m->job, &b->jobs_room, m->jobs, m->jobs + 1, sizeof *m->job))
        return err_memory(err, "the jobs of a blocking rule");
    m->job[m->jobs++] = (struct block_job){ from, row };
    b->in_job = 0;
    return true;
}

/* Puts the block that begins at `from` in jobs: into the last while that has room, row by row where it is
 * large. */
static bool cut_jobs(struct blocking *b, size_t from, size_t size, uint64_t pairs, struct err *err)
{
    const uint32_t *block = b->made.record + from;
    size_t end = 0;

    if ((b->made.jobs == 0 || b->in_job >= JOB_PAIRS) && !add_job(b, from, 0, err))
        return false;
    if (pairs <= JOB_PAIRS) {
        b->in_job += pairs;
        return true;
    }
    for (size_t row = 0; row < size; row++) {
        size_t first, past;
        if (row >= end)
            end = source_end(b->key.slots->table, block, size, row);
        block_row(&b->order->pairs, row, end, size, &first, &past);
        if (b->in_job >= JOB_PAIRS && !add_job(b, from, row, err))
            return false;
        b->in_job += past - first;
    }
    return true;
}

/* Does chance, by the block's key, take it into a sample? */
static bool is_drawn(const struct blocking *b, uint32_t record)
{
    const struct blocks_order *o = b->order;

    return o->share >= 1 || (double)(key_lot(&b->key, record, o->seed) >> 11) * 0x1p-53 < o->share;
}

/* The block's records stand at the end of the list already; they stay when the block is made. */
static bool judge_block(struct blocking *b, size_t size, struct err *err)
{
    struct blocks *m = &b->made;
    uint32_t *block = m->record + m->records;
    uint64_t pairs;

    if (size < 2)
        return true;
    pairs = pairs_in(b, block, size);
    m->count.blocks++;
    m->count.largest = size > m->count.largest ? size : m->count.largest;
    if (size > b->most)
        return leave_out(b, block, size, pairs, err);
    m->count.pairs += pairs;
    if (b->order->count_only || pairs == 0 || !is_drawn(b, block[0]))
        return true;
    if (!cut_jobs(b, m->records, size, pairs, err))
        return false;
    m->largest = size > m->largest ? (uint32_t)size : m->largest;
    block[0] |= BLOCK_FIRST;
    m->records += size;
    return true;
}

static bool find_blocks(struct blocking *b, struct key_list *l, struct err *err)
{
    unsigned shift = b->key.record_bits;
    size_t end;

    b->made.record = (uint32_t *)(void *)l->spare;
    b->made.count.records = l->keys;
    for (size_t at = 0; at < l->keys; at = end) {
        uint64_t key = l->at[at] >> shift;
        for (end = at + 1; end < l->keys && l->at[end] >> shift == key;)
            end++;
        for (size_t left = end - at; left > 1;) {
            size_t size = take_block(&b->key, l->at + at, &left, b->made.record + b->made.records);
            if (!judge_block(b, size, err))
                return false;
        }
    }
    return true;
}

bool blocks_make(const struct blocks_order *o, struct arena *a, struct arena *keep, struct blocks *out,
                 struct err *err)
{
    struct arena scratch _cleanup_(arena_close) = { 0 };
    struct blocking b = { .order = o, .arena = a, .keep = keep };
    struct key_list list;
    uint32_t *record;

    arena_open_in(&scratch, a, a->cap - a->used);
    b.most = o->pairs.block_max ? o->pairs.block_max : BLOCK_WHOLE_MAX;
    key_plan(o->slots, o->rule, o->key_bits, &b.key);
    if (!keys_sort(&b.key, o->pairs.threads, &scratch, &list, err) || !find_blocks(&b, &list, err))
        return false;
    record = b.made.records ? arena_new(a, uint32_t, b.made.records) : NULL;
    if (b.made.records && !record)
        return err_memory(err, "the blocks of a blocking rule");
    if (record)
        memcpy(record, b.made.record, b.made.records * sizeof *record);
    b.made.record = record;
    *out = b.made;
    return true;
}
