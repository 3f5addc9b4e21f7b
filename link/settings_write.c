#include "link/settings.h"

#include "base/json.h"
#include "base/number.h"

/* A number with the fewest digits that read back the same. */
static void member_number(struct json_out *j, const char *key, double x)
{
    char digits[40];
    double again;
    int len = 0;

    for (int precision = 15; precision <= 17; precision++) {
        len = snprintf(digits, sizeof digits, "%.*g", precision, x);
        if (number_real((struct str){ digits, (size_t)len }, &again) && again == x)
            break;
    }
    json_key(j, key);
    json_raw(j, (struct str){ digits, (size_t)len });
}

static void member_known(struct json_out *j, const char *key, double x)
{
    if (!isnan(x))
        member_number(j, key, x);
}

static void member_true(struct json_out *j, const char *key, bool is)
{
    if (is)
        json_member_bool(j, key, true);
}

/* SQL is built beside the document and goes in as a text. */
static void member_sql(struct json_out *j, const char *key, struct buf *sql)
{
    j->buf->failed |= sql->failed;
    json_key(j, key);
    json_str(j, sql->failed ? STR("") : (struct str){ sql->at, sql->len });
}

/* A plain column by its name, as Splink has it; an expression is told by its bracket or its first quote. */
static void member_term(struct json_out *j, const struct link_model *m, const struct link_expr *e)
{
    struct buf sql = { .arena = j->buf->arena };
    struct str name = m->column[e->column];

    if (e->steps == 0 && name.len && !str_has(name, '(') && name.at[0] != '"' && name.at[0] != '`')
        buf_add(&sql, name);
    else {
        buf_add_text(&sql, e->steps ? "(" : "");
        sql_expr_write(m, e, &sql);
        buf_add_text(&sql, e->steps ? ")" : "");
    }
    member_sql(j, "tf_adjustment_column", &sql);
}

static void write_level(struct json_out *j, const struct link_model *m, const struct link_level *l)
{
    struct buf sql = { .arena = j->buf->arena };

    json_open_object(j);
    sql_condition_write(m, l->when, &sql);
    member_sql(j, "sql_condition", &sql);
    if (l->says.len)
        json_member_str(j, "label_for_charts", l->says);
    if (!l->null) {
        member_known(j, "m_probability", l->m);
        member_known(j, "u_probability", l->u);
    }
    member_true(j, "fix_m_probability", l->fix_m);
    member_true(j, "fix_u_probability", l->fix_u);
    if (l->adjusted) {
        member_term(j, m, &l->term);
        member_number(j, "tf_adjustment_weight", l->term_weight);
        if (l->term_floor > 0)
            member_number(j, "tf_minimum_u_value", l->term_floor);
        member_true(j, "disable_tf_exact_match_detection", l->term_own_u);
    }
    member_true(j, "is_null_level", l->null);
    json_close_object(j);
}

static void write_comparison(struct json_out *j, const struct link_model *m,
                             const struct link_comparison *c)
{
    json_open_object(j);
    json_member_str(j, "output_column_name", c->name);
    json_key(j, "comparison_levels");
    json_open_array(j);
    for (size_t i = 0; i < c->levels; i++)
        write_level(j, m, &c->level[i]);
    json_close_array(j);
    if (c->says.len)
        json_member_str(j, "comparison_description", c->says);
    json_close_object(j);
}

static bool rule_eq(const struct link_rule *a, const struct link_rule *b)
{
    if (a->parts != b->parts)
        return false;
    for (size_t i = 0; i < a->parts; i++)
        if (!expr_eq(&a->part[i], &b->part[i]))
            return false;
    return true;
}

/* Is the rule's name the rule itself, in SQL as somebody wrote it? Then that is kept. */
static bool is_own_sql(const struct link_model *m, const struct link_rule *rule, struct arena *a)
{
    struct link_model read = *m;
    struct link_rule again;
    struct err err = { 0 };

    return sql_rule_read(rule->name, a, &read, &again, &err) && rule_eq(rule, &again) &&
           str_eq(again.name, rule->name);
}

static void write_rule(struct json_out *j, const struct link_model *m, const struct link_rule *rule)
{
    struct buf sql = { .arena = j->buf->arena };
    bool own = is_own_sql(m, rule, j->buf->arena);

    if (own)
        buf_add(&sql, rule->name);
    else
        sql_rule_write(m, rule, &sql);
    json_open_object(j);
    member_sql(j, "blocking_rule", &sql);
    json_member_text(j, "sql_dialect", "duckdb");
    if (!own && rule->name.len)
        json_member_str(j, "name", rule->name);
    json_close_object(j);
}

static void write_rules(struct json_out *j, const struct link_model *m, const char *key,
                        const struct link_rule *rule, size_t rules)
{
    json_key(j, key);
    json_open_array(j);
    for (size_t i = 0; i < rules; i++)
        write_rule(j, m, &rule[i]);
    json_close_array(j);
}

static const char *type_word(enum link_type type)
{
    switch (type) {
    case LINK_TYPE_ACROSS: return "link_only";
    case LINK_TYPE_BOTH: return "link_and_dedupe";
    case LINK_TYPE_UNSAID:
    case LINK_TYPE_DEDUPE: break;
    }
    return "dedupe_only";
}

bool settings_write(const struct link_model *m, struct buf *b, struct err *err)
{
    struct json_out j = { .buf = b };

    json_open_object(&j);
    json_member_text(&j, "link_type", type_word(m->type));
    member_known(&j, "probability_two_random_records_match", m->lambda);
    if (m->id_column.len)
        json_member_str(&j, "unique_id_column_name", m->id_column);
    if (m->source_column.len)
        json_member_str(&j, "source_dataset_column_name", m->source_column);
    json_member_text(&j, "sql_dialect", "duckdb");
    write_rules(&j, m, "blocking_rules_to_generate_predictions", m->rule, m->rules);
    if (m->training_rules)
        write_rules(&j, m, "training_blocking_rules", m->training_rule, m->training_rules);
    json_key(&j, "comparisons");
    json_open_array(&j);
    for (size_t i = 0; i < m->comparisons; i++)
        write_comparison(&j, m, &m->comparison[i]);
    json_close_array(&j);
    json_close_object(&j);
    return !b->failed || err_memory(err, "a model as JSON");
}
