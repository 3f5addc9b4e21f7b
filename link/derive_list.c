#include "link/derive_list.h"

#include "base/buf.h"
#include "link/loader_union.h"

struct list {
    struct link_slots *slots;
    const struct link_model *model;
    struct arena *arena;
    size_t room;
    int64_t *column;    /* the model's -> the table's; -1: not looked for yet */
};

/* ---- a column ---- */

static bool find_by_key(const struct link_table *t, struct str name, struct arena *a, size_t *out,
                        bool *found)
{
    struct str wanted, key;

    *found = false;
    if (!name_key(name, a, &wanted))
        return false;
    for (size_t i = 0; i < t->columns && !*found; i++) {
        if (!name_key(t->column[i].name, a, &key))
            return false;
        *found = str_eq(key, wanted);
        *out = i;
    }
    return true;
}

/* Of several with the role, the one that is meant by it. */
static bool find_by_role(const struct link_table *t, enum link_role role, size_t *out)
{
    bool found = false;

    for (size_t i = 0; i < t->columns && role != ROLE_NONE; i++)
        if (t->column[i].role == role && (!found || t->column[i].bears)) {
            *out = i;
            found = true;
        }
    return found;
}

static bool find_column(const struct link_table *t, struct str name, struct arena *a, size_t *out,
                        bool *found)
{
    for (size_t i = 0; i < t->columns; i++)
        if (str_eq(t->column[i].name, name)) {
            *out = i;
            *found = true;
            return true;
        }
    if (!find_by_key(t, name, a, out, found))
        return false;
    *found = *found || find_by_role(t, role_of(name), out);
    return true;
}

/* A column's name is the file's own word, not a record's. */
struct said {
    struct str label;
};

static bool no_such_column(const struct link_table *t, struct str name, struct arena *a, struct err *err)
{
    struct said missing = { name }, there;
    struct buf b = { .arena = a };

    for (size_t i = 0; i < t->columns; i++) {
        if (i)
            buf_add_text(&b, ", ");
        buf_add(&b, t->column[i].name);
    }
    if (!buf_done(&b, "the columns' names", &there.label, err))
        return false;
    missing.label.len = missing.label.len < 60 ? missing.label.len : 60;
    there.label.len = there.label.len < 200 ? there.label.len : 200;
    return err_set(err, ERR_INPUT, "the model speaks of a column " STR_FMT ", which no file has; there are "
                   STR_FMT, STR_ARG(missing.label), STR_ARG(there.label));
}

static bool column_of(struct list *l, uint32_t column, uint32_t *out, struct err *err)
{
    const struct link_table *t = l->slots->table;
    bool found;
    size_t at = 0;

    if (column >= l->model->columns)
        return err_set(err, ERR_BUG, "an expression speaks of a column its model has not");
    if (l->column[column] < 0) {
        if (!find_column(t, l->model->column[column], l->arena, &at, &found))
            return err_memory(err, "the model's columns");
        if (!found)
            return no_such_column(t, l->model->column[column], l->arena, err);
        l->column[column] = (int64_t)at;
    }
    *out = (uint32_t)l->column[column];
    return true;
}

/* ---- expressions ---- */

static bool add(struct list *l, const struct link_expr *e, struct err *err)
{
    struct link_slots *s = l->slots;

    if (slot_find(s, e) < s->slots)
        return true;
    if (e->steps > LINK_STEPS_MAX)
        return err_set(err, ERR_BUG, "an expression has more steps than it can");
    if (!arena_grow(l->arena, &s->slot, &l->room, s->slots, s->slots + 1, sizeof *s->slot))
        return err_memory(err, "the model's expressions");
    s->slot[s->slots] = (struct link_slot){ .expr = *e };
    if (!column_of(l, e->column, &s->slot[s->slots].column, err))
        return false;
    s->slots++;
    return true;
}

static bool add_node(struct list *l, const struct link_node *n, struct err *err)
{
    switch (n->kind) {
    case NODE_ALWAYS: return true;
    case NODE_NOT: return add_node(l, n->one, err);
    case NODE_AND: case NODE_OR: return add_node(l, n->one, err) && add_node(l, n->two, err);
    case NODE_TEST: break;
    }
    if (n->test != TEST_NULL_RIGHT && !add(l, &n->left, err))
        return false;
    if (n->test != TEST_NULL_LEFT && !add(l, &n->right, err))
        return false;
    return n->test != TEST_KM || (add(l, &n->left2, err) && add(l, &n->right2, err));
}

static bool add_rules(struct list *l, const struct link_rule *rule, size_t rules, struct err *err)
{
    for (size_t i = 0; i < rules; i++)
        for (size_t p = 0; p < rule[i].parts; p++)
            if (!add(l, &rule[i].part[p], err))
                return false;
    return true;
}

static bool add_comparison(struct list *l, const struct link_comparison *c, struct err *err)
{
    for (size_t i = 0; i < c->levels; i++) {
        if (c->level[i].when && !add_node(l, c->level[i].when, err))
            return false;
        if (c->level[i].adjusted && !add(l, &c->level[i].term, err))
            return false;
    }
    return true;
}

bool list_slots(struct link_slots *s, const struct link_model *m, struct arena *a, struct err *err)
{
    struct list l = { .slots = s, .model = m, .arena = a, .column = arena_new(a, int64_t, m->columns + 1) };

    if (!l.column)
        return err_memory(err, "the model's columns");
    for (size_t i = 0; i < m->columns; i++)
        l.column[i] = -1;
    if (!add_rules(&l, m->rule, m->rules, err) || !add_rules(&l, m->training_rule, m->training_rules, err))
        return false;
    for (size_t i = 0; i < m->comparisons; i++)
        if (!add_comparison(&l, &m->comparison[i], err))
            return false;
    return true;
}
