/*
 * link/propose_block - which blocking rules, chosen from the data.
 *
 * A rule is good when records of one person share its key and records of
 * different people do not. The second is counted. The first cannot be seen
 * without knowing the matches, so a thousand imaginary matches are drawn, whose
 * fields are missing as often as they are missing in these files and wrong as
 * often as is usual for such a field; a rule reaches those of them whose parts
 * survived. Rules are taken one by one, each time the one that reaches most not
 * yet reached matches for its pairs, until little is gained or the budget is
 * spent. Counting is done on a sample of the records where there are many:
 * pairs grow with the square.
 *
 * Method: greedy set cover with costs, as Michelson and Knoblock, "Learning
 * Blocking Schemes for Record Linkage", AAAI 2006, but without labelled pairs.
 */
#ifndef LINK_PROPOSE_BLOCK_H
#define LINK_PROPOSE_BLOCK_H

#include "link/propose.h"
#include "link/propose_make.h"

/* All rules the roles allow, at most LINK_RULES_MAX; their counts nought. */
bool candidates_make(const struct propose_roles *roles, const struct link_table *t, struct arena *a,
                     struct proposal *out, struct err *err) MUST_USE;

/* Counts the candidates and chooses among them; the model's rules are the chosen, in order of choice. */
bool candidates_choose(const struct link_table *t, const struct propose_roles *roles,
                       const struct propose_order *o, struct arena *a, struct proposal *out,
                       struct err *err) MUST_USE;

#endif
