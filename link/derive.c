#include "link/derive.h"

#include "base/crew.h"
#include "link/derive_list.h"
#include "link/derive_stage.h"

#include <pthread.h>

struct making {
    const struct link_table *table;
    const struct link_model *model;
    struct link_slots *out;
    struct arena *arena;    /* of what stays; locked */
    pthread_mutex_t lock;
    unsigned threads;
    uint32_t *order;        /* jobs: the slots with most values first */
};

/* ---- one slot ---- */

/* Everything a slot's job makes before it is known how big its answer is. */
struct draft {
    struct arena arena;
    struct distinct now;        /* results so far */
    const uint32_t *of;         /* column's value -> result so far; NULL: the same */
    struct intern results[LINK_STEPS_MAX + 1];
    size_t stages;
};

static void close_draft(struct draft *d)
{
    for (size_t i = 0; i < d->stages; i++)
        intern_close(&d->results[i]);
    arena_close(&d->arena);
}

/* Texts, starts and counts of a stage's results. `a` takes them. */
static bool lay_results(const struct intern *results, const struct distinct *in, const uint32_t *of,
                        struct arena *a, struct distinct *out)
{
    char *text = arena_new(a, char, results->pool.bytes + 1);
    uint64_t *start = arena_new(a, uint64_t, (size_t)results->values + 2), at = 0;
    uint32_t *count = arena_new(a, uint32_t, (size_t)results->values + 1), v = 0;

    if (!text || !start || !count)
        return false;
    for (uint32_t name = pool_next(&results->pool, 0); name; name = pool_next(&results->pool, name)) {
        struct str s = interned_text(pool_at(&results->pool, name));
        start[++v] = at;
        memcpy(text + at, s.at, s.len);
        at += s.len;
    }
    start[v + 1] = at;
    for (uint32_t i = 0; i <= in->values; i++)
        count[of[i]] += in->count[i];
    *out = (struct distinct){ results->values, text, start, count };
    return true;
}

/* `of` after `before`, in place of `of` where there is nothing before. */
static const uint32_t *compose(const uint32_t *before, const uint32_t *of, uint32_t values, uint32_t *out)
{
    if (!before)
        return of;
    for (uint32_t v = 0; v <= values; v++)
        out[v] = of[before[v]];
    return out;
}

/* Records that may share a text at most: a per million of them, and never fewer than ten. */
static uint64_t drop_above(const struct link_step *s, uint32_t records)
{
    uint64_t most = s->a > 0 ? (uint64_t)s->a * records / 1000000 : 0;

    return most < 10 ? 10 : most;
}

/* The steps up to the next STEP_DROP_SAME, which begins a stage since it needs the counts before it. */
static bool run_stage(struct making *m, size_t slot, struct draft *d, size_t *step, struct err *err)
{
    const struct link_expr *e = &m->out->slot[slot].expr;
    const struct link_column *column = &m->table->column[m->out->slot[slot].column];
    struct stage s = { .model = m->model, .most = UINT64_MAX, .cleaned = m->out->cleaned[slot] };
    struct intern *results = &d->results[d->stages++];
    struct distinct before = d->now;
    uint32_t *of, *all;

    if (e->step[*step].kind == STEP_DROP_SAME)
        s.most = drop_above(&e->step[(*step)++], m->table->records);
    s.step = &e->step[*step];
    while (*step < e->steps && e->step[*step].kind != STEP_DROP_SAME) {
        s.steps++;
        ++*step;
    }
    if (!stage_run(&s, &before, &d->arena, &of, results, err))
        return false;
    intern_close_slots(results);
    if (!of)
        return true;
    all = d->of ? arena_new(&d->arena, uint32_t, (size_t)column->values + 1) : of;
    if (!all || !lay_results(results, &before, of, &d->arena, &d->now))
        return err_memory(err, "the values of an expression");
    intern_close(results);
    d->of = compose(d->of, of, column->values, all);
    return true;
}

static void *copied(struct arena *a, const void *from, size_t count, size_t size)
{
    void *at = arena_alloc(a, count, size, _Alignof(uint64_t));

    if (at && count)
        memcpy(at, from, count * size);
    return at;
}

static bool add_numbers(struct link_slot *s, struct arena *a)
{
    const struct link_step *last = s->expr.steps ? &s->expr.step[s->expr.steps - 1] : NULL;

    while (last && last > s->expr.step && last->kind == STEP_DROP_SAME)
        last--;
    if (!last || !step_is_number(last))
        return true;
    double *number = arena_new(a, double, (size_t)s->values + 1);
    if (!number)
        return false;
    number[0] = NAN;
    for (uint32_t r = 1; r <= s->values; r++)
        number[r] = step_number(last, slot_text(s, r));
    s->number = number;
    return true;
}

/* What the draft came to, copied to stay; nothing is copied of what is the column's own. */
static bool keep_draft(struct link_slot *s, const struct draft *d, uint32_t values, struct arena *a)
{
    s->values = d->now.values;
    s->text = d->now.text;
    s->start = d->now.start;
    s->count = d->now.count;
    if (d->of) {
        s->of = copied(a, d->of, (size_t)values + 1, sizeof *d->of);
        s->text = copied(a, d->now.text, d->now.start[s->values + 1], 1);
        s->start = copied(a, d->now.start, (size_t)s->values + 2, sizeof *d->now.start);
        s->count = copied(a, d->now.count, (size_t)s->values + 1, sizeof *d->now.count);
        if (!s->of || !s->text || !s->start || !s->count)
            return false;
    }
    return add_numbers(s, a);
}

/* A job's own arena counts in the one meter; a refusal ordered by a test is only followed on one thread. */
static void open_draft(struct draft *d, const struct making *m)
{
    arena_open_in(&d->arena, m->arena, SIZE_MAX);
    if (m->threads > 1)
        d->arena.parent = NULL;
}

static bool make_slot(void *with, unsigned worker, size_t job, struct err *err)
{
    struct making *m = with;
    size_t slot = m->order[job], step = 0;
    struct link_slot *s = &m->out->slot[slot];
    const struct link_column *c = &m->table->column[s->column];
    struct draft d _cleanup_(close_draft) = { .now = { c->values, c->text, c->start, c->count } };
    bool ok = true;

    (void)worker;
    open_draft(&d, m);
    while (ok && step < s->expr.steps)
        ok = run_stage(m, slot, &d, &step, err);
    if (!ok)
        return false;
    pthread_mutex_lock(&m->lock);
    ok = keep_draft(s, &d, c->values, m->arena);
    pthread_mutex_unlock(&m->lock);
    return ok || err_memory(err, "the values of an expression");
}

/* ---- all ---- */

static void order_jobs(struct making *m)
{
    for (uint32_t i = 0; i < m->out->slots; i++) {
        uint32_t values = m->table->column[m->out->slot[i].column].values, at = i;
        for (; at > 0 && m->table->column[m->out->slot[m->order[at - 1]].column].values < values; at--)
            m->order[at] = m->order[at - 1];
        m->order[at] = i;
    }
}

bool slots_make(const struct link_table *t, const struct link_model *m, unsigned threads, struct arena *a,
                struct link_slots *out, struct err *err)
{
    struct link_slots s = { .table = t, .threads = threads };
    struct making making = { .table = t, .model = m, .out = &s, .arena = a,
                             .threads = crew_threads(threads) };
    bool ok;

    if (!list_slots(&s, m, a, err))
        return false;
    s.cleaned = arena_alloc(a, s.slots + 1, sizeof *s.cleaned, _Alignof(uint32_t));
    making.order = arena_new(a, uint32_t, s.slots + 1);
    if (!s.cleaned || !making.order)
        return err_memory(err, "the expressions of the model");
    order_jobs(&making);
    pthread_mutex_init(&making.lock, NULL);
    ok = crew_run(making.threads, s.slots, make_slot, &making, err);
    pthread_mutex_destroy(&making.lock);
    if (ok)
        *out = s;
    return ok;
}

size_t slot_find(const struct link_slots *s, const struct link_expr *e)
{
    size_t i = 0;

    while (i < s->slots && !expr_eq(&s->slot[i].expr, e))
        i++;
    return i;
}

/* from[r] for each result of `f`: the number its text has in `t`. */
static bool translate(const struct link_slot *f, const struct link_slot *t, struct intern *texts,
                      uint32_t *across)
{
    uint32_t same;

    for (uint32_t r = 1; r <= t->values; r++)
        if (!intern_add(texts, slot_text(t, r), &same))
            return false;
    for (uint32_t r = 1; r <= f->values; r++)
        if (!intern_find(texts, slot_text(f, r), &across[r]))
            return false;
    return true;
}

bool slot_across(const struct link_slots *s, size_t from, size_t to, struct arena *a, const uint32_t **out,
                 struct err *err)
{
    const struct link_slot *f = &s->slot[from], *t = &s->slot[to];
    struct intern texts _cleanup_(intern_close) = { 0 };
    uint32_t *across = arena_new(a, uint32_t, (size_t)f->values + 1);

    intern_open(&texts, a);
    if (!across)
        return err_memory(err, "two columns' common values");
    for (uint32_t r = 1; from == to && r <= f->values; r++)
        across[r] = r;
    if (from != to && !translate(f, t, &texts, across))
        return err_memory(err, "two columns' common values");
    *out = across;
    return true;
}
