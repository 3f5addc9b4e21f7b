#include "link/compare.h"

#include "link/compare_plan.h"
#include "link/memo.h"

enum truth { FALSE_, UNKNOWN, TRUE_ };

/* Two records as their comparison sees them: a row of values each. */
struct sight {
    const struct compare *plan;
    struct compare_worker *worker;
    const uint32_t *first, *second;
};
struct found {
    uint64_t pair;          /* for which of the worker's pairs */
    unsigned reached;       /* steps, and 1; 0: unknown */
};
struct compare_worker {
    uint64_t pair;          /* counts those looked at */
    struct found *found;    /* per feature */
    struct memo level[LINK_COMPARISONS_MAX];
    struct memo *reached;   /* per feature */
};

bool compare_make(const struct link_slots *s, const struct link_model *m, struct arena *a,
                  struct compare **out, struct err *err)
{
    struct compare *c = arena_new(a, struct compare, 1);

    if (!c)
        return err_memory(err, "the model's comparisons");
    if (!plan_make(s, m, a, c, err) || !plan_terms(m, a, c, err))
        return false;
    *out = c;
    return true;
}

void compare_place(const struct compare *c, size_t i, unsigned *shift, unsigned *bits)
{
    *shift = c->item[i].shift;
    *bits = c->item[i].bits;
}

/* ---- a worker ---- */

static bool remembers_level(const struct plan_item *item)
{
    return item->column != NO_COLUMN && item->is_dear;
}

static bool remembers_reach(const struct compare *c, size_t feature)
{
    return c->is_shared[feature] && feature_is_dear(&c->feature[feature]);
}

static size_t count_memos(const struct compare *c)
{
    size_t memos = 0;

    for (size_t i = 0; i < c->comparisons; i++)
        memos += remembers_level(&c->item[i]);
    for (size_t f = 0; f < c->features; f++)
        memos += remembers_reach(c, f);
    return memos;
}

static bool make_memos(const struct compare *c, size_t bytes, struct compare_worker *w, struct arena *a,
                       struct err *err)
{
    size_t memos = count_memos(c), each = memos ? bytes / memos : 0;

    for (size_t i = 0; i < c->comparisons; i++) {
        uint32_t values =
            remembers_level(&c->item[i]) ? c->slots->table->column[c->item[i].column].values : 0;
        if (!memo_make(each, values, values, a, &w->level[i], err))
            return false;
    }
    for (size_t f = 0; f < c->features; f++) {
        const struct feature *e = &c->feature[f];
        bool any = remembers_reach(c, f);
        if (!memo_make(each, any ? c->slots->slot[e->left].values : 0,
                       any ? c->slots->slot[e->right].values : 0, a, &w->reached[f], err))
            return false;
    }
    return true;
}

bool compare_worker_make(const struct compare *c, size_t memo_bytes, struct arena *a,
                         struct compare_worker **out, struct err *err)
{
    struct compare_worker *w = arena_new(a, struct compare_worker, 1);

    if (w) {
        w->found = arena_new(a, struct found, c->features);
        w->reached = arena_new(a, struct memo, c->features);
    }
    if (!w || !w->found || !w->reached)
        return err_memory(err, "what values were found to be");
    if (!make_memos(c, memo_bytes, w, a, err))
        return false;
    *out = w;
    return true;
}

/* ---- is a condition true of two records? ---- */

static inline uint32_t result_in(const struct sight *s, size_t slot, const uint32_t *row)
{
    const struct link_slot *e = &s->plan->slots->slot[slot];
    uint32_t value = row[e->column];

    return e->of ? e->of[value] : value;
}

static unsigned reach_anew(const struct sight *s, size_t feature)
{
    const struct feature *f = &s->plan->feature[feature];
    const struct memo *memo = &s->worker->reached[feature];
    struct feature_pair p = { .left = result_in(s, f->left, s->first),
                              .right = result_in(s, f->right, s->second) };
    unsigned reached;

    if (p.left == 0 || p.right == 0)
        return 0;
    if (f->test == TEST_KM) {
        p.left2 = result_in(s, f->left2, s->first);
        p.right2 = result_in(s, f->right2, s->second);
        if (p.left2 == 0 || p.right2 == 0)
            return 0;
    }
    if (memo_find(memo, p.left, p.right, &reached))
        return reached;
    reached = 1 + (unsigned)feature_reach(f, s->plan->slots, &p);
    if (reached <= MEMO_ANSWER_MAX)
        memo_keep(memo, p.left, p.right, reached);
    return reached;
}

static enum truth step_truth(const struct sight *s, const struct plan_node *n)
{
    struct found *f = &s->worker->found[n->feature];

    if (f->pair != s->worker->pair)
        *f = (struct found){ s->worker->pair, reach_anew(s, n->feature) };
    if (f->reached == 0)
        return UNKNOWN;
    return f->reached > n->step + 1 ? TRUE_ : FALSE_;
}

static enum truth truth_of(const struct sight *s, const struct plan_node *n)
{
    enum truth one, two;

    switch (n->kind) {
    case PLAN_AND:
        one = truth_of(s, n->one);
        two = one == FALSE_ ? one : truth_of(s, n->two);
        return two < one ? two : one;
    case PLAN_OR:
        one = truth_of(s, n->one);
        two = one == TRUE_ ? one : truth_of(s, n->two);
        return two > one ? two : one;
    case PLAN_NOT:
        return (enum truth)(TRUE_ - truth_of(s, n->one));
    case PLAN_MISSING:
        return result_in(s, n->slot, n->second ? s->second : s->first) == 0 ? TRUE_ : FALSE_;
    case PLAN_STEP:
        return step_truth(s, n);
    default:
        return TRUE_;
    }
}

static unsigned find_level(const struct sight *s, const struct plan_item *item)
{
    unsigned level = 0;

    while (level + 1 < item->levels && truth_of(s, item->when[level]) != TRUE_)
        level++;
    return level;
}

/* ---- patterns ---- */

static unsigned column_level(const struct sight *s, size_t i)
{
    const struct plan_item *item = &s->plan->item[i];
    uint32_t one = s->first[item->column], two = s->second[item->column];
    int settled = one == two ? (one ? item->same : item->both_missing) :
                  one == 0   ? item->first_missing :
                  two == 0   ? item->second_missing :
                               UNSETTLED;
    unsigned level;

    if (settled != UNSETTLED)
        return (unsigned)settled;
    if (one == 0 || two == 0)
        return find_level(s, item);
    if (!memo_find(&s->worker->level[i], one, two, &level)) {
        level = find_level(s, item);
        memo_keep(&s->worker->level[i], one, two, level);
    }
    return level;
}

uint64_t compare_pattern(const struct compare *c, struct compare_worker *w, uint32_t one, uint32_t two)
{
    const struct link_table *t = c->slots->table;
    struct sight s = { c, w, link_cells(t, one < two ? one : two), link_cells(t, one < two ? two : one) };
    uint64_t pattern = 0;

    w->pair++;
    for (size_t i = 0; i < c->comparisons; i++) {
        const struct plan_item *item = &c->item[i];
        unsigned level = item->column == NO_COLUMN ? find_level(&s, item) : column_level(&s, i);
        pattern |= (uint64_t)level << item->shift;
    }
    return pattern;
}
