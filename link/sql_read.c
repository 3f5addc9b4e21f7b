/*
 * What a condition's SQL means: a tree of SQL becomes tests of link/model.h.
 *
 * SQL has three truths: a comparison with a missing value is unknown, and a level
 * is the pair's only where its condition is true. Comparing keeps to that
 * (link/compare.h). Where one SQL test becomes several of ours, none may turn what
 * is false or unknown in SQL into true; inside NOT, none may turn what is true or
 * unknown into false: so reading carries along whether it is inside NOT.
 */
#include "link/feature.h"
#include "link/settings.h"
#include "link/sql_terms.h"
#include "link/sql_value.h"

/* The first function in the tree, outermost first, that is read nowhere. */
static const struct sql *unknown_in(const struct sql *t)
{
    if (t->kind == SQL_CALL && !term_is_known(t->word))
        return t;
    for (const struct sql *part = t->first; part; part = part->next) {
        const struct sql *found = unknown_in(part);
        if (found)
            return found;
    }
    return NULL;
}

/* The tree of the text, in which every function is one that is read somewhere. */
static bool parse(const struct sql_context *c, struct str sql, const struct sql **out)
{
    const struct sql *unknown;

    if (!sql_parse(sql, c->arena, out, c->err))
        return false;
    unknown = unknown_in(*out);
    return !unknown || sql_refuse(c, unknown, "is not a function that is read");
}

/* ---- nodes ---- */

static bool join(const struct sql_context *c, enum link_node_kind kind, const struct link_node *one,
                 const struct link_node *two, const struct link_node **out)
{
    struct link_node *n = arena_new(c->arena, struct link_node, 1);

    if (!n)
        return err_memory(c->err, "a model");
    n->kind = kind;
    n->one = one;
    n->two = two;
    *out = n;
    return true;
}

static bool add_test(const struct sql_context *c, struct link_node test, const struct link_node **out)
{
    struct link_node *n = arena_new(c->arena, struct link_node, 1);

    if (!n)
        return err_memory(c->err, "a model");
    *n = test;
    n->kind = NODE_TEST;
    *out = n;
    return true;
}

/* Has the value of this record nothing in it? */
static bool null_of(const struct sql_context *c, enum sql_side side, const struct link_expr *e,
                    const struct link_node **out)
{
    struct link_node test = { .test = side == SIDE_LEFT ? TEST_NULL_LEFT : TEST_NULL_RIGHT };

    *(side == SIDE_LEFT ? &test.left : &test.right) = *e;
    return add_test(c, test, out);
}

static bool some_of(const struct sql_context *c, enum sql_side side, const struct link_expr *e,
                    const struct link_node **out)
{
    const struct link_node *null;

    return null_of(c, side, e, &null) && join(c, NODE_NOT, null, NULL, out);
}

/* ---- a value against a text ---- */

/* regexp_extract(x, ...) = '': there is an x, and the pattern does not fit it. */
static bool read_empty(const struct sql_context *c, const struct sql *t, const struct sql_value *v,
                       bool inside_not, const struct link_node **out)
{
    const struct link_node *nothing, *some;

    if (!v->bare)
        return sql_refuse(c, t, "compares with an empty text: an empty field is no value here, ask IS NULL");
    if (!null_of(c, v->side, &v->expr, &nothing))
        return false;
    *out = nothing;
    return inside_not || (some_of(c, v->side, &v->before, &some) &&
                          join(c, NODE_AND, nothing, some, out));
}

/* A text, also as CAST('2000-01-01' AS DATE) or a number; *as_date tells the former. */
static bool is_literal(const struct sql *t, struct str *text, bool *as_date)
{
    const struct sql *of = t->kind == SQL_CAST ? t->first : t;

    *text = of->word;
    *as_date = t->kind == SQL_CAST && str_eq_fold(t->word, STR("date"));
    return of->kind == SQL_TEXT || (of->kind == SQL_NUMBER && of->word.len > 0);
}

/*
 * "sex_l" = 'male'. A missing value is unknown, not false: outside NOT that is
 * the same, inside it must not become true.
 */
static bool read_literal(const struct sql_context *c, const struct sql *t, const struct sql *value,
                         struct str text, bool as_date, bool inside_not, const struct link_node **out)
{
    const struct link_node *null, *is;
    struct sql_value v;

    if (!sql_value_read(c, value, &v))
        return false;
    if (text.len == 0)
        return read_empty(c, t, &v, inside_not, out);
    struct link_expr before = v.expr;
    if ((as_date && !sql_value_as_date(c, t, &v)) || !sql_value_only(c, t, &v, text) ||
        !some_of(c, v.side, &v.expr, &is))
        return false;
    *out = is;
    return !inside_not ||
           (null_of(c, v.side, &before, &null) && join(c, NODE_OR, null, is, out));
}

/* ---- two values ---- */

/* One of the first record and one of the second, in this order. */
static bool pair_up(const struct sql_context *c, const struct sql *t, struct sql_value *one,
                    struct sql_value *two)
{
    if (one->side == two->side)
        return sql_refuse(c, t, "compares two values of the same record; one must be of each");
    if (one->side == SIDE_RIGHT) {
        struct sql_value was = *one;
        *one = *two;
        *two = was;
    }
    return true;
}

static bool read_two(const struct sql_context *c, const struct sql *t, const struct sql *const part[2],
                     struct sql_value *left, struct sql_value *right)
{
    return sql_value_read(c, part[0], left) && sql_value_read(c, part[1], right) &&
           pair_up(c, t, left, right);
}

/* Where the pattern fits neither, regexp_extract() without NULLIF says '' = '', which is true. */
static bool or_both_empty(const struct sql_context *c, const struct sql_value *left,
                          const struct sql_value *right, const struct link_node **out)
{
    const struct link_node *no_left, *no_right, *some_left, *some_right, *none, *some, *both;

    return null_of(c, SIDE_LEFT, &left->expr, &no_left) &&
           null_of(c, SIDE_RIGHT, &right->expr, &no_right) &&
           some_of(c, SIDE_LEFT, &left->before, &some_left) &&
           some_of(c, SIDE_RIGHT, &right->before, &some_right) &&
           join(c, NODE_AND, no_left, no_right, &none) &&
           join(c, NODE_AND, some_left, some_right, &some) &&
           join(c, NODE_AND, none, some, &both) && join(c, NODE_OR, *out, both, out);
}

static bool read_equal(const struct sql_context *c, const struct sql *t, bool inside_not,
                       const struct link_node **out)
{
    const struct sql *const part[2] = { t->first, t->first->next };
    struct sql_value left, right;

    if (!read_two(c, t, part, &left, &right))
        return false;
    if (left.bare && right.bare && inside_not)
        return sql_refuse(c, t, "inside NOT is read of NULLIF(regexp_extract(...), '') only");
    if (!add_test(c, (struct link_node){ .test = TEST_EQUAL, .left = left.expr, .right = right.expr },
                  out))
        return false;
    return !(left.bare && right.bare) || or_both_empty(c, &left, &right, out);
}

/* ---- two values, made into a number, against a number ---- */

#define COSINE "sin(radians(A)) * sin(radians(B)) + cos(radians(A)) * cos(radians(B)) * cos(radians(D - C))"
enum shape_kind { SHAPE_PLAIN, SHAPE_DATES, SHAPE_MONTHS, SHAPE_YEARS, SHAPE_NUMBERS };
static const struct shape {
    const char *sql; /* A and B are the values; C and D the second ones of a place */
    enum link_test_kind test;
    enum shape_kind kind;
    double unit;     /* its number, divided by this, is the test's */
} SHAPES[] = {
    { "abs(epoch(A) - epoch(B))", TEST_DAYS, SHAPE_DATES, 86400 },
    { "abs(unix_timestamp(A) - unix_timestamp(B))", TEST_DAYS, SHAPE_DATES, 86400 },
    { "abs(epoch(A) - epoch(B)) / 86400", TEST_DAYS, SHAPE_DATES, 1 },
    { "abs(date_diff('day', A, B))", TEST_DAYS, SHAPE_DATES, 1 },
    { "abs(datediff('day', A, B))", TEST_DAYS, SHAPE_DATES, 1 },
    { "abs(datediff(A, B))", TEST_DAYS, SHAPE_DATES, 1 },
    { "abs(date_diff('month', A, B))", TEST_NUMBER, SHAPE_MONTHS, 1 },
    { "abs(datediff('month', A, B))", TEST_NUMBER, SHAPE_MONTHS, 1 },
    { "abs(date_diff('year', A, B))", TEST_NUMBER, SHAPE_YEARS, 1 },
    { "abs(datediff('year', A, B))", TEST_NUMBER, SHAPE_YEARS, 1 },
    { "abs(A - B)", TEST_NUMBER, SHAPE_NUMBERS, 1 },
    { "abs(A - B) / (case when B > A then B else A end)", TEST_NUMBER_SHARE, SHAPE_NUMBERS, 1 },
    { "array_length(list_intersect(A, B))", TEST_SHARED, SHAPE_PLAIN, 1 },
    { "len(list_intersect(A, B))", TEST_SHARED, SHAPE_PLAIN, 1 },
    { "size(array_intersect(A, B))", TEST_SHARED, SHAPE_PLAIN, 1 },
    { "array_size(array_intersect(A, B))", TEST_SHARED, SHAPE_PLAIN, 1 },
    { "cardinality(array_intersect(A, B))", TEST_SHARED, SHAPE_PLAIN, 1 },
    { "list_unique(A) + list_unique(B) - list_unique(list_concat(A, B))", TEST_SHARED, SHAPE_PLAIN, 1 },
    { "cast(acos(case "
      "when (" COSINE ") > 1 then 1 when (" COSINE ") < -1 then -1 else (" COSINE ") end) * 6371 as float)",
      TEST_KM, SHAPE_NUMBERS, 1 },
};

/* Which shape the tree has, and what its letters stand for. *out is NULL when it has none. */
static bool find_shape(const struct sql_context *c, const struct sql *t,
                       const struct sql *bound[SQL_BOUND], const struct shape **out)
{
    const struct sql *form;

    *out = NULL;
    for (size_t i = 0; i < COUNT_OF(SHAPES) && !*out; i++) {
        if (!sql_parse(str_of(SHAPES[i].sql), c->arena, &form, c->err))
            return false;
        if (sql_fits(form, t, bound))
            *out = &SHAPES[i];
    }
    return true;
}

static bool shape_value(const struct sql_context *c, const struct sql *t, enum shape_kind kind,
                        struct sql_value *v)
{
    switch (kind) {
    case SHAPE_PLAIN: return true;
    case SHAPE_DATES: return sql_value_as_date(c, t, v);
    case SHAPE_NUMBERS: return sql_value_as_number(c, t, v);
    case SHAPE_MONTHS:
        return sql_value_as_date(c, t, v) && sql_value_step(c, t, v, STEP_MONTHS, 0, 0) &&
               sql_value_step(c, t, v, STEP_NUMBER, 0, 0);
    case SHAPE_YEARS: break;
    }
    return sql_value_as_date(c, t, v) && sql_value_step(c, t, v, STEP_YEAR, 0, 0) &&
           sql_value_step(c, t, v, STEP_NUMBER, 0, 0);
}

static bool read_shaped(const struct sql_context *c, const struct sql *t, const struct shape *shape,
                        const struct sql *const part[2], struct link_expr *left, struct link_expr *right)
{
    struct sql_value one, two;

    if (!sql_value_read(c, part[0], &one) || !sql_value_read(c, part[1], &two) ||
        !shape_value(c, t, shape->kind, &one) || !shape_value(c, t, shape->kind, &two) ||
        !pair_up(c, t, &one, &two))
        return false;
    *left = one.expr;
    *right = two.expr;
    return true;
}

/* What a number is held against: the test, its values; *unit as in struct shape. */
static bool read_measure(const struct sql_context *c, const struct sql *t, struct link_node *test,
                         double *unit)
{
    const struct sql *bound[SQL_BOUND];
    const struct shape *shape;
    struct sql_value left, right;

    *unit = 1;
    if (t->kind == SQL_CALL && t->parts == 2 && test_term_find(t->word, &test->test)) {
        const struct sql *const part[2] = { t->first, t->first->next };
        if (!read_two(c, t, part, &left, &right))
            return false;
        test->left = left.expr;
        test->right = right.expr;
        return true;
    }
    if (!find_shape(c, t, bound, &shape))
        return false;
    if (!shape)
        return sql_refuse(c, t, "is not read when held against a number");
    const struct sql *const one[2] = { bound[0], bound[1] }, *const two[2] = { bound[2], bound[3] };
    test->test = shape->test;
    *unit = shape->unit;
    return read_shaped(c, t, shape, one, &test->left, &test->right) &&
           (shape->test != TEST_KM || read_shaped(c, t, shape, two, &test->left2, &test->right2));
}

static char turned(char sign)
{
    return sign == '<' ? '>' : '<';
}

/* levenshtein(...) <= 2; the other way round, "more than 2 apart", is what NOT says. */
static bool read_threshold(const struct sql_context *c, const struct sql *t, bool number_first,
                           const struct link_node **out)
{
    const struct sql *measure = sql_part(t, number_first), *number = sql_part(t, !number_first);
    char sign = number_first ? turned(t->word.at[0]) : t->word.at[0];
    bool or_equal = t->word.len == 2;
    struct link_node test = { 0 };
    double unit;

    if (!read_measure(c, measure, &test, &unit))
        return false;
    bool is_not = sign != (test_wants_much(test.test) ? '>' : '<');
    test.threshold = number->number / unit;
    test.strict = is_not == or_equal;
    return add_test(c, test, out) && (!is_not || join(c, NODE_NOT, *out, NULL, out));
}

static bool read_comparison(const struct sql_context *c, const struct sql *t, bool inside_not,
                            const struct link_node **out)
{
    const struct sql *one = t->first, *two = one->next;
    bool equal = str_eq(t->word, STR("=")), unequal = str_eq(t->word, STR("<>")), as_date, done;
    struct str text;

    if (!equal && !unequal) {
        if ((one->kind == SQL_NUMBER) == (two->kind == SQL_NUMBER))
            return sql_refuse(c, t, "is read between a measure and a number only");
        return read_threshold(c, t, one->kind == SQL_NUMBER, out);
    }
    inside_not ^= unequal;
    if (is_literal(two, &text, &as_date))
        done = read_literal(c, t, one, text, as_date, inside_not, out);
    else if (is_literal(one, &text, &as_date))
        done = read_literal(c, t, two, text, as_date, inside_not, out);
    else
        done = read_equal(c, t, inside_not, out);
    return done && (equal || join(c, NODE_NOT, *out, NULL, out));
}

static bool read_condition(const struct sql_context *c, const struct sql *t, bool inside_not,
                           const struct link_node **out)
{
    const struct link_node *one, *two;
    struct sql_value v;

    switch (t->kind) {
    case SQL_AND:
    case SQL_OR:
        return read_condition(c, t->first, inside_not, &one) &&
               read_condition(c, t->first->next, inside_not, &two) &&
               join(c, t->kind == SQL_AND ? NODE_AND : NODE_OR, one, two, out);
    case SQL_NOT:
        return read_condition(c, t->first, !inside_not, &one) && join(c, NODE_NOT, one, NULL, out);
    case SQL_IS_NULL:
        return sql_value_read(c, t->first, &v) &&
               null_of(c, v.side, v.bare ? &v.before : &v.expr, out);
    case SQL_COMPARE: return read_comparison(c, t, inside_not, out);
    default: return sql_refuse(c, t, "is no condition");
    }
}

bool sql_condition_read(struct str sql, struct arena *a, struct link_model *m,
                        const struct link_node **out, struct err *err)
{
    struct link_model was = *m;
    struct sql_context c = { .model = m, .names = NAMES_END, .arena = a, .err = err };
    const struct link_node *n;
    const struct sql *t;

    if (!parse(&c, sql, &t))
        return false;
    if (t->kind == SQL_ELSE ? !join(&c, NODE_ALWAYS, NULL, NULL, &n) : !read_condition(&c, t, false, &n)) {
        *m = was;
        return false;
    }
    *out = n;
    return true;
}

/* ---- blocking rules ---- */

static bool read_parts(const struct sql_context *c, const struct sql *t, struct link_rule *rule)
{
    struct sql_value left, right;

    if (t->kind == SQL_AND)
        return read_parts(c, t->first, rule) && read_parts(c, t->first->next, rule);
    if (t->kind != SQL_COMPARE || !str_eq(t->word, STR("=")))
        return sql_refuse(c, t, t->kind == SQL_OR
                                    ? "is not read in a blocking rule: write two rules"
                                    : "is not read in a blocking rule: values that must be equal are, "
                                      "joined by AND");
    const struct sql *const part[2] = { t->first, t->first->next };
    if (!read_two(c, t, part, &left, &right))
        return false;
    if (!expr_eq(&left.expr, &right.expr))
        return sql_refuse(c, t, "has different things on its two sides: a blocking rule asks for the same "
                                "of both records");
    if (rule->parts == LINK_PARTS_MAX)
        return sql_refuse(c, t, "is one more than a rule may ask for: at most 6");
    rule->part[rule->parts++] = left.expr;
    return true;
}

bool sql_rule_read(struct str sql, struct arena *a, struct link_model *m, struct link_rule *out,
                   struct err *err)
{
    struct link_model was = *m;
    struct sql_context c = { .model = m, .names = NAMES_TABLE, .arena = a, .err = err };
    struct link_rule rule = { .name = arena_copy(a, str_trim(sql)) };
    const struct sql *t;

    if (!rule.name.at)
        return err_memory(err, "a model");
    if (!parse(&c, sql, &t) || !read_parts(&c, t, &rule)) {
        *m = was;
        return false;
    }
    *out = rule;
    return true;
}

bool sql_expr_read(struct str sql, struct arena *a, struct link_model *m, struct link_expr *out,
                   struct err *err)
{
    struct link_model was = *m;
    struct sql_context c = { .model = m, .names = NAMES_BARE, .arena = a, .err = err };
    struct sql_value v;
    const struct sql *t;

    if (!parse(&c, sql, &t) || !sql_value_read(&c, t, &v)) {
        *m = was;
        return false;
    }
    *out = v.expr;
    return true;
}
