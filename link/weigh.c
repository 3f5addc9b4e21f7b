#include "link/compare_plan.h"

/* Splink 5 takes m and u for no less than this (M_U_CLAMP_MIN), so that their logarithms are finite. */
#define PROBABILITY_LEAST 1e-300

enum {
    BRIEF_MAX = 4096, /* counts whose terms are worked out once */
    WEIGHED = 256,    /* pairs weighed together */
};

static bool is_adjusted(const struct link_level *l)
{
    return l->adjusted && !l->null && l->when->kind != NODE_ALWAYS;
}

static uint32_t largest_count(const struct link_slot *s)
{
    uint32_t largest = 0;

    for (uint32_t v = 1; v <= s->values; v++)
        largest = s->count[v] > largest ? s->count[v] : largest;
    return largest;
}

static bool plan_term(const struct link_level *l, struct arena *a, struct compare *c,
                      struct plan_term *out, struct err *err)
{
    struct plan_term t = { .on = true, .slot = slot_find(c->slots, &l->term) };
    uint32_t largest = largest_count(&c->slots->slot[t.slot]);

    for (uint32_t v = 1; v <= c->slots->slot[t.slot].values; v++)
        t.records += c->slots->slot[t.slot].count[v];
    t.brief_room = largest < BRIEF_MAX ? largest + 1 : BRIEF_MAX;
    t.brief = arena_new(a, double, t.brief_room);
    if (!t.brief)
        return err_memory(err, "the model's term frequencies");
    if (!rows_place_slot(&c->rows, c->slots, t.slot, a, &t.place, err))
        return false;
    *out = t;
    return true;
}

bool plan_terms(const struct link_model *m, struct arena *a, struct compare *c, struct err *err)
{
    for (size_t i = 0; i < c->comparisons; i++)
        for (size_t l = 0; l < c->item[i].levels; l++) {
            const struct link_level *level = &m->comparison[i].level[l];
            if (is_adjusted(level) && !plan_term(level, a, c, &c->term[i][l], err))
                return false;
        }
    return true;
}

/* ---- from the model's numbers to weights ---- */

static double at_least(double p)
{
    return p > PROBABILITY_LEAST ? p : PROBABILITY_LEAST;
}

static bool is_probability(double p)
{
    return p >= 0 && p <= 1;
}

static double term_for(const struct plan_term *t, uint32_t count)
{
    double share = (double)count / t->records;

    return t->weight * (t->u_log2 - log2(share > t->floor ? share : t->floor));
}

static void weigh_term(const struct link_comparison *from, size_t level, struct plan_term *t)
{
    const struct link_level *l = &from->level[level];

    t->weight = l->term_weight;
    t->floor = l->term_floor;
    t->u_log2 = log2(at_least(level_term_u(from, level)));
    for (uint32_t n = 1; n < t->brief_room; n++)
        t->brief[n] = term_for(t, n);
}

static bool weigh_level(const struct link_comparison *from, size_t i, size_t level, struct compare *c,
                        struct err *err)
{
    const struct link_level *l = &from->level[level];

    c->weight[i][level] = 0;
    if (l->null)
        return true;
    if (!is_probability(l->m) || !is_probability(l->u))
        return err_set(err, ERR_INPUT,
                       "level %zu of comparison %zu has no m or no u between 0 and 1: train the "
                       "model, or say what they are",
                       level + 1, i + 1);
    c->weight[i][level] = log2(at_least(l->m) / at_least(l->u));
    if (!c->term[i][level].on)
        return true;
    if (!is_probability(level_term_u(from, level)) || !(l->term_weight >= 0 && l->term_floor >= 0))
        return err_set(err, ERR_INPUT,
                       "level %zu of comparison %zu has no usable numbers for its term frequency", level + 1,
                       i + 1);
    weigh_term(from, level, &c->term[i][level]);
    return true;
}

bool compare_weigh(struct compare *c, const struct link_model *m, struct err *err)
{
    if (!(m->lambda > 0 && m->lambda < 1))
        return err_set(err, ERR_INPUT,
                       "the model does not say how likely two records match: train it, or give a "
                       "probability above 0 and below 1");
    c->is_weighed = false;
    c->prior = log2(m->lambda / (1 - m->lambda));
    for (size_t i = 0; i < c->comparisons; i++)
        for (size_t l = 0; l < c->item[i].levels; l++)
            if (!weigh_level(&m->comparison[i], i, l, c, err))
                return false;
    c->is_weighed = true;
    return true;
}

/* ---- what a pair is worth ---- */

static inline double term_of(const struct compare *c, const struct plan_term *t, uint32_t one, uint32_t two)
{
    const struct link_slot *s = &c->slots->slot[t->slot];
    uint32_t first = rows_at(&c->rows, one)[t->place], second = rows_at(&c->rows, two)[t->place];
    uint32_t count = first ? s->count[first] : 0;

    if (second && second != first && s->count[second] > count)
        count = s->count[second];
    return count == 0 ? 0 : count < t->brief_room ? t->brief[count] : term_for(t, count);
}

double compare_weight(const struct compare *c, uint64_t pattern, uint32_t one, uint32_t two)
{
    double weight = c->prior;

    for (size_t i = 0; i < c->comparisons; i++) {
        unsigned level = pattern_level(pattern, c->item[i].shift, c->item[i].bits);
        weight += c->weight[i][level];
        if (c->term[i][level].on)
            weight += term_of(c, &c->term[i][level], one, two);
    }
    return weight;
}

/* The terms of one comparison's levels, for a chunk of pairs; the addresses first, then what is there. */
static void add_terms(const struct compare *c, size_t i, const struct pair *pair, const uint64_t *pattern,
                      size_t pairs, double *weight)
{
    const struct plan_item *item = &c->item[i];
    uint16_t open[WEIGHED];
    size_t n = 0;

    for (size_t k = 0; k < pairs; k++)
        if (c->term[i][pattern_level(pattern[k], item->shift, item->bits)].on)
            open[n++] = (uint16_t)k;
    for (size_t k = 0; k < n; k++) {
        const struct plan_term *t = &c->term[i][pattern_level(pattern[open[k]], item->shift, item->bits)];
        const uint32_t *count = c->slots->slot[t->slot].count;
        __builtin_prefetch(&count[rows_at(&c->rows, pair[open[k]].one)[t->place]]);
        __builtin_prefetch(&count[rows_at(&c->rows, pair[open[k]].two)[t->place]]);
    }
    for (size_t k = 0; k < n; k++) {
        const struct plan_term *t = &c->term[i][pattern_level(pattern[open[k]], item->shift, item->bits)];
        weight[open[k]] += term_of(c, t, pair[open[k]].one, pair[open[k]].two);
    }
}

void compare_batch_weights(const struct compare *c, const struct pair *pair, size_t pairs,
                           const uint64_t *pattern, double *weight)
{
    for (size_t done = 0, chunk; done < pairs; done += chunk) {
        chunk = pairs - done < WEIGHED ? pairs - done : WEIGHED;
        for (size_t k = done; k < done + chunk; k++)
            weight[k] = c->prior;
        for (size_t i = 0; i < c->comparisons; i++) {
            for (size_t k = done; k < done + chunk; k++)
                weight[k] += c->weight[i][pattern_level(pattern[k], c->item[i].shift, c->item[i].bits)];
            add_terms(c, i, pair + done, pattern + done, chunk, weight + done);
        }
    }
}

void compare_weights(const struct compare *c, uint64_t pattern, uint32_t one, uint32_t two, double *level,
                     double *term)
{
    for (size_t i = 0; i < c->comparisons; i++) {
        unsigned l = pattern_level(pattern, c->item[i].shift, c->item[i].bits);
        level[i] = c->weight[i][l];
        term[i] = c->term[i][l].on ? term_of(c, &c->term[i][l], one, two) : 0;
    }
}

double weight_probability(double weight)
{
    double odds;

    if (weight >= 0)
        return 1 / (1 + exp2(-weight));
    odds = exp2(weight);
    return odds / (1 + odds);
}

double probability_weight(double p)
{
    return log2(p / (1 - p));
}
