#include "link/random_pairs.h"

#include "base/chance.h"

#define JOB_PAIRS  8192u
#define ROUND_JOBS 16u

struct draw {
    const struct link_table *table;
    const struct random_pairs_order *order;
    struct pattern_crew *crew;
    size_t first;     /* job of this round */
    uint64_t seen[CREW_MAX];
};

/* May these two be compared at all? */
static bool comparable(const struct draw *d, uint32_t one, uint32_t two)
{
    bool same = d->table->source_of[one] == d->table->source_of[two];

    return one != two && (same ? d->order->pairs.within : d->order->pairs.across);
}

/* Pairs on their way to be compared together. */
struct drawn {
    size_t pairs;
    struct pair pair[512];
};

static bool count_drawn(struct draw *d, unsigned worker, struct drawn *b, struct err *err)
{
    size_t pairs = b->pairs;

    b->pairs = 0;
    d->seen[worker] += pairs;
    return pattern_crew_sink(d->crew, worker, 0, 0, b->pair, pairs, err);
}

static bool add_drawn(struct draw *d, unsigned worker, struct drawn *b, uint32_t one, uint32_t two,
                      struct err *err)
{
    if (!comparable(d, one, two))
        return true;
    b->pair[b->pairs++] = (struct pair){ one, two };
    return b->pairs < COUNT_OF(b->pair) || count_drawn(d, worker, b, err);
}

static bool draw_some(void *with, unsigned worker, size_t job, struct err *err)
{
    struct draw *d = with;
    struct drawn drawn;
    struct chance r;

    drawn.pairs = 0;
    chance_open(&r, d->order->seed, d->first + job);
    for (unsigned i = 0; i < JOB_PAIRS; i++) {
        uint32_t one = (uint32_t)chance_below(&r, d->table->records);
        uint32_t two = (uint32_t)chance_below(&r, d->table->records);
        if (!add_drawn(d, worker, &drawn, one, two, err))
            return false;
    }
    return count_drawn(d, worker, &drawn, err);
}

/* Record `job` with all that come after it. */
static bool draw_row(void *with, unsigned worker, size_t job, struct err *err)
{
    struct draw *d = with;
    struct drawn drawn;

    drawn.pairs = 0;
    for (uint32_t two = (uint32_t)job + 1; two < d->table->records; two++)
        if (!add_drawn(d, worker, &drawn, (uint32_t)job, two, err))
            return false;
    return count_drawn(d, worker, &drawn, err);
}

static uint64_t seen_in_all(const struct draw *d)
{
    uint64_t pairs = 0;
    for (unsigned i = 0; i < CREW_MAX; i++)
        pairs += d->seen[i];
    return pairs;
}

/* Has every level but each comparison's rarest been seen often enough? */
static bool seen_enough(const struct draw *d, const struct link_model *m, struct arena *a, bool *enough,
                        struct err *err)
{
    struct patterns p;

    if (!pattern_crew_join(d->crew, a, &p, err))
        return false;
    *enough = true;
    for (size_t c = 0; c < m->comparisons; c++) {
        uint64_t seen[LINK_LEVELS_MAX] = { 0 };
        unsigned shift, bits, few = 0;
        compare_place(d->crew->compare, c, &shift, &bits);
        for (size_t i = 0; i < p.patterns; i++)
            seen[pattern_level(p.at[i].pattern, shift, bits)] += p.at[i].pairs;
        for (size_t l = 0; l < m->comparison[c].levels; l++)
            few += !m->comparison[c].level[l].null && seen[l] < d->order->enough;
        if (few > 1)
            *enough = false;
    }
    return true;
}

static bool draw_rounds(struct draw *d, const struct link_model *m, struct arena *a, struct err *err)
{
    uint64_t rounds = d->order->budget / (JOB_PAIRS * ROUND_JOBS) + 1;
    bool enough = false;

    for (uint64_t round = 0; round < rounds && !enough; round++) {
        d->first = (size_t)round * ROUND_JOBS;
        if (!crew_run(d->crew->threads, ROUND_JOBS, draw_some, d, err) ||
            !seen_enough(d, m, a, &enough, err))
            return false;
    }
    return true;
}

bool random_pairs_draw(const struct link_table *t, const struct compare *c, const struct link_model *m,
                       const struct random_pairs_order *o, struct arena *a, struct random_pairs *out,
                       struct err *err)
{
    double possible = pairs_possible(t, &o->pairs);
    struct arena scratch _cleanup_(arena_close);
    struct pattern_crew crew _cleanup_(pattern_crew_close);
    struct draw d = { .table = t, .order = o, .crew = &crew };
    bool all = possible <= 2 * (double)o->budget;

    arena_open_in(&scratch, a, SIZE_MAX);
    crew = (struct pattern_crew){ 0 };
    if (possible < 1)
        return err_set(err, ERR_INPUT, "there are no two records to compare");
    if (!pattern_crew_open(&crew, c, o->pairs.threads, &scratch, err))
        return false;
    if (all ? !crew_run(crew.threads, t->records, draw_row, &d, err) : !draw_rounds(&d, m, &scratch, err))
        return false;
    out->all = all;
    out->pairs = seen_in_all(&d);
    return pattern_crew_join(&crew, a, &out->patterns, err);
}
