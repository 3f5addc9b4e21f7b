#include "link/compare_plan.h"

enum { DEEPEST = 200 };

struct planning {
    const struct link_slots *slots;
    struct arena *arena;
    size_t features_room;
    size_t comparison;      /* at work, from 0 */
    struct compare *plan;
};

/* ---- from the model's conditions to features ---- */

static bool wants_number(enum link_test_kind t)
{
    return t == TEST_DAYS || t == TEST_NUMBER || t == TEST_NUMBER_SHARE || t == TEST_KM;
}

static bool has_numbers(const struct link_slots *s, size_t slot)
{
    return s->slot[slot].number || s->slot[slot].values == 0;
}

static bool check_test(const struct planning *p, const struct link_node *n, const struct feature *f,
                       struct err *err)
{
    const struct link_slots *s = p->slots;

    if (isnan(n->threshold))
        return err_set(err, ERR_INPUT, "comparison %zu of the model has a threshold that is no number",
                       p->comparison + 1);
    if (wants_number(n->test) && !(has_numbers(s, f->left) && has_numbers(s, f->right) &&
                                   has_numbers(s, f->left2) && has_numbers(s, f->right2)))
        return err_set(err, ERR_INPUT,
                       "comparison %zu of the model counts days or numbers of a column that is not "
                       "read as a date or a number; read it as one first",
                       p->comparison + 1);
    return true;
}

static bool is_same_feature(const struct feature *a, const struct feature *b)
{
    return a->test == b->test && a->left == b->left && a->right == b->right && a->left2 == b->left2 &&
           a->right2 == b->right2;
}

/* Finds the test's feature, or adds it; its step is added when it is new. */
static bool add_feature(struct planning *p, const struct link_node *n, size_t *out, struct err *err)
{
    struct compare *c = p->plan;
    struct feature f = { .test = n->test, .left = slot_find(p->slots, &n->left),
                         .right = slot_find(p->slots, &n->right) };
    size_t i = 0;

    f.left2 = n->test == TEST_KM ? slot_find(p->slots, &n->left2) : f.left;
    f.right2 = n->test == TEST_KM ? slot_find(p->slots, &n->right2) : f.right;
    if (!check_test(p, n, &f, err))
        return false;
    while (i < c->features && !is_same_feature(&c->feature[i], &f))
        i++;
    if (i == c->features) {
        if (f.test == TEST_EQUAL && f.left != f.right &&
            !slot_across(p->slots, f.left, f.right, p->arena, &f.across, err))
            return false;
        if (!arena_grow(p->arena, &c->feature, &p->features_room, i, i + 1, sizeof f))
            return err_memory(err, "the model's comparisons");
        c->feature[c->features++] = f;
    }
    *out = i;
    return true;
}

static struct feature_step node_step(const struct link_node *n)
{
    return n->test == TEST_EQUAL ? (struct feature_step){ .threshold = 1 } :
                                   (struct feature_step){ n->threshold, n->strict };
}

static bool plan_test(struct planning *p, const struct link_node *n, struct plan_node *out, struct err *err)
{
    bool second = n->test == TEST_NULL_RIGHT;

    if (second || n->test == TEST_NULL_LEFT) {
        *out = (struct plan_node){ .kind = PLAN_MISSING, .second = second,
                                   .slot = slot_find(p->slots, second ? &n->right : &n->left) };
        return true;
    }
    *out = (struct plan_node){ .kind = PLAN_STEP };
    return add_feature(p, n, &out->feature, err) &&
           feature_add_step(&p->plan->feature[out->feature], node_step(n), p->arena, err);
}

static bool plan_tree(struct planning *p, const struct link_node *n, unsigned depth, struct plan_node **out,
                      struct err *err)
{
    static const enum plan_kind KIND[] = { [NODE_AND] = PLAN_AND,
                                           [NODE_OR] = PLAN_OR,
                                           [NODE_NOT] = PLAN_NOT,
                                           [NODE_TEST] = PLAN_STEP,
                                           [NODE_ALWAYS] = PLAN_ALWAYS };
    struct plan_node *node, *one = NULL, *two = NULL;

    if (depth > DEEPEST)
        return err_set(err, ERR_INPUT, "comparison %zu of the model nests its conditions deeper than %d",
                       p->comparison + 1, DEEPEST);
    node = arena_new(p->arena, struct plan_node, 1);
    if (!node)
        return err_memory(err, "the model's comparisons");
    node->kind = KIND[n->kind];
    if (n->kind == NODE_TEST && !plan_test(p, n, node, err))
        return false;
    if ((n->kind == NODE_AND || n->kind == NODE_OR || n->kind == NODE_NOT) &&
        !plan_tree(p, n->one, depth + 1, &one, err))
        return false;
    if ((n->kind == NODE_AND || n->kind == NODE_OR) && !plan_tree(p, n->two, depth + 1, &two, err))
        return false;
    node->one = one;
    node->two = two;
    *out = node;
    return true;
}

/* A test's step is its place among all steps of the feature: known when all are there. */
static bool place_tree(struct planning *p, const struct link_node *from, struct plan_node *node,
                       struct err *err)
{
    struct compare *c = p->plan;

    if (node->kind == PLAN_STEP) {
        const struct plan_sides *side = &c->side[node->feature];
        node->step = feature_find_step(&c->feature[node->feature], node_step(from));
        node->first_place = side->left;
        node->second_place = side->right;
        if (c->feature[node->feature].test == TEST_EQUAL && side->same != UNSETTLED)
            node->kind = PLAN_SAME;
    }
    if (node->kind == PLAN_MISSING &&
        !rows_place_slot(&c->rows, p->slots, node->slot, p->arena,
                         node->second ? &node->second_place : &node->first_place, err))
        return false;
    if ((node->one && !place_tree(p, from->one, node->one, err)) ||
        (node->two && !place_tree(p, from->two, node->two, err)))
        return false;
    if (node->kind == PLAN_OR && node->one && node->two && node->one->kind == PLAN_MISSING &&
        node->two->kind == PLAN_MISSING && !node->one->second && node->two->second) {
        node->kind = PLAN_EITHER_MISSING;
        node->first_place = node->one->first_place;
        node->second_place = node->two->second_place;
    }
    return true;
}

static bool place_features(struct planning *p, struct err *err)
{
    struct compare *c = p->plan;

    c->side = arena_new(p->arena, struct plan_sides, c->features);
    c->is_remembered = arena_new(p->arena, bool, c->features);
    if (!c->side || !c->is_remembered)
        return err_memory(err, "the model's comparisons");
    for (size_t i = 0; i < c->features; i++) {
        const struct feature *f = &c->feature[i];
        struct plan_sides *side = &c->side[i];
        size_t reached;
        side->same = feature_reach_same(f, &reached) ? (int)reached : UNSETTLED;
        if (!rows_place_slot(&c->rows, p->slots, f->left, p->arena, &side->left, err) ||
            !rows_place_slot(&c->rows, p->slots, f->right, p->arena, &side->right, err) ||
            !rows_place_slot(&c->rows, p->slots, f->left2, p->arena, &side->left2, err) ||
            !rows_place_slot(&c->rows, p->slots, f->right2, p->arena, &side->right2, err))
            return false;
    }
    return true;
}

/* ---- comparison by comparison ---- */

/* The slots a comparison looks at: is there one that all others are made of? */
struct seen {
    bool any, several;      /* several: of more columns than one */
    uint32_t column;
    size_t base;
    bool is_raw;            /* none of the slots is; the column is */
};

/* Is what `e` gives made of what `base` gives? */
static bool is_made_of(const struct link_expr *e, const struct link_expr *base)
{
    struct link_expr begin = *e;

    if (e->steps < base->steps)
        return false;
    begin.steps = base->steps;
    return expr_eq(&begin, base);
}

static void see_slot(const struct compare *c, size_t slot, struct seen *seen)
{
    const struct link_slot *all = c->slots->slot, *e = &all[slot];

    if (!seen->any) {
        *seen = (struct seen){ .any = true, .column = e->column, .base = slot };
        return;
    }
    seen->several |= e->column != seen->column;
    if (is_made_of(&all[seen->base].expr, &e->expr))
        seen->base = slot;
    else if (!is_made_of(&e->expr, &all[seen->base].expr))
        seen->is_raw = true;
}

static void see_slots(const struct compare *c, const struct plan_node *n, struct seen *seen)
{
    if (n->kind == PLAN_MISSING)
        see_slot(c, n->slot, seen);
    if (n->kind == PLAN_STEP || n->kind == PLAN_SAME) {
        const struct feature *f = &c->feature[n->feature];
        see_slot(c, f->left, seen);
        see_slot(c, f->right, seen);
        see_slot(c, f->left2, seen);
        see_slot(c, f->right2, seen);
    }
    if (n->one)
        see_slots(c, n->one, seen);
    if (n->two)
        see_slots(c, n->two, seen);
}

static void touch(struct plan_item *item, size_t slot, uint32_t place, const struct feature *f)
{
    size_t i = 0;

    while (i < item->touches && item->touch[i].slot != slot)
        i++;
    if (i == TOUCHES_MAX)
        return;
    if (i == item->touches)
        item->touch[item->touches++] = (struct plan_touch){ .slot = slot, .place = place };
    item->touch[i].text |= feature_is_dear(f);
    item->touch[i].number |= !feature_is_dear(f);
}

static void touch_feature(const struct compare *c, size_t feature, struct plan_item *item)
{
    const struct feature *f = &c->feature[feature];
    const struct plan_sides *side = &c->side[feature];
    size_t i = 0;

    if (f->test == TEST_EQUAL)
        return;
    touch(item, f->left, side->left, f);
    touch(item, f->right, side->right, f);
    touch(item, f->left2, side->left2, f);
    touch(item, f->right2, side->right2, f);
    while (i < item->asks && item->ask[i] != feature)
        i++;
    if (i == item->asks && i < TOUCHES_MAX && item->base == NO_PLACE && feature_is_dear(f))
        item->ask[item->asks++] = feature;
}

static void touch_all(const struct compare *c, const struct plan_node *n, struct plan_item *item)
{
    if (n->kind == PLAN_STEP)
        touch_feature(c, n->feature, item);
    if (n->one)
        touch_all(c, n->one, item);
    if (n->two)
        touch_all(c, n->two, item);
}

static bool asks_dear(const struct compare *c, const struct plan_node *n)
{
    return (n->kind == PLAN_STEP && feature_is_dear(&c->feature[n->feature])) ||
           (n->one && asks_dear(c, n->one)) || (n->two && asks_dear(c, n->two));
}

static void remember_features(const struct compare *c, const struct plan_node *n)
{
    if (n->kind == PLAN_STEP && feature_is_dear(&c->feature[n->feature]))
        c->is_remembered[n->feature] = true;
    if (n->one)
        remember_features(c, n->one);
    if (n->two)
        remember_features(c, n->two);
}

static bool find_base(struct planning *p, const struct seen *seen, uint32_t *out, struct err *err)
{
    *out = NO_PLACE;
    if (!seen->any || seen->several)
        return true;
    if (seen->is_raw)
        return rows_place_column(&p->plan->rows, p->slots, seen->column, p->arena, out, err);
    return rows_place_slot(&p->plan->rows, p->slots, seen->base, p->arena, out, err);
}

static bool look_at_item(struct planning *p, struct plan_item *item, struct err *err)
{
    struct compare *c = p->plan;
    struct seen seen = { 0 };

    for (size_t l = 0; l < item->levels; l++) {
        see_slots(c, item->when[l], &seen);
        item->is_dear |= asks_dear(c, item->when[l]);
    }
    if (!find_base(p, &seen, &item->base, err))
        return false;
    if (item->base != NO_PLACE)
        plan_settle(c, item);
    for (size_t l = 0; l < item->levels; l++) {
        touch_all(c, item->when[l], item);
        if (item->base == NO_PLACE)
            remember_features(c, item->when[l]);
    }
    return true;
}

static bool check_levels(const struct link_comparison *c, size_t i, struct err *err)
{
    if (c->levels == 0 || c->levels > LINK_LEVELS_MAX)
        return err_set(err, ERR_INPUT, "comparison %zu of the model has %zu levels; give it 1 to %u", i + 1,
                       c->levels, LINK_LEVELS_MAX);
    if (c->level[c->levels - 1].when->kind != NODE_ALWAYS)
        return err_set(err, ERR_INPUT,
                       "comparison %zu of the model has no last level for all other pairs; add "
                       "one (ELSE)",
                       i + 1);
    return true;
}

static bool plan_places(const struct link_model *m, struct compare *c, struct err *err)
{
    unsigned shift = 0;

    if (m->comparisons == 0 || m->comparisons > LINK_COMPARISONS_MAX)
        return err_set(err, ERR_INPUT, "the model has %zu comparisons; give it 1 to %u", m->comparisons,
                       LINK_COMPARISONS_MAX);
    for (size_t i = 0; i < m->comparisons; i++) {
        struct plan_item *item = &c->item[i];
        if (!check_levels(&m->comparison[i], i, err))
            return false;
        item->levels = m->comparison[i].levels;
        item->bits = 1;
        while ((size_t)1 << item->bits < item->levels)
            item->bits++;
        item->shift = shift;
        shift += item->bits;
    }
    c->comparisons = m->comparisons;
    if (shift > 64)
        return err_set(err, ERR_INPUT,
                       "the model's comparisons have more levels than can be told apart: %u bits, "
                       "64 are there; leave out levels or comparisons",
                       shift);
    return true;
}

bool plan_make(const struct link_slots *s, const struct link_model *m, struct arena *a, struct compare *out,
               struct err *err)
{
    struct planning p = { .slots = s, .arena = a, .plan = out };
    struct plan_node *when[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX] = { 0 };

    *out = (struct compare){ .slots = s };
    if (!plan_places(m, out, err))
        return false;
    for (size_t i = 0; i < m->comparisons; i++) {
        p.comparison = i;
        for (size_t l = 0; l < out->item[i].levels; l++)
            if (!plan_tree(&p, m->comparison[i].level[l].when, 0, &when[i][l], err))
                return false;
    }
    if (!place_features(&p, err))
        return false;
    for (size_t i = 0; i < m->comparisons; i++) {
        for (size_t l = 0; l < out->item[i].levels; l++) {
            if (!place_tree(&p, m->comparison[i].level[l].when, when[i][l], err))
                return false;
            out->item[i].when[l] = when[i][l];
        }
        if (!look_at_item(&p, &out->item[i], err))
            return false;
    }
    return true;
}
