/* A model that is written and read again is the same model: any model. */
#include "base/chance.h"
#include "base/test.h"
#include "link/settings.h"
#include "link/sql_say_test.h"
#include "link/sql_terms.h"

enum { COLUMNS = 8, LITERALS = 4, DEPTH = 4 };
static const struct str COLUMN[COLUMNS] = { { "surname", 7 },   { "first name", 10 }, { "a\"b", 3 },
                                            { "x_l", 3 },       { "\xC3\xA9", 2 },    { "f(x)", 4 },
                                            { "`tick", 5 },     { "it's", 4 } };
static const struct str LITERAL[LITERALS] = {
    { "male", 4 }, { "o'neill", 7 }, { "\xC3\xA9", 2 }, { " ", 1 }
};

struct drawing {
    struct arena *arena;
    struct chance chance;
    bool failed;
};

static size_t below(struct drawing *d, size_t n)
{
    return (size_t)chance_below(&d->chance, n);
}

static bool tails(struct drawing *d)
{
    return below(d, 2) == 0;
}

static struct link_step draw_step(struct drawing *d)
{
    enum link_step_kind kind = (enum link_step_kind)below(d, STEP_BUT + 1);
    struct link_step s = { .kind = kind };

    if (kind == STEP_SUBSTR)
        s = (struct link_step){ kind, 1 + (int32_t)below(d, 5), (int32_t)below(d, 9) };
    else if (kind == STEP_DATE)
        s.a = (int32_t)below(d, LINK_DATE_FORMS);
    else if (kind == STEP_DROP_SAME)
        s.a = (int32_t)below(d, 1000000);
    else if (kind == STEP_ONLY || kind == STEP_BUT)
        s.a = (int32_t)below(d, LITERALS);
    while (kind == STEP_CLEAN && !role_term_of(s.a))
        s.a = (int32_t)below(d, ROLES);
    return s;
}

/* `last` is the step it must end in, or STEP_BUT + 1 for any or none. */
static struct link_expr draw_expr(struct drawing *d, enum link_step_kind last)
{
    struct link_expr e = { .column = (uint32_t)below(d, COLUMNS), .steps = (uint32_t)below(d, 4) };

    for (uint32_t i = 0; i < e.steps; i++)
        e.step[i] = draw_step(d);
    if (last <= STEP_BUT)
        e.step[e.steps++] = (struct link_step){ last, 0, 0 };
    return e;
}

static double draw_number(struct drawing *d)
{
    static const double NICE[] = { 0, 1, 2, 0.9, 0.92, 1e-5, 30.4375, 365.25, 3652.5, 123456789.125 };

    return tails(d) ? NICE[below(d, COUNT_OF(NICE))] : chance_unit(&d->chance) * 1000;
}

static void draw_test(struct drawing *d, struct link_node *n)
{
    enum link_step_kind last = STEP_BUT + 1;

    n->kind = NODE_TEST;
    n->test = (enum link_test_kind)below(d, TEST_HAS_WORD + 1);
    if (n->test == TEST_DAYS)
        last = STEP_DATE;
    else if (n->test == TEST_NUMBER || n->test == TEST_NUMBER_SHARE || n->test == TEST_KM)
        last = STEP_NUMBER;
    if (n->test != TEST_NULL_RIGHT)
        n->left = draw_expr(d, last);
    if (n->test != TEST_NULL_LEFT)
        n->right = draw_expr(d, last);
    if (n->test == TEST_KM) {
        n->left2 = draw_expr(d, last);
        n->right2 = draw_expr(d, last);
    }
    if (n->test > TEST_EQUAL) {
        n->threshold = draw_number(d);
        n->strict = tails(d);
    }
}

static const struct link_node *draw_node(struct drawing *d, int depth)
{
    struct link_node *n = arena_new(d->arena, struct link_node, 1);
    size_t kind = below(d, depth ? 5 : 1);

    if (!n) {
        d->failed = true;
        return NULL;
    }
    if (kind < 2)
        draw_test(d, n);
    else {
        n->kind = kind == 2 ? NODE_NOT : kind == 3 ? NODE_AND : NODE_OR;
        n->one = draw_node(d, depth - 1);
        n->two = kind == 2 ? NULL : draw_node(d, depth - 1);
    }
    return n;
}

static double draw_share(struct drawing *d)
{
    return below(d, 5) ? chance_unit(&d->chance) : (double)NAN;
}

static void draw_level(struct drawing *d, bool last, struct link_level *l)
{
    static struct link_node always = { .kind = NODE_ALWAYS };

    *l = (struct link_level){ .says = tails(d) ? STR("says \"so\"\n") : STR(""), .when = &always,
                              .null = !last && tails(d), .m = (double)NAN, .u = (double)NAN,
                              .fix_m = tails(d), .fix_u = tails(d), .adjusted = tails(d) };
    if (!last)
        l->when = draw_node(d, DEPTH);
    if (!l->null) {
        l->m = draw_share(d);
        l->u = draw_share(d);
    }
    if (l->adjusted) {
        l->term = draw_expr(d, STEP_BUT + 1);
        l->term_weight = draw_number(d);
        l->term_floor = tails(d) ? chance_unit(&d->chance) : 0;
        l->term_own_u = tails(d);
    }
}

static void draw_rule(struct drawing *d, const struct link_model *m, struct link_rule *r)
{
    struct buf sql = { .arena = d->arena };

    *r = (struct link_rule){ .name = STR("born on one day"), .parts = 1 + below(d, LINK_PARTS_MAX) };
    for (size_t i = 0; i < r->parts; i++)
        r->part[i] = draw_expr(d, STEP_BUT + 1);
    sql_rule_write(m, r, &sql);
    d->failed |= sql.failed;
    if (tails(d) && !sql.failed)
        r->name = (struct str){ sql.at, sql.len };
}

static bool draw_model(struct drawing *d, struct link_model *m)
{
    static struct str column[COLUMNS], literal[LITERALS];

    memcpy(column, COLUMN, sizeof column);
    memcpy(literal, LITERAL, sizeof literal);
    *m = (struct link_model){ .columns = COLUMNS, .column = column, .literals = LITERALS,
                              .literal = literal, .type = (enum link_type)(1 + below(d, 3)),
                              .lambda = tails(d) ? 0.001 + chance_unit(&d->chance) / 2 : (double)NAN,
                              .id_column = tails(d) ? STR("id") : STR(""),
                              .comparisons = 1 + below(d, 3), .rules = below(d, 3),
                              .training_rules = below(d, 3) };
    m->comparison = arena_new(d->arena, struct link_comparison, 3);
    m->rule = arena_new(d->arena, struct link_rule, 3);
    m->training_rule = arena_new(d->arena, struct link_rule, 3);
    if (!m->comparison || !m->rule || !m->training_rule)
        return false;
    for (size_t i = 0; i < m->comparisons; i++) {
        struct link_comparison *c = &m->comparison[i];
        *c = (struct link_comparison){ .name = STR("a name"), .says = tails(d) ? STR("says") : STR(""),
                                       .levels = 1 + below(d, 4) };
        c->level = arena_new(d->arena, struct link_level, 4);
        for (size_t k = 0; c->level && k < c->levels; k++)
            draw_level(d, k + 1 == c->levels, &c->level[k]);
        d->failed |= !c->level;
    }
    for (size_t i = 0; i < m->rules; i++)
        draw_rule(d, m, &m->rule[i]);
    for (size_t i = 0; i < m->training_rules; i++)
        draw_rule(d, m, &m->training_rule[i]);
    return !d->failed;
}

/* ---- a model in words, whatever the numbers of its columns ---- */

static void say_level(const struct link_model *m, const struct link_level *l, struct buf *b)
{
    say_node(m, l->when, b);
    buf_addf(b, " %d %d %d %a %a ", l->null, l->fix_m, l->fix_u, isnan(l->m) ? -1 : l->m,
             isnan(l->u) ? -1 : l->u);
    buf_add(b, l->says);
    if (l->adjusted) {
        say_expr(m, &l->term, b);
        buf_addf(b, " %a %a %d", l->term_weight, l->term_floor, l->term_own_u);
    }
    buf_add_byte(b, '\n');
}

static void say_rules(const struct link_model *m, const struct link_rule *r, size_t rules, struct buf *b)
{
    for (size_t i = 0; i < rules; i++) {
        buf_add(b, r[i].name);
        for (size_t k = 0; k < r[i].parts; k++) {
            buf_add(b, STR(" + "));
            say_expr(m, &r[i].part[k], b);
        }
        buf_add_byte(b, '\n');
    }
}

static struct str say_model(const struct link_model *m, struct arena *a)
{
    struct buf b = { .arena = a };

    buf_addf(&b, "%d %a %zu %zu %zu\n", (int)m->type, isnan(m->lambda) ? -1 : m->lambda, m->comparisons,
             m->rules, m->training_rules);
    buf_add(&b, m->id_column);
    for (size_t i = 0; i < m->comparisons; i++) {
        buf_add(&b, m->comparison[i].name);
        buf_add(&b, m->comparison[i].says);
        for (size_t k = 0; k < m->comparison[i].levels; k++)
            say_level(m, &m->comparison[i].level[k], &b);
    }
    say_rules(m, m->rule, m->rules, &b);
    say_rules(m, m->training_rule, m->training_rules, &b);
    return b.failed ? STR("") : (struct str){ b.at, b.len };
}

static void check_round(struct test *t, uint64_t seed, struct arena *a, struct err *err)
{
    struct drawing d = { .arena = a };
    struct buf b = { .arena = a }, again = { .arena = a };
    struct link_model m, read;

    chance_open(&d.chance, 77, seed);
    REQUIRE(draw_model(&d, &m) && settings_write(&m, &b, err));
    bool ok = settings_read((struct str){ b.at, b.len }, "m.json", a, &read, err);
    if (!ok)
        test_fail(t, __FILE__, (int)seed, err->say);
    REQUIRE(ok);
    CHECK_STR(say_model(&read, a), say_model(&m, a));
    REQUIRE(settings_write(&read, &again, err));
    CHECK_STR(((struct str){ again.at, again.len }), ((struct str){ b.at, b.len }));
}

TEST_ONCE(any_model_that_is_written_reads_back_the_same) /* hundreds of models */
{
    for (uint64_t seed = 0; seed < 500; seed++) {
        struct arena one _cleanup_(arena_close);
        arena_open(&one, (size_t)1 << 24);
        check_round(t, seed, &one, err);
    }
}

TEST(a_model_reads_back_the_same_or_says_that_memory_ran_out)
{
    check_round(t, 3, a, err);
    CHECK(err->kind == ERR_NONE || err->kind == ERR_LIMIT);
}
