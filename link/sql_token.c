#include "link/sql_token.h"

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A letter, figure or sign that SQL has a use for. */
static bool is_plain(char c)
{
    return c > ' ' && (unsigned char)c < 0x7F && !strchr("~#$@\\", c);
}

/* The sign or word that is read now, for a message; not what stands in quotes. */
static const char *now_word(const struct sql_reader *r, char *room, size_t size)
{
    struct str text = r->now.text;

    if (r->now.kind == TOKEN_END)
        return "its end";
    if ((r->now.kind != TOKEN_SIGN && r->now.kind != TOKEN_WORD) || text.len >= size)
        return "what stands there";
    for (size_t i = 0; i < text.len; i++)
        if (!is_plain(text.at[i]))
            return "what stands there";
    memcpy(room, text.at, text.len);
    room[text.len] = 0;
    return room;
}

bool token_refuse_at(const struct sql_reader *r, const char *label)
{
    char room[32];

    return err_set(r->err, ERR_INPUT, "%s at character %zu of the SQL: %s", label, r->now.at,
                   now_word(r, room, sizeof room));
}

static char byte_at(const struct sql_reader *r, size_t i)
{
    return i < r->text.len ? r->text.at[i] : 0;
}

/* What stands between two quotes, where a doubled quote is one of them. */
static bool read_quoted(struct sql_reader *r, char quote)
{
    size_t i = r->next + 1, from = i, doubled = 0;

    for (;; i++) {
        if (i >= r->text.len)
            return token_refuse(r, "a quote is opened and never closed");
        if (r->text.at[i] != quote)
            continue;
        if (byte_at(r, i + 1) != quote)
            break;
        doubled++;
        i++;
    }
    r->now.text = (struct str){ r->text.at + from, i - from };
    r->next = i + 1;
    if (!doubled)
        return true;
    char *plain = arena_alloc(r->arena, i - from, 1, 1);
    size_t len = 0;
    if (!plain)
        return err_memory(r->err, "a condition in SQL");
    for (size_t k = from; k < i; k++) {
        plain[len++] = r->text.at[k];
        k += r->text.at[k] == quote;
    }
    r->now.text = (struct str){ plain, len };
    return true;
}

static size_t end_of_word(const struct sql_reader *r, size_t i)
{
    while (is_letter(byte_at(r, i)) || is_digit(byte_at(r, i)))
        i++;
    return i;
}

static size_t end_of_number(const struct sql_reader *r, size_t i)
{
    while (is_digit(byte_at(r, i)) || byte_at(r, i) == '.')
        i++;
    if (byte_at(r, i) == 'e' || byte_at(r, i) == 'E') {
        size_t k = i + 1 + (byte_at(r, i + 1) == '-' || byte_at(r, i + 1) == '+');
        if (is_digit(byte_at(r, k))) {
            for (i = k; is_digit(byte_at(r, i)); i++)
                ;
        }
    }
    return i;
}

static size_t end_of_sign(const struct sql_reader *r, size_t i)
{
    static const char *const TWO[] = { "<=", ">=", "<>", "!=", "==", "||", "::", "->" };

    for (size_t k = 0; k < COUNT_OF(TWO); k++)
        if (byte_at(r, i) == TWO[k][0] && byte_at(r, i + 1) == TWO[k][1])
            return i + 2;
    return i + 1;
}

bool token_step(struct sql_reader *r)
{
    while (is_blank(byte_at(r, r->next)))
        r->next++;
    size_t i = r->next, end;
    char c = byte_at(r, i);

    r->now = (struct token){ .kind = TOKEN_END, .text = STR(""), .at = i + 1 };
    if (i >= r->text.len)
        return true;
    if (c == '"' || c == '`' || c == '\'') {
        r->now.kind = c == '\'' ? TOKEN_TEXT : TOKEN_NAME;
        return read_quoted(r, c);
    }
    if (is_letter(c)) {
        r->now.kind = TOKEN_WORD;
        end = end_of_word(r, i);
    } else if (is_digit(c) || (c == '.' && is_digit(byte_at(r, i + 1)))) {
        r->now.kind = TOKEN_NUMBER;
        end = end_of_number(r, i);
    } else {
        r->now.kind = TOKEN_SIGN;
        end = end_of_sign(r, i);
    }
    r->now.text = (struct str){ r->text.at + i, end - i };
    r->next = end;
    return true;
}

bool token_is_sign(const struct sql_reader *r, const char *sign)
{
    return r->now.kind == TOKEN_SIGN && str_eq(r->now.text, str_of(sign));
}

bool token_is_word(const struct sql_reader *r, const char *word)
{
    return r->now.kind == TOKEN_WORD && str_eq_fold(r->now.text, str_of(word));
}

/* A token that must stand here; `label` says so when it does not. */
bool token_step_past(struct sql_reader *r, bool is_there, const char *label)
{
    return is_there ? token_step(r) : token_refuse(r, label);
}
