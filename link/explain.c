#include "link/explain.h"

/* ---- which record is meant ---- */

/* Counts the records of `id` in the source, or in any when it is t->sources; *out is the first. */
static size_t count_named(const struct link_table *t, size_t source, struct str id, uint32_t *out)
{
    char room[24];
    size_t n = 0;

    for (uint32_t i = 0; i < t->records; i++) {
        if ((source < t->sources && t->source_of[i] != source) || !str_eq(link_id(t, i, room), id))
            continue;
        if (n++ == 0)
            *out = i;
    }
    return n;
}

bool record_find(const struct link_table *t, struct str name, uint32_t *out, struct err *err)
{
    uint32_t found = 0;
    size_t n = 0;

    for (size_t s = 0; s < t->sources; s++) {
        struct str source = t->source[s];
        if (str_starts(name, source) && name.len > source.len && name.at[source.len] == ':')
            n += count_named(t, s, str_from(name, source.len + 1), &found);
    }
    if (n == 0)
        n = count_named(t, t->sources, name, &found);
    if (n == 0)
        return err_set(err, ERR_MISSING, "there is no such record; write it as SOURCE:ID, the file's name "
                                         "and the id as --clusters writes them");
    if (n > 1)
        return err_set(err, ERR_INPUT, "%zu records have that id; write which file's as SOURCE:ID", n);
    *out = found;
    return true;
}

/* ---- what two records have ---- */

struct seeking {
    const struct link_slots *slots;
    uint32_t column[LINK_COLUMNS_MAX]; /* of the table, in the order the model speaks of them */
    size_t columns;
};

static void seek_expr(struct seeking *s, const struct link_expr *e)
{
    size_t slot = slot_find(s->slots, e), i = 0;

    if (slot >= s->slots->slots)
        return;
    uint32_t column = s->slots->slot[slot].column;
    while (i < s->columns && s->column[i] != column)
        i++;
    if (i == s->columns && s->columns < LINK_COLUMNS_MAX)
        s->column[s->columns++] = column;
}

/* Recursion is as deep as the model's conditions nest, which whoever made it has bounded. */
static void seek_columns(struct seeking *s, const struct link_node *n)
{
    switch (n->kind) {
    case NODE_ALWAYS:
        return;
    case NODE_NOT:
        seek_columns(s, n->one);
        return;
    case NODE_AND:
    case NODE_OR:
        seek_columns(s, n->one);
        seek_columns(s, n->two);
        return;
    case NODE_TEST:
        break;
    }
    if (n->test != TEST_NULL_RIGHT)
        seek_expr(s, &n->left);
    if (n->test != TEST_NULL_LEFT)
        seek_expr(s, &n->right);
    if (n->test == TEST_KM) {
        seek_expr(s, &n->left2);
        seek_expr(s, &n->right2);
    }
}

/* What a comparison is about: what it calls missing, else all it looks at. */
static void seek_own_columns(struct seeking *s, const struct link_comparison *c)
{
    for (size_t i = 0; i < c->levels && s->columns == 0; i++)
        if (c->level[i].null)
            seek_columns(s, c->level[i].when);
    for (size_t i = 0; i < c->levels && s->columns == 0; i++)
        seek_columns(s, c->level[i].when);
}

static bool join_values(const struct link_table *t, const struct seeking *s, uint32_t record, struct arena *a,
                        struct str *out, struct err *err)
{
    struct buf b = { .arena = a };

    for (size_t i = 0; i < s->columns; i++) {
        struct str value = link_value(&t->column[s->column[i]], link_cells(t, record)[s->column[i]]);
        if (value.len && b.len)
            buf_add_byte(&b, ' ');
        buf_add(&b, value);
    }
    return buf_done(&b, "the two records' values", out, err);
}

/* What a level says is equal: what its frequency is adjusted for, else what its test of equality compares. */
static const struct link_expr *equal_expr(const struct link_level *l)
{
    const struct link_node *n = l->when;

    if (l->adjusted)
        return &l->term;
    while (n->kind == NODE_AND)
        n = n->one;
    return n->kind == NODE_TEST && n->test == TEST_EQUAL && expr_eq(&n->left, &n->right) ? &n->left : NULL;
}

static double share_of_value(const struct link_table *t, const struct link_slots *s,
                             const struct link_level *l, uint32_t one, uint32_t two)
{
    const struct link_expr *e = equal_expr(l);
    size_t slot = e ? slot_find(s, e) : s->slots;

    if (slot >= s->slots)
        return 0;
    uint32_t value = slot_of(s, slot, one);
    if (value == 0 || value != slot_of(s, slot, two))
        return 0;
    return (double)s->slot[slot].count[value] / (double)t->records;
}

static bool fill_line(const struct link_table *t, const struct link_result *r, size_t comparison,
                      size_t level, uint32_t one, uint32_t two, struct arena *a, struct explain_line *x,
                      struct err *err)
{
    const struct link_comparison *c = &r->model.comparison[comparison];
    const struct link_level *l = &c->level[level];
    struct seeking s = { .slots = &r->slots };

    seek_own_columns(&s, c);
    x->comparison = c->name;
    x->level = l->says;
    x->null = l->null;
    x->m = l->null ? 0 : l->m;
    x->u = l->null ? 0 : l->u;
    x->shared_by = share_of_value(t, &r->slots, l, one, two);
    return join_values(t, &s, one, a, &x->one, err) && join_values(t, &s, two, a, &x->two, err);
}

/* ---- the pair ---- */

static bool shares_rule(const struct link_slots *s, const struct link_rule *rule, uint32_t one, uint32_t two)
{
    for (size_t i = 0; i < rule->parts; i++) {
        size_t slot = slot_find(s, &rule->part[i]);
        uint32_t value = slot_of(s, slot, one);
        if (value == 0 || value != slot_of(s, slot, two))
            return false;
    }
    return true;
}

static void find_rule(const struct link_result *r, uint32_t one, uint32_t two, struct explain *e)
{
    for (size_t i = 0; i < r->model.rules && !e->blocked; i++) {
        e->blocked = shares_rule(&r->slots, &r->model.rule[i], one, two);
        if (e->blocked) {
            e->rule = i;
            e->left_out = r->pairs.rule[i].left_out > 0;
        }
    }
}

static bool name_records(const struct link_table *t, uint32_t one, uint32_t two, struct arena *a,
                         struct explain *e, struct err *err)
{
    char room[24];

    e->source_one = t->source[t->source_of[one]];
    e->source_two = t->source[t->source_of[two]];
    e->id_one = arena_copy(a, link_id(t, one, room));
    e->id_two = arena_copy(a, link_id(t, two, room));
    return (e->id_one.at && e->id_two.at) || err_memory(err, "why two records match");
}

static bool weigh_lines(const struct link_table *t, const struct link_result *r, uint32_t one, uint32_t two,
                        struct arena *a, struct explain *e, struct err *err)
{
    enum { MEMO = 4096 };
    uint32_t first = one < two ? one : two, second = one < two ? two : one;
    double level[LINK_COMPARISONS_MAX], term[LINK_COMPARISONS_MAX];
    struct compare_worker *w;

    if (!compare_worker_make(r->compare, MEMO, a, &w, err))
        return false;
    uint64_t pattern = compare_pattern(r->compare, w, first, second);
    compare_weights(r->compare, pattern, first, second, level, term);
    e->weight = compare_weight(r->compare, pattern, first, second);
    for (size_t i = 0; i < e->lines; i++) {
        unsigned shift, bits;
        compare_place(r->compare, i, &shift, &bits);
        if (!fill_line(t, r, i, pattern_level(pattern, shift, bits), one, two, a, &e->line[i], err))
            return false;
        e->line[i].weight = level[i];
        e->line[i].term = term[i];
    }
    return true;
}

bool explain_make(const struct link_table *t, const struct link_result *r, uint32_t one, uint32_t two,
                  struct arena *a, struct explain *out, struct err *err)
{
    struct explain e = { .prior = probability_weight(r->model.lambda), .threshold = r->threshold,
                         .lines = r->model.comparisons };

    e.line = arena_new(a, struct explain_line, e.lines + 1);
    if (!e.line)
        return err_memory(err, "why two records match");
    if (!name_records(t, one, two, a, &e, err) || !weigh_lines(t, r, one, two, a, &e, err))
        return false;
    find_rule(r, one, two, &e);
    e.probability = weight_probability(e.weight);
    e.same_cluster = r->clusters.of && r->clusters.of[one] == r->clusters.of[two];
    *out = e;
    return true;
}
