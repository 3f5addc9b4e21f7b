#include "link/model.h"

bool expr_eq(const struct link_expr *a, const struct link_expr *b)
{
    if (a->column != b->column || a->steps != b->steps)
        return false;
    for (uint32_t i = 0; i < a->steps; i++) {
        const struct link_step *one = &a->step[i], *two = &b->step[i];
        if (one->kind != two->kind || one->a != two->a || one->b != two->b)
            return false;
    }
    return true;
}

/* Which expressions a test looks at; the others of its node mean nothing. */
static bool test_eq(const struct link_node *a, const struct link_node *b)
{
    bool left = a->test != TEST_NULL_RIGHT, right = a->test != TEST_NULL_LEFT;

    if (a->test != b->test || a->strict != b->strict || a->threshold != b->threshold)
        return false;
    if ((left && !expr_eq(&a->left, &b->left)) || (right && !expr_eq(&a->right, &b->right)))
        return false;
    return a->test != TEST_KM ||
           (expr_eq(&a->left2, &b->left2) && expr_eq(&a->right2, &b->right2));
}

bool node_eq(const struct link_node *a, const struct link_node *b)
{
    for (;;) { /* to the right in a loop, to the left by recursion: AND chains lean either way */
        if (a->kind != b->kind)
            return false;
        switch (a->kind) {
        case NODE_ALWAYS: return true;
        case NODE_TEST: return test_eq(a, b);
        case NODE_NOT:
            a = a->one;
            b = b->one;
            break;
        case NODE_AND:
        case NODE_OR:
            if (!node_eq(a->one, b->one))
                return false;
            a = a->two;
            b = b->two;
            break;
        }
    }
}

static bool level_is_trained(const struct link_level *l)
{
    return l->null || (!isnan(l->m) && !isnan(l->u));
}

bool model_is_trained(const struct link_model *m)
{
    if (isnan(m->lambda))
        return false;
    for (size_t i = 0; i < m->comparisons; i++)
        for (size_t k = 0; k < m->comparison[i].levels; k++)
            if (!level_is_trained(&m->comparison[i].level[k]))
                return false;
    return true;
}

static bool is_equality_of(const struct link_node *n, const struct link_expr *e)
{
    return n->kind == NODE_TEST && n->test == TEST_EQUAL && expr_eq(&n->left, e) &&
           expr_eq(&n->right, e);
}

double level_term_u(const struct link_comparison *c, size_t level)
{
    const struct link_level *l = &c->level[level];

    if (!l->term_own_u)
        for (size_t i = 0; i < c->levels; i++)
            if (!c->level[i].null && is_equality_of(c->level[i].when, &l->term))
                return c->level[i].u;
    return l->u;
}
