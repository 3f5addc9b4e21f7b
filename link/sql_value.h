/*
 * link/sql_value - a tree of SQL as a value of one of the two records: a column and steps.
 *
 * Whose value it is stands in the column's name: in a condition its end,
 * "surname_l" or "surname_r" (or l.surname), in a blocking rule the table before
 * the point, l.surname or r.surname, in a term frequency setting nothing at all.
 */
#ifndef LINK_SQL_VALUE_H
#define LINK_SQL_VALUE_H

#include "link/model.h"
#include "link/sql.h"

enum sql_names { NAMES_END, NAMES_TABLE, NAMES_BARE };
enum sql_side { SIDE_NONE, SIDE_LEFT, SIDE_RIGHT };

/* What reading takes: the model whose columns and literals grow. */
struct sql_context {
    struct link_model *model;
    enum sql_names names;
    struct arena *arena;
    struct err *err;
};
struct sql_value {
    struct link_expr expr;
    enum sql_side side;
    /*
     * regexp_extract() without NULLIF around it, as Splink 3 prints it: where the
     * pattern does not fit it is the empty text, not NULL. Then `before` is the
     * value without the pattern.
     */
    bool bare;
    struct link_expr before;
};

/* fails ERR_INPUT: a function, type or pattern that is not read; ERR_LIMIT */
bool sql_value_read(const struct sql_context *c, const struct sql *t, struct sql_value *out) MUST_USE;

bool sql_value_step(const struct sql_context *c, const struct sql *t, struct sql_value *v,
                    enum link_step_kind kind, int32_t a, int32_t b) MUST_USE;
/* Makes it a date (an ISO date where no form is given), or a number, unless it is one. */
bool sql_value_as_date(const struct sql_context *c, const struct sql *t, struct sql_value *v) MUST_USE;
bool sql_value_as_number(const struct sql_context *c, const struct sql *t, struct sql_value *v) MUST_USE;
/* No value unless it is this text. */
bool sql_value_only(const struct sql_context *c, const struct sql *t, struct sql_value *v,
                    struct str literal) MUST_USE;

/* false, with ERR_INPUT: `label` says what is wrong with the word of `t`, and where it stands */
bool sql_refuse_at(const struct sql_context *c, const struct sql *t, const char *label);
static inline bool sql_refuse(const struct sql_context *c, const struct sql *t, const char *label)
{
    return err_false(sql_refuse_at(c, t, label));
}

#endif
