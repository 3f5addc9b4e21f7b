#include "link/sql.h"

const struct sql *sql_part(const struct sql *t, size_t i)
{
    const struct sql *part = t->first;

    while (part && i--)
        part = part->next;
    return part;
}

bool sql_is_call(const struct sql *t, const char *name)
{
    return t->kind == SQL_CALL && str_eq_fold(t->word, str_of(name));
}

/* Are the two alike, their parts aside? */
static bool is_alike(const struct sql *a, const struct sql *b)
{
    if (a->kind != b->kind || a->parts != b->parts)
        return false;
    switch (a->kind) {
    case SQL_NUMBER: return a->number == b->number;
    case SQL_COLUMN: return str_eq(a->word, b->word) && str_eq_fold(a->table, b->table);
    case SQL_TEXT: return str_eq(a->word, b->word);
    default: return str_eq_fold(a->word, b->word);
    }
}

bool sql_same(const struct sql *a, const struct sql *b)
{
    if (!is_alike(a, b))
        return false;
    for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
        if (!sql_same(a, b))
            return false;
    return true;
}

/* The letter a form's column stands for, counted from A, or SQL_BOUND. */
static size_t letter_of(const struct sql *form)
{
    bool is_one = form->kind == SQL_COLUMN && form->word.len == 1 && form->table.len == 0;

    return is_one && form->word.at[0] >= 'A' && form->word.at[0] < 'A' + (char)SQL_BOUND
               ? (size_t)(form->word.at[0] - 'A')
               : SQL_BOUND;
}

static bool fits(const struct sql *form, const struct sql *t, const struct sql *bound[SQL_BOUND])
{
    size_t letter = letter_of(form);

    if (letter < SQL_BOUND) {
        if (!bound[letter])
            bound[letter] = t;
        return bound[letter] == t || sql_same(bound[letter], t);
    }
    if (!is_alike(form, t))
        return false;
    for (form = form->first, t = t->first; form && t; form = form->next, t = t->next)
        if (!fits(form, t, bound))
            return false;
    return true;
}

bool sql_fits(const struct sql *form, const struct sql *t, const struct sql *bound[SQL_BOUND])
{
    for (size_t i = 0; i < SQL_BOUND; i++)
        bound[i] = NULL;
    return fits(form, t, bound);
}

static const char *kind_word(const struct sql *t)
{
    switch (t->kind) {
    case SQL_COLUMN: return "a column";
    case SQL_TEXT: return "a text";
    case SQL_NUMBER: return "a number";
    case SQL_NULL: return "NULL";
    case SQL_ELSE: return "ELSE";
    case SQL_CALL: return "a function";
    case SQL_CAST: return "CAST";
    case SQL_CASE: return "CASE";
    case SQL_IS_NULL: return "IS NULL";
    case SQL_NOT: return "NOT";
    case SQL_AND: return "AND";
    case SQL_OR: return "OR";
    case SQL_SUM:
    case SQL_COMPARE: break;
    }
    return "a sign";
}

static bool is_plain(struct str word)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = word.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != '_')
            return false;
    }
    return word.len > 0;
}

const char *sql_word(const struct sql *t, struct sql_word_room *room)
{
    bool is_sign = t->kind == SQL_SUM || t->kind == SQL_COMPARE;
    bool fits_in = t->word.len + 3 <= sizeof room->at;

    if (!fits_in || !(is_sign || (t->kind == SQL_CALL && is_plain(t->word))))
        return kind_word(t);
    memcpy(room->at, t->word.at, t->word.len);
    memcpy(room->at + t->word.len, is_sign ? "" : "()", is_sign ? 1 : 3);
    return room->at;
}
