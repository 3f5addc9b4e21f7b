#include "link/sql_say_test.h"

#include "link/feature.h"
#include "link/sql_terms.h"

static const char *const STEP[] = {
    [STEP_CLEAN] = "clean", [STEP_LOWER] = "lower", [STEP_UPPER] = "upper", [STEP_TRIM] = "trim",
    [STEP_SUBSTR] = "substr", [STEP_BEFORE_AT] = "before@", [STEP_SECTOR] = "sector",
    [STEP_DISTRICT] = "district", [STEP_POSTAL_AREA] = "area", [STEP_YEAR_MONTH] = "yearmonth",
    [STEP_YEAR] = "year", [STEP_MONTH_DAY] = "monthday", [STEP_SOUND] = "sound", [STEP_NICK] = "nick",
    [STEP_FIRST_WORD] = "first", [STEP_LAST_WORD] = "last", [STEP_FORENAME_OF] = "forename",
    [STEP_SURNAME_OF] = "surname", [STEP_DATE] = "date", [STEP_NUMBER] = "number",
    [STEP_DROP_SAME] = "dropsame", [STEP_AFTER_AT] = "after@", [STEP_EMAIL] = "email",
    [STEP_POSTCODE] = "postcode", [STEP_MONTHS] = "months", [STEP_ONLY] = "only", [STEP_BUT] = "but",
};
static const char *const TEST_NAME[] = {
    [TEST_NULL_LEFT] = "null", [TEST_NULL_RIGHT] = "null", [TEST_EQUAL] = "equal", [TEST_JARO] = "jaro",
    [TEST_JARO_WINKLER] = "jw", [TEST_LEVENSHTEIN] = "lev", [TEST_OSA] = "osa", [TEST_DAMERAU] = "dam",
    [TEST_JARO_WINKLER_POINTS] = "jwp", [TEST_OSA_POINTS] = "osap", [TEST_JACCARD] = "jaccard",
    [TEST_DAYS] = "days", [TEST_NUMBER] = "number", [TEST_NUMBER_SHARE] = "share", [TEST_KM] = "km",
    [TEST_SHARED] = "shared", [TEST_STARTS] = "starts", [TEST_HAS_WORD] = "hasword",
};

void say_expr(const struct link_model *m, const struct link_expr *e, struct buf *b)
{
    buf_add(b, m->column[e->column]);
    for (uint32_t i = 0; i < e->steps; i++) {
        const struct link_step *s = &e->step[i];
        buf_addf(b, ".%s", STEP[s->kind]);
        if (s->kind == STEP_SUBSTR)
            buf_addf(b, "%d,%d", (int)s->a, (int)s->b);
        else if (s->kind == STEP_DATE || s->kind == STEP_DROP_SAME)
            buf_add_int(b, s->a);
        else if (s->kind == STEP_CLEAN)
            buf_add_text(b, role_term_of(s->a));
        else if (s->kind == STEP_ONLY || s->kind == STEP_BUT)
            buf_add(b, m->literal[s->a]);
    }
}

static void say_test(const struct link_model *m, const struct link_node *n, struct buf *b)
{
    bool left = n->test != TEST_NULL_RIGHT, right = n->test != TEST_NULL_LEFT;

    buf_add_text(b, TEST_NAME[n->test]);
    if (n->test > TEST_EQUAL)
        buf_addf(b, "%c%s%.10g", test_wants_much(n->test) ? '>' : '<', n->strict ? "" : "=",
                 n->threshold);
    buf_add_byte(b, '{');
    if (left)
        say_expr(m, &n->left, b);
    buf_add_byte(b, '|');
    if (right)
        say_expr(m, &n->right, b);
    if (n->test == TEST_KM) {
        buf_add_text(b, "; ");
        say_expr(m, &n->left2, b);
        buf_add_byte(b, '|');
        say_expr(m, &n->right2, b);
    }
    buf_add_byte(b, '}');
}

void say_node(const struct link_model *m, const struct link_node *n, struct buf *b)
{
    switch (n->kind) {
    case NODE_ALWAYS: buf_add_text(b, "always"); return;
    case NODE_TEST: say_test(m, n, b); return;
    case NODE_NOT: buf_add_text(b, "not("); break;
    case NODE_AND: buf_add_text(b, "and("); break;
    case NODE_OR: buf_add_text(b, "or("); break;
    }
    say_node(m, n->one, b);
    if (n->kind != NODE_NOT) {
        buf_add_text(b, ", ");
        say_node(m, n->two, b);
    }
    buf_add_byte(b, ')');
}
