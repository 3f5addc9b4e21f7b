#include "link/link.h"

#include "link/score.h"

static const double THRESHOLD_PROBABILITY = .95;

struct run {
    const struct link_table *t;
    const struct link_order *order;
    struct pairs_order pairs;
    double (*clock)(void);
    struct arena *a;
    struct link_result *r;
};

static double now(const struct run *run)
{
    return run->clock ? run->clock() : 0;
}

/* The model is written to in training; the caller's stays as it is. */
static bool copy_model(const struct link_model *from, struct arena *a, struct link_model *to, struct err *err)
{
    struct link_comparison *c = arena_new(a, struct link_comparison, from->comparisons + 1);

    if (!c)
        return err_memory(err, "the model");
    for (size_t i = 0; i < from->comparisons; i++) {
        struct link_level *level = arena_new(a, struct link_level, from->comparison[i].levels + 1);
        if (!level)
            return err_memory(err, "the model");
        memcpy(level, from->comparison[i].level, from->comparison[i].levels * sizeof *level);
        c[i] = from->comparison[i];
        c[i].level = level;
    }
    *to = *from;
    to->comparison = c;
    return true;
}

/* ---- the phases ---- */

static bool settle_model(struct run *run, struct err *err)
{
    struct link_result *r = run->r;
    struct propose_order order = { .pairs = run->pairs };

    if (run->order->model)
        return copy_model(run->order->model, run->a, &r->model, err) &&
               slots_make(run->t, &r->model, run->pairs.threads, run->a, &r->slots, err);
    r->proposal = arena_new(run->a, struct proposal, 1);
    if (!r->proposal)
        return err_memory(err, "the model");
    if (!model_propose(run->t, &order, run->a, r->proposal, err))
        return false;
    r->model = r->proposal->model;
    if (r->proposal->block_max)
        run->pairs.block_max = r->proposal->block_max;
    return slots_make(run->t, &r->model, run->pairs.threads, run->a, &r->slots, err);
}

static void on_training(void *with, unsigned done, unsigned of)
{
    const struct run *run = with;

    if (run->order->progress)
        run->order->progress(run->order->with, PHASE_TRAIN, done, of);
}

static bool settle_weights(struct run *run, struct err *err)
{
    struct link_result *r = run->r;
    struct train_order order = { .pairs = run->pairs, .seed = run->order->seed, .progress = on_training,
                                 .with = run };

    if (!compare_make(&r->slots, &r->model, run->a, &r->compare, err))
        return false;
    if (!model_is_trained(&r->model) &&
        !model_train(&r->model, &r->slots, r->compare, &order, run->a, &r->training, err))
        return false;
    return compare_weigh(r->compare, &r->model, err);
}

struct rescoring {
    struct run *run;
    struct compare_worker **worker;
};

static double any_weight(void *with, unsigned worker, uint32_t one, uint32_t two)
{
    struct rescoring *s = with;
    const struct compare *c = s->run->r->compare;
    uint32_t first = one < two ? one : two, second = one < two ? two : one;

    return compare_weight(c, compare_pattern(c, s->worker[worker], first, second), first, second);
}

/* Those that only helped to cluster go. An edge's weight is a float: so is what it is measured by. */
static void keep_matches(struct link_result *r)
{
    size_t kept = 0;

    for (size_t i = 0; i < r->edges; i++)
        if (r->edge[i].weight >= (float)r->threshold)
            r->edge[kept++] = r->edge[i];
    r->edges = kept;
}

static bool settle_clusters(struct run *run, struct err *err)
{
    enum { MEMO = 1 << 18 };
    unsigned threads = crew_threads(run->order->threads);
    struct link_result *r = run->r;
    struct arena mine _cleanup_(arena_close);
    struct compare_worker *worker[CREW_MAX];
    struct rescoring with = { run, worker };
    struct cluster_order order = { .threshold = (double)(float)r->threshold,
                                   .plain = run->order->plain_clusters,
                                   .single = r->single,
                                   .weight = any_weight,
                                   .with = &with,
                                   .threads = threads };

    arena_open_in(&mine, run->a, SIZE_MAX);
    for (unsigned i = 0; i < threads; i++)
        if (!compare_worker_make(r->compare, MEMO, &mine, &worker[i], err))
            return false;
    if (!clusters_make(run->t, r->edge, r->edges, &order, run->a, &r->clusters, err))
        return false;
    keep_matches(r);
    return true;
}

/* ---- how sure ---- */

/* Of the matches the model expects: how many of those called are, and how many there are were called. */
static void expect(struct run *run)
{
    struct link_result *r = run->r;
    double called = 0, there = 0;

    for (size_t i = 0; i < LINK_BARS; i++)
        there += r->bar[i].expected;
    for (size_t i = 0; i < r->edges; i++)
        called += weight_probability((double)r->edge[i].weight);
    r->expected_precision = r->edges ? called / (double)r->edges : 1;
    r->expected_recall = there > 0 ? called / there : 1;
    if (r->expected_recall > 1)
        r->expected_recall = 1;
    if (r->proposal)
        r->expected_recall *= r->proposal->reach;
}

static bool within_reach(const struct link_result *r, uint32_t record)
{
    for (size_t i = 0; i < r->model.rules; i++) {
        const struct link_rule *rule = &r->model.rule[i];
        size_t have = 0;
        while (have < rule->parts && slot_of(&r->slots, slot_find(&r->slots, &rule->part[have]), record))
            have++;
        if (have == rule->parts)
            return true;
    }
    return false;
}

static bool measure(struct run *run, struct err *err)
{
    struct link_result *r = run->r;
    bool across = run->pairs.across && !run->pairs.within;

    expect(run);
    for (uint32_t i = 0; i < run->t->records; i++)
        r->unlinkable += !within_reach(r, i);
    r->has_truth = run->t->truth != NULL;
    if (!r->has_truth)
        return true;
    return accuracy_of_pairs(run->t, r->edge, r->edges, (double)(float)r->threshold, across, run->a, &r->pair,
                             err) &&
           accuracy_of_clusters(run->t, &r->clusters, across, run->a, &r->cluster, err);
}

static bool timed(struct run *run, enum link_phase phase, bool (*step)(struct run *, struct err *),
                  struct err *err)
{
    double began = now(run);

    if (!step(run, err))
        return false;
    run->r->seconds[phase] += now(run) - began;
    return true;
}

static bool score(struct run *run, struct err *err)
{
    if (!score_pairs(run->t, run->order, &run->pairs, run->a, run->r, err))
        return false;
    return !run->pairs.across || run->pairs.within ||
           score_singles(run->t, run->order, &run->pairs, run->a, run->r, err);
}

bool link_run(const struct link_table *t, const struct link_order *o, double (*clock)(void), struct arena *a,
              struct link_result *out, struct err *err)
{
    bool several = t->sources > 1;
    struct run run = { .t = t, .order = o, .clock = clock, .a = a };

    run.r = arena_new(a, struct link_result, 1);
    if (!run.r)
        return err_memory(err, "the linkage");
    run.pairs = (struct pairs_order){ .across = several, .within = !several || o->within,
                                      .threads = crew_threads(o->threads) };
    run.r->threshold = isnan(o->threshold) ? probability_weight(THRESHOLD_PROBABILITY) : o->threshold;
    if (!timed(&run, PHASE_BLOCK, settle_model, err) || !timed(&run, PHASE_TRAIN, settle_weights, err) ||
        !timed(&run, PHASE_SCORE, score, err) || !timed(&run, PHASE_CLUSTER, settle_clusters, err) ||
        !measure(&run, err))
        return false;
    *out = *run.r;
    return true;
}
