/*
 * link/settings - a model as JSON: Splink's settings, versions 3 to 5, and ours, the same and more.
 *
 * Read: trained m, u, probability_two_random_records_match, term frequency
 * settings, blocking rules, and the SQL conditions Splink's comparison library
 * generates (DuckDB and Spark spelling). What cannot be read is refused by name:
 * which comparison, which level, which word of the SQL. Our own functions, such
 * as clean("dob_l", 'birth') or nickname("a_l"), are told apart by name; a
 * model without them opens in Splink too.
 *
 * Ours, of one value: clean(x, 'birth') and the other kinds of column, nickname(x),
 * soundkey(x), first_word(x), last_word(x), forename_of(x), surname_of(x), year_of(x),
 * year_month_of(x), month_day_of(x), months_of(x), drop_same(x, per_million). Of two:
 * osa(l, r) <= 1, osa_points, jaro_winkler_points(l, r) >= 0.9, starts(l, r) >= 3,
 * has_word(l, r) >= 4. Beside Splink's settings: "training_blocking_rules".
 *
 * Not read, and refused: lists and their elements (but how many two lists share),
 * regular expressions other than Splink's own, times of day, months_between(),
 * cosine similarity, hamming(), joined texts, IN, LIKE.
 *
 * Written: every number with the digits that read back the same.
 */
#ifndef LINK_SETTINGS_H
#define LINK_SETTINGS_H

#include "base/buf.h"
#include "link/model.h"

/*
 * The model's file, whole. A number that is missing, or that Splink never
 * observed, is NAN: to be trained. Columns that a term frequency stands against
 * may be an expression of ours. `label` names the file in messages.
 *
 * fails  ERR_INPUT: says where, in words of the file's structure and names of functions; ERR_LIMIT
 */
bool settings_read(struct str json, const char *label, struct arena *a, struct link_model *out,
                   struct err *err) MUST_USE;
/*
 * Read again it is the same model; a link type that nobody said becomes
 * "dedupe_only", which Splink wants. A rule whose name is not the rule's own SQL
 * carries a member "name", training rules stand in "training_blocking_rules":
 * both are ours alone, as our functions are.
 */
bool settings_write(const struct link_model *m, struct buf *b, struct err *err) MUST_USE;

/*
 * One condition, blocking rule ("l.a = r.a AND ...") or value of one record (a
 * column, or a function of one) as SQL, and back. Reading adds the columns and
 * literals it meets to the model; when it fails the model is as it was.
 *
 * Where two records' values are compared it does not matter which comes first:
 * reading puts the first record's first.
 */
bool sql_condition_read(struct str sql, struct arena *a, struct link_model *m, const struct link_node **out,
                        struct err *err) MUST_USE;
bool sql_rule_read(struct str sql, struct arena *a, struct link_model *m, struct link_rule *out,
                   struct err *err) MUST_USE;
bool sql_expr_read(struct str sql, struct arena *a, struct link_model *m, struct link_expr *out,
                   struct err *err) MUST_USE;
void sql_condition_write(const struct link_model *m, const struct link_node *n, struct buf *b);
void sql_rule_write(const struct link_model *m, const struct link_rule *r, struct buf *b);
void sql_expr_write(const struct link_model *m, const struct link_expr *e, struct buf *b);

#endif
