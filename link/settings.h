/*
 * link/settings - a model as JSON: Splink's settings, versions 3 to 5, and our own, which is the same and more.
 *
 * Read: trained m, u, probability_two_random_records_match, term frequency
 * settings, blocking rules, and the SQL conditions Splink's comparison library
 * generates (DuckDB and Spark spelling). What cannot be read is refused by name:
 * which comparison, which level, which word of the SQL. Our own functions, such
 * as clean("dob_l", 'birth') or nickname("a_l", "a_r"), are told apart by name; a
 * model without them opens in Splink too.
 *
 * Written: every number with the digits that read back the same.
 */
#ifndef LINK_SETTINGS_H
#define LINK_SETTINGS_H

#include "base/buf.h"
#include "link/model.h"

/* fails ERR_INPUT (says where, in words of the file's structure, never its text beyond names of ours); ERR_LIMIT */
bool settings_read(struct str json, const char *label, struct arena *a, struct link_model *out,
                   struct err *err) MUST_USE;
/* Also the name the model gives the id column, or "". */
bool settings_write(const struct link_model *m, struct buf *b, struct err *err) MUST_USE;

/* One condition or rule as SQL, and back: for tests and messages. */
bool sql_condition_read(struct str sql, struct arena *a, struct link_model *m, const struct link_node **out,
                        struct err *err) MUST_USE;
bool sql_rule_read(struct str sql, struct arena *a, struct link_model *m, struct link_rule *out,
                   struct err *err) MUST_USE;
void sql_condition_write(const struct link_model *m, const struct link_node *n, struct buf *b);
void sql_rule_write(const struct link_model *m, const struct link_rule *r, struct buf *b);

#endif
