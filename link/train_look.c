#include "link/train_look.h"

static uint64_t column_bit(uint32_t column)
{
    return UINT64_C(1) << (column < 63 ? column : 63);
}

uint64_t node_columns(const struct link_node *n)
{
    if (!n)
        return 0;
    switch (n->kind) {
    case NODE_AND:
    case NODE_OR: return node_columns(n->one) | node_columns(n->two);
    case NODE_NOT: return node_columns(n->one);
    case NODE_TEST: break;
    case NODE_ALWAYS: return 0;
    }
    uint64_t both = column_bit(n->left.column) | column_bit(n->right.column);
    if (n->test == TEST_NULL_LEFT)
        return column_bit(n->left.column);
    if (n->test == TEST_NULL_RIGHT)
        return column_bit(n->right.column);
    if (n->test == TEST_KM)
        both |= column_bit(n->left2.column) | column_bit(n->right2.column);
    return both;
}

uint64_t rule_columns(const struct link_rule *r)
{
    uint64_t columns = 0;

    for (size_t i = 0; i < r->parts; i++)
        columns |= column_bit(r->part[i].column);
    return columns;
}

uint64_t comparison_columns(const struct link_comparison *c)
{
    uint64_t columns = 0;

    for (size_t l = 0; l < c->levels && columns == 0; l++)
        columns = c->level[l].null ? 0 : node_columns(c->level[l].when);
    return columns;
}

uint64_t setting_columns(const struct link_comparison *c)
{
    uint64_t columns = 0;

    for (size_t l = 0; l < c->levels && c->level[l].null; l++)
        columns |= node_columns(c->level[l].when);
    return columns & ~comparison_columns(c);
}
