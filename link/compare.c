#include "link/compare.h"

#include "link/compare_look.h"

bool compare_make(const struct link_slots *s, const struct link_model *m, struct arena *a,
                  struct compare **out, struct err *err)
{
    struct compare *c = arena_new(a, struct compare, 1);

    if (!c)
        return err_memory(err, "the model's comparisons");
    if (!plan_make(s, m, a, c, err) || !plan_terms(m, a, c, err) || !rows_fill(&c->rows, s, a, err))
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
    return item->base != NO_PLACE && item->is_dear;
}

static size_t count_memos(const struct compare *c)
{
    size_t memos = 0;

    for (size_t i = 0; i < c->comparisons; i++)
        memos += remembers_level(&c->item[i]);
    for (size_t f = 0; f < c->features; f++)
        memos += c->is_remembered[f];
    return memos;
}

static bool make_memos(const struct compare *c, size_t bytes, struct compare_worker *w, struct arena *a,
                       struct err *err)
{
    size_t memos = count_memos(c), each = memos ? bytes / memos : 0;

    for (size_t i = 0; i < c->comparisons; i++) {
        uint32_t values =
            remembers_level(&c->item[i]) ? c->rows.place[c->item[i].base].values : 0;
        if (!memo_make(each, values, values, a, &w->level[i], err))
            return false;
    }
    for (size_t f = 0; f < c->features; f++) {
        const struct feature *e = &c->feature[f];
        bool any = c->is_remembered[f];
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
        w->reached_use = arena_new(a, struct memo_use, c->features);
    }
    if (!w || !w->found || !w->reached || !w->reached_use)
        return err_memory(err, "what values were found to be");
    if (!make_memos(c, memo_bytes, w, a, err))
        return false;
    *out = w;
    return true;
}

/* ---- patterns ---- */

static unsigned base_level(const struct sight *s, size_t i)
{
    const struct plan_item *item = &s->plan->item[i];
    uint32_t one = s->first[item->base], two = s->second[item->base];
    int settled = settled_level(item, one, two);
    unsigned level;

    if (settled != UNSETTLED)
        return (unsigned)settled;
    if (one == 0 || two == 0)
        return find_level(s, item, 0);
    if (!memo_find(&s->worker->level[i], one, two, &level)) {
        level = find_level(s, item, first_level(item, one, two));
        memo_keep(&s->worker->level[i], one, two, level);
    }
    return level;
}

uint64_t compare_pattern(const struct compare *c, struct compare_worker *w, uint32_t one, uint32_t two)
{
    struct sight s = { c, w, rows_at(&c->rows, one < two ? one : two),
                       rows_at(&c->rows, one < two ? two : one) };
    uint64_t pattern = 0;

    w->pair++;
    for (size_t i = 0; i < c->comparisons; i++) {
        const struct plan_item *item = &c->item[i];
        unsigned level = item->base == NO_PLACE ? find_level(&s, item, 0) : base_level(&s, i);
        pattern |= (uint64_t)level << item->shift;
    }
    return pattern;
}
