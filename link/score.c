#include "link/score.h"

#include <stdatomic.h>

#define MEMO_BYTES ((size_t)4 << 20)
enum { BLOCK_EDGES = 16384 };

struct edge_block {
    struct edge_block *before;
    size_t edges;
    struct link_edge edge[BLOCK_EDGES];
};

/* What one thread keeps; nothing of it is anyone else's until all are done. */
struct tally {
    struct arena arena;
    struct compare_worker *memo;
    struct edge_block *last;
    uint64_t pairs[LINK_BARS], expected[LINK_BARS], truth[LINK_BARS];
    uint64_t level[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
    uint64_t level_expected[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
    uint64_t inside[LINK_SOURCES_MAX]; /* expected matches inside a source */
    uint64_t pattern[PAIRS_BATCH];     /* of the batch at work */
    double weight[PAIRS_BATCH];
};

struct scorer {
    const struct link_table *t;
    const struct compare *c;
    const struct link_order *order;
    struct tally *tally;
    size_t comparisons;
    unsigned shift[LINK_COMPARISONS_MAX], bits[LINK_COMPARISONS_MAX];
    double threshold;
    bool inside;            /* only what stands inside one source is asked for */
    _Atomic uint64_t done;
    uint64_t of;
};

static double as_share(uint64_t fixed)
{
    return (double)fixed / 4294967296.0;
}

static bool keep_edge(struct tally *w, const struct pair *p, double weight, size_t rule, struct err *err)
{
    struct edge_block *b = w->last;

    if (!b || b->edges == BLOCK_EDGES) {
        b = arena_new(&w->arena, struct edge_block, 1);
        if (!b)
            return err_set(err, ERR_LIMIT,
                           "the matching pairs do not fit the memory; raise --max-memory, or "
                           "the threshold");
        b->before = w->last;
        w->last = b;
    }
    b->edge[b->edges++] = (struct link_edge){ p->one, p->two, (float)weight, (uint32_t)rule };
    return true;
}

static size_t bar_of(double weight)
{
    if (!(weight >= -40))
        return 0;
    return weight >= 40 ? LINK_BARS - 1 : (size_t)(floor(weight) + 40);
}

static void count_pair(const struct scorer *s, struct tally *w, const struct pair *p, uint64_t pattern,
                       double weight)
{
    uint64_t part = (uint64_t)(weight_probability(weight) * 4294967296.0);
    size_t bar = bar_of(weight);

    w->pairs[bar]++;
    w->expected[bar] += part;
    if (s->t->truth && s->t->truth[p->one] && s->t->truth[p->one] == s->t->truth[p->two])
        w->truth[bar]++;
    for (size_t i = 0; i < s->comparisons; i++) {
        unsigned level = pattern_level(pattern, s->shift[i], s->bits[i]);
        w->level[i][level]++;
        w->level_expected[i][level] += part;
    }
}

static bool count_scored(const struct scorer *s, struct tally *w, const struct pair *p, uint64_t pattern,
                         double weight, size_t rule, struct err *err)
{
    if (!s->inside) {
        count_pair(s, w, p, pattern, weight);
        return weight < s->threshold || keep_edge(w, p, weight, rule, err);
    }
    if (s->t->source_of[p->one] == s->t->source_of[p->two])
        w->inside[s->t->source_of[p->one]] += (uint64_t)(weight_probability(weight) * 4294967296.0);
    return true;
}

static bool score_batch(void *with, unsigned worker, size_t rule, size_t job, const struct pair *pair,
                        size_t pairs, struct err *err)
{
    struct scorer *s = with;
    struct tally *w = &s->tally[worker];

    (void)job;
    compare_patterns(s->c, w->memo, pair, pairs, w->pattern);
    compare_batch_weights(s->c, pair, pairs, w->pattern, w->weight);
    for (size_t i = 0; i < pairs; i++)
        if (!count_scored(s, w, &pair[i], w->pattern[i], w->weight[i], rule, err))
            return false;
    uint64_t done = atomic_fetch_add(&s->done, pairs) + pairs;
    if (worker == 0 && s->order->progress)
        s->order->progress(s->order->with, PHASE_SCORE, done, s->of);
    return true;
}

/* Worker arenas count in the one meter, but a refusal ordered by a test is only followed on one thread. */
static bool open_tallies(struct scorer *s, unsigned threads, struct arena *a, struct err *err)
{
    s->tally = arena_new(a, struct tally, threads);
    if (!s->tally)
        return err_memory(err, "what each thread counts");
    for (unsigned i = 0; i < threads; i++) {
        arena_open_in(&s->tally[i].arena, a, SIZE_MAX);
        if (threads > 1)
            s->tally[i].arena.parent = NULL;
    }
    for (unsigned i = 0; i < threads; i++)
        if (!compare_worker_make(s->c, MEMO_BYTES, &s->tally[i].arena, &s->tally[i].memo, err))
            return false;
    return true;
}

static void close_tallies(struct scorer *s, unsigned threads)
{
    for (unsigned i = 0; s->tally && i < threads; i++)
        arena_close(&s->tally[i].arena);
}

static void open_scorer(struct scorer *s, const struct link_table *t, const struct link_order *o,
                        const struct link_result *r)
{
    bool help = !o->plain_clusters && r->threshold > CLUSTER_HELP;

    *s = (struct scorer){ .t = t,
                          .c = r->compare,
                          .order = o,
                          .threshold = help ? CLUSTER_HELP : r->threshold,
                          .comparisons = r->model.comparisons };
    for (size_t i = 0; i < s->comparisons; i++)
        compare_place(r->compare, i, &s->shift[i], &s->bits[i]);
}

/* ---- what all threads found, together ---- */

static void join_counts(const struct scorer *s, unsigned threads, struct link_result *r)
{
    uint64_t expected[LINK_BARS] = { 0 }, level[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX] = { 0 };

    for (unsigned w = 0; w < threads; w++) {
        const struct tally *t = &s->tally[w];
        for (size_t i = 0; i < LINK_BARS; i++) {
            r->bar[i].pairs += t->pairs[i];
            r->bar[i].truth += t->truth[i];
            expected[i] += t->expected[i];
        }
        for (size_t c = 0; c < s->comparisons; c++)
            for (size_t l = 0; l < LINK_LEVELS_MAX; l++) {
                r->level[c][l].pairs += t->level[c][l];
                level[c][l] += t->level_expected[c][l];
            }
    }
    for (size_t i = 0; i < LINK_BARS; i++)
        r->bar[i].expected = as_share(expected[i]);
    for (size_t c = 0; c < s->comparisons; c++)
        for (size_t l = 0; l < LINK_LEVELS_MAX; l++)
            r->level[c][l].expected = as_share(level[c][l]);
}

static int by_records(const void *left, const void *right)
{
    const struct link_edge *a = left, *b = right;

    if (a->one != b->one)
        return a->one < b->one ? -1 : 1;
    return (a->two > b->two) - (a->two < b->two);
}

static bool join_edges(struct scorer *s, unsigned threads, struct arena *a, struct link_result *r,
                       struct err *err)
{
    size_t edges = 0, at = 0;

    for (unsigned w = 0; w < threads; w++)
        for (const struct edge_block *b = s->tally[w].last; b; b = b->before)
            edges += b->edges;
    r->edge = arena_new(a, struct link_edge, edges ? edges : 1);
    if (!r->edge)
        return err_memory(err, "the matching pairs");
    for (unsigned w = 0; w < threads; w++) {
        for (const struct edge_block *b = s->tally[w].last; b; b = b->before) {
            memcpy(r->edge + at, b->edge, b->edges * sizeof *b->edge);
            at += b->edges;
        }
        arena_close(&s->tally[w].arena);
    }
    r->edges = edges;
    qsort(r->edge, edges, sizeof *r->edge, by_records);
    return true;
}

static uint64_t pairs_ahead(const struct link_result *r)
{
    uint64_t pairs = 0;

    if (r->proposal)
        for (size_t i = 0; i < r->proposal->candidates; i++)
            pairs += r->proposal->candidate[i].chosen ? r->proposal->candidate[i].count.pairs : 0;
    return pairs;
}

bool score_pairs(const struct link_table *t, const struct link_order *o, const struct pairs_order *po,
                 struct arena *a, struct link_result *r, struct err *err)
{
    unsigned threads = crew_threads(o->threads);
    struct scorer s;

    open_scorer(&s, t, o, r);
    s.of = pairs_ahead(r);
    struct pairs_stream stream = { .slots = &r->slots, .rule = r->model.rule, .rules = r->model.rules,
                                   .order = *po, .share = 1, .seed = o->seed, .sink = score_batch,
                                   .with = &s };
    bool ok = open_tallies(&s, threads, a, err) && pairs_run(&stream, a, &r->pairs, err);
    if (ok) {
        join_counts(&s, threads, r);
        ok = join_edges(&s, threads, a, r, err);
    }
    close_tallies(&s, threads);
    return ok;
}

/* ---- sources that hold nobody twice ---- */

bool score_singles(const struct link_table *t, const struct link_order *o, const struct pairs_order *po,
                   struct arena *a, struct link_result *r, struct err *err)
{
    static const double SAMPLE = 300000, FEW = 500;
    struct pairs_order both = { .across = false, .within = true, .block_max = po->block_max,
                                .threads = po->threads };
    unsigned threads = crew_threads(o->threads);
    uint64_t records[LINK_SOURCES_MAX] = { 0 }, ahead = pairs_ahead(r);
    double share = (double)ahead > SAMPLE ? SAMPLE / (double)ahead : 1;
    struct pairs_done done;
    struct scorer s;

    open_scorer(&s, t, o, r);
    s.inside = true;
    struct pairs_stream stream = { .slots = &r->slots, .rule = r->model.rule, .rules = r->model.rules,
                                   .order = both, .share = share, .seed = o->seed, .sink = score_batch,
                                   .with = &s };
    for (uint32_t i = 0; i < t->records; i++)
        records[t->source_of[i]]++;
    bool ok = open_tallies(&s, threads, a, err) && pairs_run(&stream, a, &done, err);
    for (size_t i = 0; ok && i < t->sources; i++) {
        uint64_t inside = 0;
        for (unsigned w = 0; w < threads; w++)
            inside += s.tally[w].inside[i];
        r->single[i] = as_share(inside) / share * FEW < (double)records[i];
    }
    close_tallies(&s, threads);
    return ok;
}
