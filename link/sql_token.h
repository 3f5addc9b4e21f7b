/*
 * link/sql_token - a condition's SQL cut into words, names in quotes, texts, numbers and signs.
 *
 * Only link/sql.c reads by it. A doubled quote inside quotes is one of them; a
 * backslash is a backslash; bytes beyond ASCII are letters.
 */
#ifndef LINK_SQL_TOKEN_H
#define LINK_SQL_TOKEN_H

#include "base/arena.h"
#include "base/err.h"

enum token_kind {
    TOKEN_END,
    TOKEN_WORD,
    TOKEN_NAME, /* in double quotes or back-ticks */
    TOKEN_TEXT, /* in single quotes */
    TOKEN_NUMBER,
    TOKEN_SIGN,
};
struct token {
    enum token_kind kind;
    struct str text; /* without its quotes */
    size_t at;       /* its first character, counted from 1 */
};
struct sql_reader {
    struct str text;
    size_t next;      /* where the token after `now` begins */
    struct token now;
    struct arena *arena;
    struct err *err;
    int depth;        /* brackets the parser is in */
};

/* On to the next token; TOKEN_END when there is none. fails ERR_INPUT: a quote never closed; ERR_LIMIT */
bool token_step(struct sql_reader *r) MUST_USE;
/* The same past a token that must stand here; when `is_there` is false, `label` says what is wrong. */
bool token_step_past(struct sql_reader *r, bool is_there, const char *label) MUST_USE;
/* false, with ERR_INPUT: what `label` says, at the token that is read now */
bool token_refuse_at(const struct sql_reader *r, const char *label);
static inline bool token_refuse(const struct sql_reader *r, const char *label)
{
    return err_false(token_refuse_at(r, label));
}

bool token_is_sign(const struct sql_reader *r, const char *sign);
bool token_is_word(const struct sql_reader *r, const char *word); /* in any case */

#endif
