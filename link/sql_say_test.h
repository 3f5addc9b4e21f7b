/* link/sql_say_test - a condition's tree in a line of text, for tests to hold against what they expect. */
#ifndef LINK_SQL_SAY_TEST_H
#define LINK_SQL_SAY_TEST_H

#include "base/buf.h"
#include "link/model.h"

/* and(equal{a|a}, not(days<=31{dob.date0|dob.date0})): tests with sign, threshold, left and right value */
void say_node(const struct link_model *m, const struct link_node *n, struct buf *b);
void say_expr(const struct link_model *m, const struct link_expr *e, struct buf *b); /* dob.date0.year */

#endif
