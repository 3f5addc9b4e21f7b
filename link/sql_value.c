#include "link/sql_value.h"

#include "link/sql_terms.h"

#define LITERALS_MAX 256u

bool sql_refuse_at(const struct sql_context *c, const struct sql *t, const char *label)
{
    struct sql_word_room room;

    return err_set(c->err, ERR_INPUT, "%s at character %zu of the SQL %s", sql_word(t, &room), t->at,
                   label);
}

/* ---- the model's names and texts, numbered ---- */

/* The list's number of `text`, added when it is new. The list may be another's: it is copied, not grown. */
static bool number_of(const struct sql_context *c, const struct sql *t, struct str text, size_t most,
                      struct str **list, size_t *count, uint32_t *out)
{
    for (size_t i = 0; i < *count; i++)
        if (str_eq((*list)[i], text)) {
            *out = (uint32_t)i;
            return true;
        }
    if (*count == most)
        return sql_refuse(c, t, "is one more than a model may have of columns or texts");
    struct str *longer = arena_new(c->arena, struct str, *count + 1), copy = arena_copy(c->arena, text);
    if (!longer || !copy.at)
        return err_memory(c->err, "a model");
    if (*count)
        memcpy(longer, *list, *count * sizeof **list);
    longer[*count] = copy;
    *list = longer;
    *out = (uint32_t)(*count)++;
    return true;
}

/* ---- columns ---- */

static enum sql_side side_of_table(struct str table)
{
    return str_eq_fold(table, STR("l"))   ? SIDE_LEFT
           : str_eq_fold(table, STR("r")) ? SIDE_RIGHT
                                          : SIDE_NONE;
}

/* Takes _l or _r off the end. */
static enum sql_side side_of_end(struct str *name)
{
    struct str end = str_from(*name, name->len < 2 ? name->len : name->len - 2);

    if (!str_eq_fold(end, STR("_l")) && !str_eq_fold(end, STR("_r")))
        return SIDE_NONE;
    name->len -= 2;
    return end.at[1] == 'l' || end.at[1] == 'L' ? SIDE_LEFT : SIDE_RIGHT;
}

static bool read_column(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    struct str name = t->word;

    if (t->table.len) {
        out->side = side_of_table(t->table);
        if (out->side == SIDE_NONE)
            return sql_refuse(c, t, "stands in another table than l or r");
    } else if (c->names == NAMES_END)
        out->side = side_of_end(&name);
    if (out->side == SIDE_NONE && c->names != NAMES_BARE)
        return sql_refuse(c, t, c->names == NAMES_END
                                    ? "does not say whose it is: its name must end in _l or _r"
                                    : "does not say whose it is: it must stand behind l. or r.");
    if (name.len == 0)
        return sql_refuse(c, t, "has no name");
    return number_of(c, t, name, LINK_COLUMNS_MAX, &c->model->column, &c->model->columns,
                     &out->expr.column);
}

/* ---- steps ---- */

bool sql_value_step(const struct sql_context *c, const struct sql *t, struct sql_value *v,
                    enum link_step_kind kind, int32_t a, int32_t b)
{
    if (v->expr.steps == LINK_STEPS_MAX)
        return sql_refuse(c, t, "is one step more than can be read: at most 4 in one another");
    v->expr.step[v->expr.steps++] = (struct link_step){ kind, a, b };
    v->bare = false;
    return true;
}

static bool ends_in(const struct sql_value *v, enum link_step_kind kind)
{
    return v->expr.steps && v->expr.step[v->expr.steps - 1].kind == kind;
}

bool sql_value_as_date(const struct sql_context *c, const struct sql *t, struct sql_value *v)
{
    return ends_in(v, STEP_DATE) || sql_value_step(c, t, v, STEP_DATE, LINK_DATE_ISO, 0);
}

bool sql_value_as_number(const struct sql_context *c, const struct sql *t, struct sql_value *v)
{
    return ends_in(v, STEP_NUMBER) || sql_value_step(c, t, v, STEP_NUMBER, 0, 0);
}

static bool step_literal(const struct sql_context *c, const struct sql *t, struct sql_value *v,
                         enum link_step_kind kind, struct str literal)
{
    uint32_t number;

    return number_of(c, t, literal, LITERALS_MAX, &c->model->literal, &c->model->literals, &number) &&
           sql_value_step(c, t, v, kind, (int32_t)number, 0);
}

bool sql_value_only(const struct sql_context *c, const struct sql *t, struct sql_value *v,
                    struct str literal)
{
    return step_literal(c, t, v, STEP_ONLY, literal);
}

/* A whole number that is part i, or `missing` when there is no such part. */
static bool read_count(const struct sql_context *c, const struct sql *t, size_t i, int32_t least,
                       int32_t missing, int32_t *out)
{
    const struct sql *part = sql_part(t, i);

    *out = missing;
    if (!part)
        return missing >= least || sql_refuse(c, t, "lacks a number");
    if (part->kind != SQL_NUMBER || part->number < least || part->number > 1e9 ||
        part->number != floor(part->number))
        return sql_refuse(c, t, "is read with a whole number only, none below its least");
    *out = (int32_t)part->number;
    return true;
}

static bool read_substr(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    int32_t from = 1, count;
    bool left = sql_is_call(t, "left");

    if (t->parts > 3 || (left && t->parts != 2))
        return sql_refuse(c, t, "has too many arguments");
    if (!left && !read_count(c, t, 1, 1, 0, &from))
        return false;
    return read_count(c, t, left ? 1 : 2, 0, left ? -1 : 1000000000, &count) &&
           sql_value_step(c, t, out, STEP_SUBSTR, from, count);
}

static bool read_pattern(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    const struct sql *pattern = sql_part(t, 1), *group = sql_part(t, 2);
    struct link_expr before = out->expr;
    enum link_step_kind kind;

    if (!pattern || pattern->kind != SQL_TEXT || !pattern_find(pattern->word, &kind))
        return sql_refuse(c, t, "has a pattern that is not read; those of Splink's e-mail and postcode "
                                "comparisons are");
    if (t->parts > 3 || (group && (group->kind != SQL_NUMBER || group->number != 0)))
        return sql_refuse(c, t, "is read with group 0 only");
    if (!sql_value_step(c, t, out, kind, 0, 0))
        return false;
    out->bare = true;
    out->before = before;
    return true;
}

static bool read_nullif(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    const struct sql *text = sql_part(t, 1);

    if (t->parts != 2 || text->kind != SQL_TEXT)
        return sql_refuse(c, t, "is read with a text only");
    out->bare = false;
    return text->word.len == 0 || step_literal(c, t, out, STEP_BUT, text->word);
}

static bool read_date(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    const struct sql *form = sql_part(t, 1);
    int32_t number;

    if (t->parts != 2 || form->kind != SQL_TEXT || !date_form_find(form->word, &number))
        return sql_refuse(c, t, "has a form of date that is not read; '%Y-%m-%d', '%Y%m%d', '%d/%m/%Y' and "
                                "their like are");
    return sql_value_step(c, t, out, STEP_DATE, number, 0);
}

static bool read_date_again(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    if (t->parts != 1)
        return sql_refuse(c, t, "has too many arguments");
    if (sql_is_call(t, "date"))
        return sql_value_as_date(c, t, out);
    return sql_value_as_date(c, t, out) && sql_value_step(c, t, out, STEP_YEAR, 0, 0);
}

/* ---- calls ---- */

typedef bool call_read(const struct sql_context *c, const struct sql *t, struct sql_value *out);
static const struct call_term {
    const char *name;
    call_read *read; /* the first argument is read already */
} CALLS[] = {
    { "substr", read_substr },           { "substring", read_substr },
    { "left", read_substr },             { "regexp_extract", read_pattern },
    { "nullif", read_nullif },           { "try_strptime", read_date },
    { "strptime", read_date },           { "to_date", read_date },
    { "to_timestamp", read_date },       { "try_to_timestamp", read_date },
    { "date", read_date_again },         { "year", read_date_again },
};

static bool read_step(const struct sql_context *c, const struct sql *t, const struct step_term *term,
                      struct sql_value *out)
{
    const struct sql *part = sql_part(t, 1);
    int32_t a = 0;

    if (t->parts != (term->argument == ARGUMENT_NONE ? 1u : 2u))
        return sql_refuse(c, t, "has too many arguments, or too few");
    if (term->argument == ARGUMENT_ROLE && !(part->kind == SQL_TEXT && role_term_find(part->word, &a)))
        return sql_refuse(c, t, "does not know this kind of column; 'forename', 'surname', 'birth', "
                                "'postcode', 'phone', 'email' are some it knows");
    if (term->argument == ARGUMENT_COUNT && !read_count(c, t, 1, 0, -1, &a))
        return false;
    return sql_value_step(c, t, out, term->step, a, 0);
}

static bool read_call(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    const struct step_term *term = step_term_named(t->word);

    for (size_t i = 0; i < COUNT_OF(CALLS); i++)
        if (sql_is_call(t, CALLS[i].name))
            return t->parts ? sql_value_read(c, t->first, out) && CALLS[i].read(c, t, out)
                            : sql_refuse(c, t, "has no argument");
    if (!term || t->parts == 0)
        return sql_refuse(c, t, "is not read in this place");
    return sql_value_read(c, t->first, out) && read_step(c, t, term, out);
}

static bool is_type(const struct sql *t, const char *const *names)
{
    for (; *names; names++)
        if (str_eq_fold(t->word, str_of(*names)))
            return true;
    return false;
}

static bool read_cast(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    static const char *const TEXT[] = { "text", "varchar", "string", NULL };
    static const char *const DATE[] = { "date", "timestamp", NULL };
    static const char *const NUMBER[] = { "double", "float", "real",    "int",     "integer", "bigint",
                                          "float8", "float4", "decimal", "numeric", NULL };

    if (!sql_value_read(c, t->first, out))
        return false;
    if (is_type(t, DATE))
        return sql_value_as_date(c, t, out);
    if (is_type(t, NUMBER))
        return sql_value_step(c, t, out, STEP_NUMBER, 0, 0);
    return is_type(t, TEXT) || sql_refuse(c, t, "is to a type that is not read");
}

/* CASE WHEN x = 'male' THEN x END */
static bool read_case(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    const struct sql *when = t->first, *then = when->next;
    bool is_equality = t->parts == 2 && when->kind == SQL_COMPARE && str_eq(when->word, STR("="));

    if (!is_equality || when->first->next->kind != SQL_TEXT || !sql_same(when->first, then))
        return sql_refuse(c, t, "is not read in this place");
    return sql_value_read(c, then, out) && sql_value_only(c, t, out, when->first->next->word);
}

bool sql_value_read(const struct sql_context *c, const struct sql *t, struct sql_value *out)
{
    switch (t->kind) {
    case SQL_COLUMN:
        *out = (struct sql_value){ 0 };
        return read_column(c, t, out);
    case SQL_CALL: return read_call(c, t, out);
    case SQL_CAST: return read_cast(c, t, out);
    case SQL_CASE: return read_case(c, t, out);
    default: return sql_refuse(c, t, "is not read in this place: a column, or a function of one, is");
    }
}
