#include "link/compare_plan.h"

enum { DEEPEST = 200 };

/* What a condition can come to. */
enum { CAN_BE_TRUE = 1, CAN_BE_FALSE = 2, CAN_BE_UNKNOWN = 4, CAN_BE_ANY = 7 };

/* What is known of a record's column when a comparison of one column is looked at ahead. */
enum known { KNOWN_MISSING, KNOWN_THERE, KNOWN_NOTHING };
struct ahead {
    const struct compare *plan;
    enum known first, second;
    bool same;              /* both have the same text */
};

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
static void number_steps(const struct compare *c, const struct link_node *from, struct plan_node *node)
{
    if (node->kind == PLAN_STEP)
        node->step = feature_find_step(&c->feature[node->feature], node_step(from));
    if (node->one)
        number_steps(c, from->one, node->one);
    if (node->two)
        number_steps(c, from->two, node->two);
}

/* ---- what a comparison comes to when little is known ---- */

static unsigned missing_ahead(const struct ahead *h, const struct plan_node *n)
{
    enum known known = n->second ? h->second : h->first;

    if (known == KNOWN_MISSING)
        return CAN_BE_TRUE;
    if (known == KNOWN_THERE && !h->plan->slots->slot[n->slot].of)
        return CAN_BE_FALSE;
    return CAN_BE_TRUE | CAN_BE_FALSE;
}

static unsigned step_ahead(const struct ahead *h, const struct plan_node *n)
{
    const struct feature *f = &h->plan->feature[n->feature];
    size_t reached;

    if (h->first == KNOWN_MISSING || h->second == KNOWN_MISSING)
        return CAN_BE_UNKNOWN;
    if (!h->same || !feature_reach_same(f, &reached))
        return CAN_BE_ANY;
    return (reached > n->step ? CAN_BE_TRUE : CAN_BE_FALSE) |
           (h->plan->slots->slot[f->left].of ? CAN_BE_UNKNOWN : 0);
}

/* All that and, or (by `wins`: what one of them alone decides) can make of what each can be. */
static unsigned join_ahead(unsigned one, unsigned two, unsigned wins)
{
    unsigned loses = wins ^ (CAN_BE_TRUE | CAN_BE_FALSE), out = 0;

    if ((one | two) & wins)
        out |= wins;
    if (one & two & loses)
        out |= loses;
    if ((one & CAN_BE_UNKNOWN && two & (CAN_BE_UNKNOWN | loses)) || (two & CAN_BE_UNKNOWN && one & loses))
        out |= CAN_BE_UNKNOWN;
    return out;
}

static unsigned look_ahead(const struct ahead *h, const struct plan_node *n)
{
    unsigned one;

    switch (n->kind) {
    case PLAN_AND: return join_ahead(look_ahead(h, n->one), look_ahead(h, n->two), CAN_BE_FALSE);
    case PLAN_OR: return join_ahead(look_ahead(h, n->one), look_ahead(h, n->two), CAN_BE_TRUE);
    case PLAN_NOT:
        one = look_ahead(h, n->one);
        return (one & CAN_BE_TRUE ? CAN_BE_FALSE : 0) | (one & CAN_BE_FALSE ? CAN_BE_TRUE : 0) |
               (one & CAN_BE_UNKNOWN);
    case PLAN_MISSING: return missing_ahead(h, n);
    case PLAN_STEP: return step_ahead(h, n);
    default: return CAN_BE_TRUE;
    }
}

static int settle(const struct ahead *h, const struct plan_item *item)
{
    for (size_t l = 0; l < item->levels; l++) {
        unsigned can_be = look_ahead(h, item->when[l]);
        if (can_be == CAN_BE_TRUE)
            return (int)l;
        if (can_be & CAN_BE_TRUE)
            return UNSETTLED;
    }
    return UNSETTLED;
}

static void settle_all(const struct compare *c, struct plan_item *item)
{
    item->first_missing = settle(&(struct ahead){ c, KNOWN_MISSING, KNOWN_NOTHING, false }, item);
    item->second_missing = settle(&(struct ahead){ c, KNOWN_NOTHING, KNOWN_MISSING, false }, item);
    item->both_missing = settle(&(struct ahead){ c, KNOWN_MISSING, KNOWN_MISSING, true }, item);
    item->same = settle(&(struct ahead){ c, KNOWN_THERE, KNOWN_THERE, true }, item);
}

/* ---- comparison by comparison ---- */

struct columns {
    uint32_t column;
    bool several;
};

static void see_column(const struct compare *c, size_t slot, struct columns *seen)
{
    uint32_t column = c->slots->slot[slot].column;

    if (seen->column != NO_COLUMN && seen->column != column)
        seen->several = true;
    seen->column = column;
}

static void see_columns(const struct compare *c, const struct plan_node *n, struct columns *seen)
{
    if (n->kind == PLAN_MISSING)
        see_column(c, n->slot, seen);
    if (n->kind == PLAN_STEP) {
        const struct feature *f = &c->feature[n->feature];
        see_column(c, f->left, seen);
        see_column(c, f->right, seen);
        see_column(c, f->left2, seen);
        see_column(c, f->right2, seen);
    }
    if (n->one)
        see_columns(c, n->one, seen);
    if (n->two)
        see_columns(c, n->two, seen);
}

static void touch(struct plan_item *item, size_t slot, const struct feature *f)
{
    size_t i = 0;

    while (i < item->touches && item->touch[i].slot != slot)
        i++;
    if (i == TOUCHES_MAX)
        return;
    if (i == item->touches)
        item->touch[item->touches++] = (struct plan_touch){ .slot = slot };
    item->touch[i].text |= f && feature_is_dear(f);
    item->touch[i].number |= f && !feature_is_dear(f) && f->test != TEST_EQUAL;
}

static void touch_all(const struct compare *c, const struct plan_node *n, struct plan_item *item)
{
    if (n->kind == PLAN_MISSING)
        touch(item, n->slot, NULL);
    if (n->kind == PLAN_STEP) {
        const struct feature *f = &c->feature[n->feature];
        touch(item, f->left, f);
        touch(item, f->right, f);
        touch(item, f->left2, f);
        touch(item, f->right2, f);
    }
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

static void share_features(const struct compare *c, const struct plan_node *n)
{
    if (n->kind == PLAN_STEP)
        c->is_shared[n->feature] = true;
    if (n->one)
        share_features(c, n->one);
    if (n->two)
        share_features(c, n->two);
}

static void look_at_item(struct compare *c, struct plan_item *item)
{
    struct columns seen = { .column = NO_COLUMN };

    for (size_t l = 0; l < item->levels; l++) {
        see_columns(c, item->when[l], &seen);
        touch_all(c, item->when[l], item);
        item->is_dear |= asks_dear(c, item->when[l]);
    }
    item->column = seen.several ? NO_COLUMN : seen.column;
    if (item->column != NO_COLUMN)
        settle_all(c, item);
    for (size_t l = 0; l < item->levels && seen.several; l++)
        share_features(c, item->when[l]);
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
    out->is_shared = arena_new(a, bool, out->features);
    if (!out->is_shared)
        return err_memory(err, "the model's comparisons");
    for (size_t i = 0; i < m->comparisons; i++) {
        for (size_t l = 0; l < out->item[i].levels; l++) {
            number_steps(out, m->comparison[i].level[l].when, when[i][l]);
            out->item[i].when[l] = when[i][l];
        }
        look_at_item(out, &out->item[i]);
    }
    return true;
}
