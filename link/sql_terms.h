/*
 * link/sql_terms - how each step and test of a model is spelled in SQL: one table, read both ways.
 *
 * Splink's own spellings come first and are the ones written; the others are
 * read as the same. Names that no database has (clean, nickname, soundkey,
 * osa ...) are ours: a model that uses them opens in safekeep alone.
 */
#ifndef LINK_SQL_TERMS_H
#define LINK_SQL_TERMS_H

#include "link/model.h"

/* A step that is a call of one value: lower(x), nickname(x), clean(x, 'birth'), drop_same(x, 500). */
enum step_argument { ARGUMENT_NONE, ARGUMENT_ROLE, ARGUMENT_COUNT };
struct step_term {
    const char *name;
    enum link_step_kind step;
    enum step_argument argument;
};
const struct step_term *step_term_named(struct str name);        /* NULL: none */
const struct step_term *step_term_of(enum link_step_kind step);  /* NULL: it is no such call */

/* Splink's regular expressions: the pattern of a step, the step of a pattern. */
const char *pattern_of(enum link_step_kind step);                /* NULL: it has none */
bool pattern_find(struct str pattern, enum link_step_kind *out) MUST_USE;

/* '%Y-%m-%d', or in Spark's spelling 'yyyy-MM-dd' */
const char *date_form_of(int32_t form);
bool date_form_find(struct str text, int32_t *out) MUST_USE;

/* The roles clean() knows: 'forename', 'birth' ... */
const char *role_term_of(int32_t role);                          /* NULL: none */
bool role_term_find(struct str text, int32_t *out) MUST_USE;

/* A test that is a call of two values held against a number. */
bool test_term_find(struct str name, enum link_test_kind *out) MUST_USE;
const char *test_term_of(enum link_test_kind test);              /* NULL: it is spelled another way */

/* Is it a function that is read somewhere, in a condition of the right form? */
bool term_is_known(struct str name);

#endif
