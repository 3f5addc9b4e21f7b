/*
 * A model's conditions, rules and expressions as SQL: DuckDB's, wherever it has words for them, so that
 * Splink can run it; what is written here, link/sql_read.c reads as the same tests.
 */
#include "link/feature.h"
#include "link/settings.h"
#include "link/sql_terms.h"
#include "link/sql_value.h"

#include "base/number.h"

struct writing {
    const struct link_model *model;
    struct buf *buf;
    enum sql_names names;
};

static void add_name(struct buf *b, const char *before, struct str name, const char *after)
{
    buf_add_text(b, before);
    buf_add_byte(b, '"');
    for (size_t i = 0; i < name.len; i++) {
        if (name.at[i] == '"')
            buf_add_byte(b, '"');
        buf_add_byte(b, name.at[i]);
    }
    buf_add_text(b, after);
    buf_add_byte(b, '"');
}

static void add_column(const struct writing *w, uint32_t column, enum sql_side side)
{
    struct str name = column < w->model->columns ? w->model->column[column] : STR("");
    bool left = side == SIDE_LEFT;

    if (w->names == NAMES_BARE)
        add_name(w->buf, "", name, "");
    else if (w->names == NAMES_TABLE)
        add_name(w->buf, left ? "l." : "r.", name, "");
    else
        add_name(w->buf, "", name, left ? "_l" : "_r");
}

static struct str literal_of(const struct writing *w, int32_t literal)
{
    return literal >= 0 && (size_t)literal < w->model->literals ? w->model->literal[literal] : STR("");
}

static void add_literal(const struct writing *w, int32_t literal)
{
    struct str text = literal_of(w, literal);

    buf_add_byte(w->buf, '\'');
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\'')
            buf_add_byte(w->buf, '\'');
        buf_add_byte(w->buf, text.at[i]);
    }
    buf_add_byte(w->buf, '\'');
}

/* The fewest digits that read back as the same number. */
static void add_number(struct buf *b, double x)
{
    char digits[40];
    double again;

    for (int precision = 15; precision <= 17; precision++) {
        int len = snprintf(digits, sizeof digits, "%.*g", precision, x);
        if (number_real((struct str){ digits, (size_t)len }, &again) && again == x)
            break;
    }
    buf_add_text(b, digits);
}

/* ---- expressions ---- */

static void add_steps(const struct writing *w, const struct link_expr *e, uint32_t steps,
                      enum sql_side side);

static void add_call(const struct writing *w, const struct link_expr *e, uint32_t steps,
                     enum sql_side side, const struct step_term *term)
{
    const struct link_step *s = &e->step[steps - 1];

    buf_add_text(w->buf, term->name);
    buf_add_byte(w->buf, '(');
    add_steps(w, e, steps - 1, side);
    if (term->argument == ARGUMENT_ROLE) {
        const char *role = role_term_of(s->a);
        buf_addf(w->buf, ", '%s'", role ? role : "text");
    } else if (term->argument == ARGUMENT_COUNT)
        buf_addf(w->buf, ", %d", (int)s->a);
    buf_add_byte(w->buf, ')');
}

/* YEAR(date) where the step before makes a date; year_of(text) of any other. */
static bool is_year_of_date(const struct link_expr *e, uint32_t steps)
{
    return e->step[steps - 1].kind == STEP_YEAR && steps > 1 && e->step[steps - 2].kind == STEP_DATE;
}

static void add_last_step(const struct writing *w, const struct link_expr *e, uint32_t steps,
                          enum sql_side side)
{
    const struct link_step *s = &e->step[steps - 1];
    const char *pattern = pattern_of(s->kind), *before = "", *after = ")";

    switch (s->kind) {
    case STEP_SUBSTR: before = "SUBSTR("; break;
    case STEP_DATE: before = "try_strptime("; break;
    case STEP_NUMBER: before = "TRY_CAST("; break;
    case STEP_BUT: before = "NULLIF("; break;
    case STEP_ONLY: before = "CASE WHEN "; break;
    case STEP_YEAR: before = "YEAR("; break;
    default: before = "NULLIF(regexp_extract("; break;
    }
    buf_add_text(w->buf, before);
    add_steps(w, e, steps - 1, side);
    if (s->kind == STEP_SUBSTR)
        buf_addf(w->buf, ", %d, %d", (int)s->a, (int)s->b);
    else if (s->kind == STEP_DATE)
        buf_addf(w->buf, ", '%s'", date_form_of(s->a));
    else if (s->kind == STEP_NUMBER)
        after = " AS DOUBLE)";
    else if (s->kind == STEP_BUT) {
        buf_add_text(w->buf, ", ");
        add_literal(w, s->a);
    } else if (s->kind == STEP_ONLY) {
        buf_add_text(w->buf, " = ");
        add_literal(w, s->a);
        buf_add_text(w->buf, " THEN ");
        add_steps(w, e, steps - 1, side);
        after = " END";
    } else if (pattern) {
        buf_addf(w->buf, ", '%s', 0), ''", pattern);
    }
    buf_add_text(w->buf, after);
}

static void add_steps(const struct writing *w, const struct link_expr *e, uint32_t steps,
                      enum sql_side side)
{
    if (steps == 0) {
        add_column(w, e->column, side);
        return;
    }
    const struct step_term *term = step_term_of(e->step[steps - 1].kind);
    if (term && !is_year_of_date(e, steps))
        add_call(w, e, steps, side, term);
    else
        add_last_step(w, e, steps, side);
}

static void add_expr(const struct writing *w, const struct link_expr *e, enum sql_side side)
{
    add_steps(w, e, e->steps, side);
}

/* ---- tests ---- */

static bool ends_in(const struct link_expr *e, uint32_t steps, enum link_step_kind kind)
{
    return steps > 0 && steps <= e->steps && e->step[steps - 1].kind == kind;
}

/* What stands in a place where a number is meant anyway: without the step that says so. */
static void add_number_expr(const struct writing *w, const struct link_expr *e, enum sql_side side)
{
    bool twice = ends_in(e, e->steps - 1, STEP_NUMBER);

    add_steps(w, e, ends_in(e, e->steps, STEP_NUMBER) && !twice ? e->steps - 1 : e->steps, side);
}

/* A number of a date's months or years, as date_diff() counts them. */
static bool is_part_of_date(const struct link_expr *e, enum link_step_kind part)
{
    return ends_in(e, e->steps, STEP_NUMBER) && ends_in(e, e->steps - 1, part) &&
           ends_in(e, e->steps - 2, STEP_DATE);
}

static void add_sign(const struct writing *w, const struct link_node *n)
{
    bool more = test_wants_much(n->test);

    buf_add_text(w->buf, more ? (n->strict ? " > " : " >= ") : n->strict ? " < " : " <= ");
}

static void add_threshold(const struct writing *w, const struct link_node *n, double x)
{
    add_sign(w, n);
    add_number(w->buf, x);
}

static void add_days(const struct writing *w, const struct link_node *n)
{
    double seconds = n->threshold * 86400;
    bool in_seconds = isfinite(seconds) && seconds / 86400 == n->threshold;

    buf_add_text(w->buf, "ABS(EPOCH(");
    add_expr(w, &n->left, SIDE_LEFT);
    buf_add_text(w->buf, ") - EPOCH(");
    add_expr(w, &n->right, SIDE_RIGHT);
    buf_add_text(w->buf, in_seconds ? "))" : ")) / 86400");
    add_threshold(w, n, in_seconds ? seconds : n->threshold);
}

static void add_date_diff(const struct writing *w, const struct link_node *n, const char *part)
{
    buf_addf(w->buf, "ABS(date_diff('%s', ", part);
    add_steps(w, &n->left, n->left.steps - 2, SIDE_LEFT);
    buf_add_text(w->buf, ", ");
    add_steps(w, &n->right, n->right.steps - 2, SIDE_RIGHT);
    buf_add_text(w->buf, "))");
    add_threshold(w, n, n->threshold);
}

static void add_difference(const struct writing *w, const struct link_node *n)
{
    bool share = n->test == TEST_NUMBER_SHARE;

    buf_add_text(w->buf, share ? "(ABS(" : "ABS(");
    add_number_expr(w, &n->left, SIDE_LEFT);
    buf_add_text(w->buf, " - ");
    add_number_expr(w, &n->right, SIDE_RIGHT);
    buf_add_byte(w->buf, ')');
    if (share) {
        buf_add_text(w->buf, " / (CASE WHEN ");
        add_number_expr(w, &n->right, SIDE_RIGHT);
        buf_add_text(w->buf, " > ");
        add_number_expr(w, &n->left, SIDE_LEFT);
        buf_add_text(w->buf, " THEN ");
        add_number_expr(w, &n->right, SIDE_RIGHT);
        buf_add_text(w->buf, " ELSE ");
        add_number_expr(w, &n->left, SIDE_LEFT);
        buf_add_text(w->buf, " END))");
    }
    add_threshold(w, n, n->threshold);
}

/* The cosine of the angle between two places on the globe. */
static void add_cosine(const struct writing *w, const struct link_node *n)
{
    buf_add_text(w->buf, "(sin(radians(");
    add_number_expr(w, &n->left, SIDE_LEFT);
    buf_add_text(w->buf, ")) * sin(radians(");
    add_number_expr(w, &n->right, SIDE_RIGHT);
    buf_add_text(w->buf, ")) + cos(radians(");
    add_number_expr(w, &n->left, SIDE_LEFT);
    buf_add_text(w->buf, ")) * cos(radians(");
    add_number_expr(w, &n->right, SIDE_RIGHT);
    buf_add_text(w->buf, ")) * cos(radians(");
    add_number_expr(w, &n->right2, SIDE_RIGHT);
    buf_add_text(w->buf, " - ");
    add_number_expr(w, &n->left2, SIDE_LEFT);
    buf_add_text(w->buf, ")))");
}

static void add_km(const struct writing *w, const struct link_node *n)
{
    buf_add_text(w->buf, "cast(acos(case when ");
    add_cosine(w, n);
    buf_add_text(w->buf, " > 1 then 1 when ");
    add_cosine(w, n);
    buf_add_text(w->buf, " < -1 then -1 else ");
    add_cosine(w, n);
    buf_add_text(w->buf, " end) * 6371 as float)");
    add_threshold(w, n, n->threshold);
}

static void add_pair(const struct writing *w, const struct link_node *n, const char *before,
                     const char *between, const char *after)
{
    buf_add_text(w->buf, before);
    add_expr(w, &n->left, SIDE_LEFT);
    buf_add_text(w->buf, between);
    add_expr(w, &n->right, SIDE_RIGHT);
    buf_add_text(w->buf, after);
}

static void add_number_test(const struct writing *w, const struct link_node *n)
{
    if (n->test == TEST_NUMBER && is_part_of_date(&n->left, STEP_MONTHS) &&
        is_part_of_date(&n->right, STEP_MONTHS))
        add_date_diff(w, n, "month");
    else if (n->test == TEST_NUMBER && is_part_of_date(&n->left, STEP_YEAR) &&
             is_part_of_date(&n->right, STEP_YEAR))
        add_date_diff(w, n, "year");
    else
        add_difference(w, n);
}

static void add_null(const struct writing *w, const struct link_node *n, bool is_not)
{
    bool left = n->test == TEST_NULL_LEFT;

    add_expr(w, left ? &n->left : &n->right, left ? SIDE_LEFT : SIDE_RIGHT);
    buf_add_text(w->buf, is_not ? " IS NOT NULL" : " IS NULL");
}

static void add_test(const struct writing *w, const struct link_node *n)
{
    const char *name = test_term_of(n->test);

    if (name) {
        buf_add_text(w->buf, name);
        add_pair(w, n, "(", ", ", ")");
        add_threshold(w, n, n->threshold);
        return;
    }
    switch (n->test) {
    case TEST_NULL_LEFT:
    case TEST_NULL_RIGHT: add_null(w, n, false); break;
    case TEST_EQUAL: add_pair(w, n, "", " = ", ""); break;
    case TEST_DAYS: add_days(w, n); break;
    case TEST_KM: add_km(w, n); break;
    case TEST_SHARED:
        add_pair(w, n, "array_length(list_intersect(", ", ", "))");
        add_threshold(w, n, n->threshold);
        break;
    default: add_number_test(w, n); break;
    }
}

/* ---- conditions ---- */

static bool is_null_test(const struct link_node *n)
{
    return n->kind == NODE_TEST && (n->test == TEST_NULL_LEFT || n->test == TEST_NULL_RIGHT);
}

/* "sex_l" = 'male', where link/sql_read.c says the same of it: not inside NOT. */
static bool add_is_literal(const struct writing *w, const struct link_node *null)
{
    bool left = null->test == TEST_NULL_LEFT;
    const struct link_expr *e = left ? &null->left : &null->right;

    if (!ends_in(e, e->steps, STEP_ONLY) || literal_of(w, e->step[e->steps - 1].a).len == 0)
        return false;
    add_steps(w, e, e->steps - 1, left ? SIDE_LEFT : SIDE_RIGHT);
    buf_add_text(w->buf, " = ");
    add_literal(w, e->step[e->steps - 1].a);
    return true;
}

static void add_node(const struct writing *w, const struct link_node *n, bool inside_not);

static void add_bracketed(const struct writing *w, const struct link_node *n, bool brackets,
                          bool inside_not)
{
    if (brackets)
        buf_add_byte(w->buf, '(');
    add_node(w, n, inside_not);
    if (brackets)
        buf_add_byte(w->buf, ')');
}

static void add_not(const struct writing *w, const struct link_node *of, bool inside_not)
{
    if (!is_null_test(of)) {
        buf_add_text(w->buf, "NOT ");
        add_bracketed(w, of, true, !inside_not);
    } else if (inside_not || !add_is_literal(w, of))
        add_null(w, of, true);
}

/* Brackets where reading from the left would join otherwise. */
static void add_node(const struct writing *w, const struct link_node *n, bool inside_not)
{
    switch (n->kind) {
    case NODE_ALWAYS: buf_add_text(w->buf, "ELSE"); break;
    case NODE_TEST: add_test(w, n); break;
    case NODE_NOT: add_not(w, n->one, inside_not); break;
    case NODE_AND:
        add_bracketed(w, n->one, n->one->kind == NODE_OR, inside_not);
        buf_add_text(w->buf, " AND ");
        add_bracketed(w, n->two, n->two->kind == NODE_OR || n->two->kind == NODE_AND, inside_not);
        break;
    case NODE_OR:
        add_bracketed(w, n->one, false, inside_not);
        buf_add_text(w->buf, " OR ");
        add_bracketed(w, n->two, n->two->kind == NODE_OR, inside_not);
        break;
    }
}

void sql_condition_write(const struct link_model *m, const struct link_node *n, struct buf *b)
{
    struct writing w = { m, b, NAMES_END };

    add_node(&w, n, false);
}

void sql_rule_write(const struct link_model *m, const struct link_rule *r, struct buf *b)
{
    struct writing w = { m, b, NAMES_TABLE };

    for (size_t i = 0; i < r->parts; i++) {
        buf_add_text(b, i ? " AND (" : r->parts > 1 ? "(" : "");
        add_expr(&w, &r->part[i], SIDE_LEFT);
        buf_add_text(b, " = ");
        add_expr(&w, &r->part[i], SIDE_RIGHT);
        buf_add_text(b, r->parts > 1 ? ")" : "");
    }
}

void sql_expr_write(const struct link_model *m, const struct link_expr *e, struct buf *b)
{
    struct writing w = { m, b, NAMES_BARE };

    add_expr(&w, e, SIDE_NONE);
}
