#include "link/sql.h"

#include "base/number.h"
#include "link/sql_token.h"

#include <math.h>

static bool add(struct sql_reader *r, enum sql_kind kind, struct str word, size_t at, struct sql **out)
{
    struct sql *t = arena_new(r->arena, struct sql, 1);

    if (!t)
        return err_memory(r->err, "a condition in SQL");
    t->kind = kind;
    t->word = word;
    t->table = STR("");
    t->at = at;
    t->height = 1;
    *out = t;
    return true;
}

static bool add_part(struct sql_reader *r, struct sql *t, struct sql *part)
{
    struct sql **end = &t->first;

    if (part->height + 1 > SQL_DEPTH_MAX)
        return token_refuse(r, "the condition is nested too deeply or too long");
    if (part->height + 1 > t->height)
        t->height = part->height + 1;
    while (*end)
        end = &(*end)->next;
    *end = part;
    t->parts++;
    return true;
}

static bool add_two(struct sql_reader *r, enum sql_kind kind, struct token sign, struct sql *one,
                    struct sql *two, struct sql **out)
{
    return add(r, kind, sign.text, sign.at, out) && add_part(r, *out, one) && add_part(r, *out, two);
}

static bool parse_or(struct sql_reader *r, struct sql **out);
static bool parse_unary(struct sql_reader *r, struct sql **out);

static bool parse_inner(struct sql_reader *r, struct sql **out)
{
    if (r->depth == SQL_DEPTH_MAX)
        return token_refuse(r, "the condition is nested too deeply");
    r->depth++;
    bool ok = parse_or(r, out);
    r->depth--;
    return ok;
}

static bool parse_number(struct sql_reader *r, struct sql **out)
{
    double x;

    if (!number_real(r->now.text, &x))
        return token_refuse(r, "a number that cannot be read");
    if (!add(r, SQL_NUMBER, r->now.text, r->now.at, out))
        return false;
    (*out)->number = x;
    return token_step(r);
}

/* floor(2.5) */
static void reckon_call(struct sql *t)
{
    if (t->parts == 1 && t->first->kind == SQL_NUMBER && sql_is_call(t, "floor")) {
        *t = (struct sql){ .kind = SQL_NUMBER, .word = STR(""), .table = STR(""), .at = t->at,
                           .height = 1, .number = floor(t->first->number) };
    }
}

static bool parse_call(struct sql_reader *r, struct token name, struct sql **out)
{
    struct sql *part;

    if (!add(r, SQL_CALL, name.text, name.at, out) || !token_step(r))
        return false;
    while (!token_is_sign(r, ")")) {
        if ((*out)->parts &&
            !token_step_past(r, token_is_sign(r, ","), "a comma or a closing bracket is missing"))
            return false;
        if ((*out)->parts == 8)
            return token_refuse(r, "a function with too many arguments");
        if (!parse_inner(r, &part) || !add_part(r, *out, part))
            return false;
    }
    reckon_call(*out);
    return token_step(r);
}

static bool parse_type(struct sql_reader *r, struct sql *cast)
{
    if (r->now.kind != TOKEN_WORD)
        return token_refuse(r, "the name of a type is missing");
    cast->word = r->now.text;
    return token_step(r);
}

static bool parse_cast(struct sql_reader *r, size_t at, struct sql **out)
{
    struct sql *part;

    return token_step(r) && parse_inner(r, &part) && add(r, SQL_CAST, STR(""), at, out) &&
           add_part(r, *out, part) &&
           token_step_past(r, token_is_word(r, "as"), "the word AS is missing") &&
           parse_type(r, *out) &&
           token_step_past(r, token_is_sign(r, ")"), "a closing bracket is missing");
}

static bool parse_case(struct sql_reader *r, size_t at, struct sql **out)
{
    struct sql *part;

    if (!add(r, SQL_CASE, STR("case"), at, out))
        return false;
    while (token_is_word(r, "when")) {
        if (!token_step(r) || !parse_inner(r, &part) || !add_part(r, *out, part) ||
            !token_step_past(r, token_is_word(r, "then"), "the word THEN is missing") ||
            !parse_inner(r, &part) || !add_part(r, *out, part))
            return false;
    }
    if ((*out)->parts == 0)
        return token_refuse(r, "the word WHEN is missing");
    if (token_is_word(r, "else") && (!token_step(r) || !parse_inner(r, &part) || !add_part(r, *out, part)))
        return false;
    return token_step_past(r, token_is_word(r, "end"), "the word END is missing");
}

/* A name alone, or after its table and a point. */
static bool parse_column(struct sql_reader *r, struct token name, struct sql **out)
{
    if (!add(r, SQL_COLUMN, name.text, name.at, out))
        return false;
    (*out)->quoted = name.kind == TOKEN_NAME;
    if (!token_is_sign(r, "."))
        return true;
    if (!token_step(r))
        return false;
    if (r->now.kind != TOKEN_WORD && r->now.kind != TOKEN_NAME)
        return token_refuse(r, "a column's name is missing");
    (*out)->table = name.text;
    (*out)->word = r->now.text;
    (*out)->quoted = r->now.kind == TOKEN_NAME;
    return token_step(r);
}

static bool is_reserved(struct str word)
{
    static const char *const WORDS[] = { "and",  "or",   "not", "is", "when", "then",
                                         "else", "case", "end", "as", "in",   "like",
                                         "between", "true", "false", "select", "exists" };

    for (size_t i = 0; i < COUNT_OF(WORDS); i++)
        if (str_eq_fold(word, str_of(WORDS[i])))
            return true;
    return false;
}

static bool parse_word(struct sql_reader *r, struct sql **out)
{
    struct token name = r->now;

    if (name.kind == TOKEN_WORD && str_eq_fold(name.text, STR("null")))
        return add(r, SQL_NULL, name.text, name.at, out) && token_step(r);
    if (token_is_word(r, "case"))
        return token_step(r) && parse_case(r, name.at, out);
    if (name.kind == TOKEN_WORD && is_reserved(name.text))
        return token_refuse(r, "a word that is not read here");
    if (!token_step(r))
        return false;
    if (!token_is_sign(r, "("))
        return parse_column(r, name, out);
    if (str_eq_fold(name.text, STR("cast")) || str_eq_fold(name.text, STR("try_cast")))
        return parse_cast(r, name.at, out);
    return parse_call(r, name, out);
}

static bool parse_primary(struct sql_reader *r, struct sql **out)
{
    switch (r->now.kind) {
    case TOKEN_NUMBER: return parse_number(r, out);
    case TOKEN_TEXT: return add(r, SQL_TEXT, r->now.text, r->now.at, out) && token_step(r);
    case TOKEN_WORD:
    case TOKEN_NAME: return parse_word(r, out);
    case TOKEN_END: return token_refuse(r, "more should follow");
    case TOKEN_SIGN: break;
    }
    if (!token_is_sign(r, "("))
        return token_refuse(r, "a sign that is not read here");
    return token_step(r) && parse_inner(r, out) &&
           token_step_past(r, token_is_sign(r, ")"), "a closing bracket is missing");
}

static bool parse_postfix(struct sql_reader *r, struct sql **out)
{
    if (!parse_primary(r, out))
        return false;
    while (token_is_sign(r, "::")) {
        struct sql *cast, *part = *out;
        if (!token_step(r) || !add(r, SQL_CAST, STR(""), part->at, &cast) || !add_part(r, cast, part) ||
            !parse_type(r, cast))
            return false;
        *out = cast;
    }
    return true;
}

static bool parse_minus(struct sql_reader *r, struct sql **out)
{
    struct token sign = r->now;
    struct sql *of, *zero;

    if (r->depth == SQL_DEPTH_MAX)
        return token_refuse(r, "the condition is nested too deeply");
    r->depth++;
    bool ok = token_step(r) && parse_unary(r, &of);
    r->depth--;
    if (!ok)
        return false;
    if (of->kind != SQL_NUMBER)
        return add(r, SQL_NUMBER, STR(""), sign.at, &zero) &&
               add_two(r, SQL_SUM, sign, zero, of, out);
    of->number = -of->number;
    of->word = STR("");
    *out = of;
    return true;
}

static bool parse_unary(struct sql_reader *r, struct sql **out)
{
    return token_is_sign(r, "-") ? parse_minus(r, out) : parse_postfix(r, out);
}

/* 2 * 3: reckoned in place of the first, when it comes to a number. */
static bool reckon(struct sql *one, char sign, const struct sql *two)
{
    if (one->kind != SQL_NUMBER || two->kind != SQL_NUMBER)
        return false;
    double x = sign == '+' ? one->number + two->number : sign == '-' ? one->number - two->number
               : sign == '*' ? one->number * two->number : one->number / two->number;
    if (!isfinite(x))
        return false;
    one->number = x;
    one->word = STR("");
    return true;
}

static bool parse_product(struct sql_reader *r, struct sql **out)
{
    struct sql *one, *two;

    if (!parse_unary(r, &one))
        return false;
    while (token_is_sign(r, "*") || token_is_sign(r, "/")) {
        struct token sign = r->now;
        if (!token_step(r) || !parse_unary(r, &two))
            return false;
        if (!reckon(one, sign.text.at[0], two) && !add_two(r, SQL_SUM, sign, one, two, &one))
            return false;
    }
    *out = one;
    return true;
}

static bool parse_sum(struct sql_reader *r, struct sql **out)
{
    struct sql *one, *two;

    if (!parse_product(r, &one))
        return false;
    while (token_is_sign(r, "+") || token_is_sign(r, "-") || token_is_sign(r, "||")) {
        struct token sign = r->now;
        if (!token_step(r) || !parse_product(r, &two))
            return false;
        bool reckoned = sign.text.len == 1 && reckon(one, sign.text.at[0], two);
        if (!reckoned && !add_two(r, SQL_SUM, sign, one, two, &one))
            return false;
    }
    *out = one;
    return true;
}

static bool is_comparison(const struct sql_reader *r)
{
    static const char *const SIGNS[] = { "=", "==", "<>", "!=", "<", "<=", ">", ">=" };

    for (size_t i = 0; i < COUNT_OF(SIGNS); i++)
        if (token_is_sign(r, SIGNS[i]))
            return true;
    return false;
}

static bool parse_is_null(struct sql_reader *r, struct sql *of, struct sql **out)
{
    struct token is = r->now;
    struct sql *inner;

    if (!token_step(r))
        return false;
    bool is_not = token_is_word(r, "not");
    if ((is_not && !token_step(r)) ||
        !token_step_past(r, token_is_word(r, "null"), "the word NULL is missing") ||
        !add(r, SQL_IS_NULL, STR("is null"), is.at, &inner) || !add_part(r, inner, of))
        return false;
    if (!is_not) {
        *out = inner;
        return true;
    }
    return add(r, SQL_NOT, STR("not"), is.at, out) && add_part(r, *out, inner);
}

static bool parse_comparison(struct sql_reader *r, struct sql **out)
{
    struct sql *one, *two;

    if (!parse_sum(r, &one))
        return false;
    if (token_is_word(r, "is"))
        return parse_is_null(r, one, out);
    *out = one;
    if (!is_comparison(r))
        return true;
    struct token sign = r->now;
    if (str_eq(sign.text, STR("==")))
        sign.text = STR("=");
    if (str_eq(sign.text, STR("!=")))
        sign.text = STR("<>");
    return token_step(r) && parse_sum(r, &two) && add_two(r, SQL_COMPARE, sign, one, two, out);
}

static bool parse_not(struct sql_reader *r, struct sql **out)
{
    struct token word = r->now;
    struct sql *of;

    if (!token_is_word(r, "not"))
        return parse_comparison(r, out);
    if (r->depth == SQL_DEPTH_MAX)
        return token_refuse(r, "the condition is nested too deeply");
    r->depth++;
    bool ok = token_step(r) && parse_not(r, &of) && add(r, SQL_NOT, word.text, word.at, out) &&
              add_part(r, *out, of);
    r->depth--;
    return ok;
}

static bool parse_and(struct sql_reader *r, struct sql **out)
{
    struct sql *two;

    if (!parse_not(r, out))
        return false;
    while (token_is_word(r, "and")) {
        struct token word = r->now;
        if (!token_step(r) || !parse_not(r, &two) || !add_two(r, SQL_AND, word, *out, two, out))
            return false;
    }
    return true;
}

static bool parse_or(struct sql_reader *r, struct sql **out)
{
    struct sql *two;

    if (!parse_and(r, out))
        return false;
    while (token_is_word(r, "or")) {
        struct token word = r->now;
        if (!token_step(r) || !parse_and(r, &two) || !add_two(r, SQL_OR, word, *out, two, out))
            return false;
    }
    return true;
}

bool sql_parse(struct str text, struct arena *a, const struct sql **out, struct err *err)
{
    struct sql_reader r = { .text = text, .arena = a, .err = err };
    struct sql *t;

    if (text.len > SQL_TEXT_MAX)
        return err_set(err, ERR_INPUT, "a condition of %zu bytes is too long; %u are read", text.len,
                       SQL_TEXT_MAX);
    if (!token_step(&r))
        return false;
    if (token_is_word(&r, "else")) {
        if (!add(&r, SQL_ELSE, r.now.text, r.now.at, &t) || !token_step(&r))
            return false;
    } else if (!parse_or(&r, &t))
        return false;
    if (r.now.kind != TOKEN_END)
        return token_refuse(&r, "something that is not read here");
    *out = t;
    return true;
}
