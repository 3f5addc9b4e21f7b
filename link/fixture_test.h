/*
 * link/fixture_test - small tables, models and the plain truth about them, for the tests of this room.
 *
 * A table is made from rows as they would stand in a file, without the loader;
 * records are numbered in the order of the rows. A model is put together from
 * expressions and conditions. What is fast elsewhere is done here the plain way:
 * every two records, every condition by the texts themselves.
 */
#ifndef LINK_FIXTURE_TEST_H
#define LINK_FIXTURE_TEST_H

#include "base/chance.h"
#include "link/pairs.h"

/* `cell`: rows * columns texts, "" for none; `source`: each row's, from 0; NULL: one source. fails ERR_LIMIT
 */
bool fixture_table(const char *const *column, size_t columns, const char *const *cell, size_t rows,
                   const uint8_t *source, struct arena *a, struct link_table *out, struct err *err) MUST_USE;

/*
 * Invented people: columns forename, surname, born (ISO, at times no date), postcode, town. About every
 * third row is an earlier person again, with slips; values are missing at times. Truth is filled.
 */
enum { PEOPLE_FORENAME, PEOPLE_SURNAME, PEOPLE_BORN, PEOPLE_POSTCODE, PEOPLE_TOWN, PEOPLE_COLUMNS };
bool fixture_people(uint64_t seed, size_t rows, size_t sources, struct arena *a, struct link_table *out,
                    struct err *err) MUST_USE;
/* The same people in another order: rows and sources come from `seed` as before, then are dealt anew. */
bool fixture_shuffled(const struct link_table *t, uint64_t seed, struct arena *a, struct link_table *out,
                      uint32_t *was, struct err *err) MUST_USE;

/* The people's columns as a model's; comparisons by name, slips, dates, postcode parts, swapped names. */
bool fixture_model(struct arena *a, struct link_model *out, struct err *err) MUST_USE;
/* One comparison of the people's columns: these two levels (none may be NULL), else. */
bool fixture_small_model(struct arena *a, struct link_model *out, const struct link_node *first,
                         const struct link_node *second, struct err *err) MUST_USE;
/* Comparisons whose conditions are trees of tests drawn by the seed. */
bool fixture_drawn_model(uint64_t seed, struct arena *a, struct link_model *out, struct err *err) MUST_USE;

/* ---- pieces of a model; NULL when the arena refuses, also when a piece put in is NULL ---- */

struct link_expr fixture_expr(uint32_t column);
struct link_expr fixture_step(uint32_t column, enum link_step_kind kind, int32_t from, int32_t many);
struct link_node *fixture_always(struct arena *a);
struct link_node *fixture_not(struct arena *a, const struct link_node *one);
struct link_node *fixture_join(struct arena *a, enum link_node_kind kind, const struct link_node *one,
                               const struct link_node *two);
struct link_node *fixture_test(struct arena *a, enum link_test_kind kind, struct link_expr left,
                               struct link_expr right, double threshold);
/* left of the first or right of the second record has no value */
struct link_node *fixture_missing(struct arena *a, struct link_expr e);

/* ---- the plain way ---- */

/* The level that compares one and two, one < two, by their texts. */
unsigned plain_level(const struct link_slots *s, const struct link_comparison *c, uint32_t one, uint32_t two);
bool plain_blocks(const struct link_slots *s, const struct link_rule *rule, uint32_t one, uint32_t two);

#endif
