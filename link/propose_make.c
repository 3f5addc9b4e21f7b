#include "link/propose_make.h"

struct link_expr expr_of(uint32_t column)
{
    return (struct link_expr){ .column = column };
}

struct link_expr expr_then(struct link_expr e, enum link_step_kind kind, int32_t a, int32_t b)
{
    e.step[e.steps++] = (struct link_step){ .kind = kind, .a = a, .b = b };
    return e;
}

struct link_expr expr_clean(uint32_t column, enum link_role role)
{
    return expr_then(expr_of(column), STEP_CLEAN, (int32_t)role, 0);
}

static struct link_node *node_new(struct maker *k, enum link_node_kind kind)
{
    struct link_node *n = arena_new(k->arena, struct link_node, 1);

    if (n == NULL)
        k->failed = true;
    else
        n->kind = kind;
    return n;
}

const struct link_node *node_test(struct maker *k, enum link_test_kind test, struct link_expr left,
                                  struct link_expr right, double threshold)
{
    struct link_node *n = node_new(k, NODE_TEST);

    if (n != NULL) {
        n->test = test;
        n->left = left;
        n->right = right;
        n->threshold = threshold;
    }
    return n;
}

const struct link_node *node_same(struct maker *k, enum link_test_kind test, struct link_expr e,
                                  double threshold)
{
    return node_test(k, test, e, e, threshold);
}

static const struct link_node *node_joined(struct maker *k, enum link_node_kind kind,
                                           const struct link_node *one, const struct link_node *two)
{
    struct link_node *n = node_new(k, kind);

    if (n != NULL) {
        n->one = one;
        n->two = two;
    }
    return n;
}

const struct link_node *node_and(struct maker *k, const struct link_node *one, const struct link_node *two)
{
    return node_joined(k, NODE_AND, one, two);
}

const struct link_node *node_or(struct maker *k, const struct link_node *one, const struct link_node *two)
{
    return node_joined(k, NODE_OR, one, two);
}

const struct link_node *node_not(struct maker *k, const struct link_node *one)
{
    return node_joined(k, NODE_NOT, one, NULL);
}

const struct link_node *node_missing(struct maker *k, struct link_expr e)
{
    return node_or(k, node_same(k, TEST_NULL_LEFT, e, 0), node_same(k, TEST_NULL_RIGHT, e, 0));
}

const struct link_node *node_always(struct maker *k)
{
    return node_new(k, NODE_ALWAYS);
}

void comparison_begin(struct maker *k, struct str name, const char *says)
{
    struct link_comparison *c = &k->comparison[k->comparisons++];

    c->name = name;
    c->says = str_of(says);
    c->levels = 0;
    c->m_with = 0;
    c->level = arena_new(k->arena, struct link_level, LINK_LEVELS_MAX);
    if (c->level == NULL)
        k->failed = true;
}

struct link_level *level_add(struct maker *k, const char *says, const struct link_node *when)
{
    struct link_comparison *c = &k->comparison[k->comparisons - 1];

    if (k->failed || c->levels == LINK_LEVELS_MAX)
        return NULL;
    struct link_level *l = &c->level[c->levels++];
    *l = (struct link_level){ .says = str_of(says), .when = when, .m = NAN, .u = NAN };
    return l;
}

void level_null(struct maker *k, const char *says, const struct link_node *when)
{
    struct link_level *l = level_add(k, says, when);

    if (l != NULL)
        l->null = true;
}

void level_adjusted(struct maker *k, const char *says, const struct link_node *when, struct link_expr term,
                    double weight)
{
    struct link_level *l = level_add(k, says, when);

    if (l != NULL) {
        l->adjusted = true;
        l->term = term;
        l->term_weight = weight;
    }
}
