/*
 * link/sql - the SQL of a condition as a small tree: what stands there, not yet what it means.
 *
 * Enough of SQL for the conditions Splink's comparison library prints for DuckDB
 * and Spark: columns in double quotes, back-ticks or none, texts, numbers, calls,
 * casts, CASE, arithmetic, comparisons, IS NULL, AND, OR, NOT. Numbers that are
 * reckoned from numbers alone are reckoned at once: floor(864000 / 86400) is 10.
 * A backslash in a text is a backslash. Words are read in any case.
 *
 * What a tree means is link/sql_read.c's to say.
 */
#ifndef LINK_SQL_H
#define LINK_SQL_H

#include "base/arena.h"
#include "base/err.h"

#define SQL_TEXT_MAX  16384u /* bytes of one condition */
#define SQL_DEPTH_MAX 64     /* a tree's height, and brackets in brackets */

enum sql_kind {
    SQL_COLUMN,  /* word: its name; table: what stands before the point, or "" */
    SQL_TEXT,    /* word: what is between the quotes */
    SQL_NUMBER,  /* number; word: as it was written, or "" when reckoned */
    SQL_NULL,
    SQL_ELSE,    /* the word alone */
    SQL_CALL,    /* word(parts) */
    SQL_CAST,    /* one part; word: the type */
    SQL_CASE,    /* when, then, when, then ... and else when their number is odd */
    SQL_SUM,     /* word: + - * / || ; two parts */
    SQL_COMPARE, /* word: = <> < <= > >= ; two parts */
    SQL_IS_NULL, /* one part */
    SQL_NOT,     /* one part */
    SQL_AND,     /* two parts */
    SQL_OR,
};
struct sql {
    enum sql_kind kind;
    bool quoted;              /* a column whose name stands in quotes */
    struct str word, table;
    double number;
    size_t at;                /* its first character, counted from 1 */
    int height;               /* 1 without parts */
    size_t parts;
    struct sql *first, *next; /* its parts in order; the next part of what it belongs to */
};

/* fails ERR_INPUT (what is wrong at which character), ERR_LIMIT. cost: its length */
bool sql_parse(struct str text, struct arena *a, const struct sql **out, struct err *err) MUST_USE;

const struct sql *sql_part(const struct sql *t, size_t i); /* NULL when there are not so many */
bool sql_is_call(const struct sql *t, const char *name);   /* any case */
/* The same but for the case of words and the spelling of numbers. */
bool sql_same(const struct sql *a, const struct sql *b);

/*
 * Does the tree have the form of another, in which the columns A, B, C, D stand
 * for anything, the same letter for the same? out: bound[0..3], what they stand for
 */
#define SQL_BOUND 4u
bool sql_fits(const struct sql *form, const struct sql *t, const struct sql *bound[SQL_BOUND]);

/* The word of a tree for a message: a function's or operator's name, never a text or a column's name. */
struct sql_word_room {
    char at[40];
};
const char *sql_word(const struct sql *t, struct sql_word_room *room);

#endif
