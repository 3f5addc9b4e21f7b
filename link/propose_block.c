#include "link/propose_block.h"

#include "base/buf.h"
#include "base/chance.h"
#include "link/propose_keys.h"

#include <string.h>

#define MATCHES        2000u     /* imaginary ones */
#define SAMPLE_RECORDS 100000u   /* counted on, at most */
#define PAIRS_LEAST    100000.0
#define PAIRS_RECORD   30.0
#define PAIRS_MANY     2e6
#define PAIRS_A_MATCH  1000.0    /* at most so many to reach one more match, were there one a record... */
#define PAIRS_A_MATCH_OF_MANY 50.0 /* ...or so many, once there are many */
#define LEFT_OUT_MOST  .1        /* of its records in blocks too large to be made: it would reach too few */
#define CAREFUL        .6        /* share of matches whose records were kept with care: */
#define CAREFUL_WRONG  .4        /* so many times the usual errors; the others make up for it */
#define BLOCK_MAX      5000u
#define REACH_ENOUGH   .8        /* below, a few records that all say the same may be in the way... */
#define REACH_MORE     .1        /* ...and are, when without them so much more is within reach */

/* ---- what could be tried ---- */

static bool rule_is_there(const struct propose_roles *roles, const enum key *key)
{
    for (size_t i = 0; i < KEY_PARTS_MAX && key[i] != KEY_NONE; i++)
        if (!key_is_there(roles, key[i]))
            return false;
    return true;
}

static bool rule_make(const struct propose_roles *roles, const enum key *key, struct arena *a,
                      struct link_rule *out, struct err *err)
{
    struct buf says = { .arena = a };

    *out = (struct link_rule){ 0 };
    for (size_t i = 0; i < KEY_PARTS_MAX && key[i] != KEY_NONE; i++) {
        out->part[out->parts++] = key_expr(roles, key[i]);
        buf_addf(&says, "%s%s", i > 0 ? " + " : "", key_kind(key[i])->says);
    }
    return buf_done(&says, "the name of a blocking rule", &out->name, err);
}

static size_t rules_there(const struct propose_roles *roles, const enum key **out)
{
    size_t n = 0;

    for (size_t i = 0; key_rules[i][0] != KEY_NONE && n < LINK_RULES_MAX; i++)
        if (rule_is_there(roles, key_rules[i]))
            out[n++] = key_rules[i];
    return n;
}

bool candidates_make(const struct propose_roles *roles, const struct link_table *t, struct arena *a,
                     struct proposal *out, struct err *err)
{
    const enum key *key[LINK_RULES_MAX];

    (void)t;
    out->candidates = rules_there(roles, key);
    out->candidate = arena_new(a, struct propose_candidate, out->candidates > 0 ? out->candidates : 1);
    if (!out->candidate)
        return err_memory(err, "proposing blocking rules");
    for (size_t i = 0; i < out->candidates; i++)
        if (!rule_make(roles, key[i], a, &out->candidate[i].rule, err))
            return false;
    return true;
}

/* ---- imaginary matches ---- */

/* Of one match: which keys its two records share. */
static void match_draw(struct chance *r, const double *complete, bool *shared)
{
    double right[ROLES];
    double wrong = chance_unit(r) < CAREFUL ? CAREFUL_WRONG : (1 - CAREFUL * CAREFUL_WRONG) / (1 - CAREFUL);

    for (size_t i = 0; i < ROLES; i++)
        right[i] = chance_unit(r) < complete[i] * complete[i] ? chance_unit(r) : 2;
    for (size_t k = 1; k < KEYS; k++) {
        const struct key_kind *kind = key_kind((enum key)k);
        double still = chance_unit(r);
        shared[k] = right[kind->role] < 1 - wrong * (1 - kind->same) ||
                    (right[kind->role] < 1 && still < kind->survives);
    }
}

/* reached[i * MATCHES + j]: candidate i reaches match j. */
static bool matches_draw(const struct propose_roles *roles, const double *complete, struct proposal *p,
                         struct arena *a, bool **out, struct err *err)
{
    const enum key *key[LINK_RULES_MAX];
    size_t n = rules_there(roles, key);
    bool *reached = arena_new(a, bool, n * MATCHES + 1);
    bool shared[KEYS] = { false };
    struct chance r;

    if (!reached)
        return err_memory(err, "proposing blocking rules");
    chance_open(&r, 1, 1);
    for (size_t j = 0; j < MATCHES; j++) {
        match_draw(&r, complete, shared);
        for (size_t i = 0; i < n; i++) {
            bool all = true;
            for (size_t k = 0; k < KEY_PARTS_MAX && key[i][k] != KEY_NONE; k++)
                all = all && shared[key[i][k]];
            reached[i * MATCHES + j] = all;
            p->candidate[i].reach += all ? 1.0 / MATCHES : 0;
        }
    }
    *out = reached;
    return true;
}

/* ---- what each makes ---- */

/* How many records have a value of each role. */
static void completeness(const struct link_slots *s, const struct propose_roles *roles, double *complete)
{
    for (size_t k = 1; k < KEYS; k++) {
        const struct key_kind *kind = key_kind((enum key)k);
        if (kind->step != STEP_CLEAN && kind->step != STEP_DROP_SAME)
            continue;
        if (!key_is_there(roles, (enum key)k))
            continue;
        struct link_expr e = key_expr(roles, (enum key)k);
        for (size_t i = 0; i < s->slots; i++)
            if (expr_eq(&s->slot[i].expr, &e))
                complete[kind->role] = 1 - (double)s->slot[i].count[0] / (double)s->table->records;
    }
}

static void count_scale(struct pairs_count *c, double times)
{
    c->records = (uint64_t)llround((double)c->records * times);
    c->pairs = (uint64_t)llround((double)c->pairs * times * times);
    c->largest = (uint64_t)llround((double)c->largest * times);
    c->left_out = (uint64_t)llround((double)c->left_out * times);
    c->left_out_pairs = (uint64_t)llround((double)c->left_out_pairs * times * times);
}

/* The first records are as good as any: their order comes from a hash of what they hold. */
static bool candidates_count(const struct link_slots *s, const struct propose_order *o, struct arena *a,
                             struct proposal *p, struct err *err)
{
    struct link_table some = *s->table;
    struct link_slots of_some = *s;
    struct pairs_order order = o->pairs;
    double times = 1;

    of_some.table = &some;
    if (some.records > SAMPLE_RECORDS) {
        times = (double)some.records / SAMPLE_RECORDS;
        some.records = SAMPLE_RECORDS;
        order.block_max = (uint32_t)((order.block_max ? order.block_max : BLOCK_MAX) / times) + 1;
    }
    for (size_t i = 0; i < p->candidates; i++) {
        if (!pairs_count_rule(&of_some, &p->candidate[i].rule, &order, a, &p->candidate[i].count, err))
            return false;
        count_scale(&p->candidate[i].count, times);
    }
    return true;
}

/* ---- choosing ---- */

struct choice {
    const bool *reached;
    bool by_some[MATCHES]; /* reached by a rule chosen already */
    double pairs, budget;
    double left_out_most;
    bool without_pairs;    /* a key that nobody shares, where no other is left */
};

/* A key that most records share with too many others makes no pairs of them: nothing is reached by it. */
static bool key_is_fine_enough(const struct pairs_count *c, double left_out_most)
{
    return c->pairs > 0 && (double)c->left_out <= left_out_most * (double)c->records;
}

static bool rule_may_be_chosen(const struct choice *c, const struct pairs_count *count)
{
    if (c->without_pairs)
        return count->records > 0 && count->pairs == 0 && count->left_out == 0;
    return key_is_fine_enough(count, c->left_out_most);
}

static double gain_of(const struct choice *c, size_t i)
{
    unsigned more = 0;
    for (size_t j = 0; j < MATCHES; j++)
        more += c->reached[i * MATCHES + j] && !c->by_some[j];
    return (double)more / MATCHES;
}

/*
 * The candidate that gains most for its pairs, among those that are worth their pairs and fit the
 * budget. While there are few pairs any gain is worth having.
 */
static bool best_find(const struct choice *c, const struct proposal *p, double records, size_t *out)
{
    double best = 0;

    for (size_t i = 0; i < p->candidates; i++) {
        const struct propose_candidate *one = &p->candidate[i];
        double gain = gain_of(c, i), pairs = (double)one->count.pairs;
        double all = c->pairs + pairs, each = all <= PAIRS_MANY ? PAIRS_A_MATCH : PAIRS_A_MATCH_OF_MANY;
        if (one->chosen || gain <= 0 || all > c->budget || !rule_may_be_chosen(c, &one->count) ||
            (all > PAIRS_LEAST && pairs > gain * records * each))
            continue;
        double worth = gain / (pairs + records);
        if (worth > best) {
            best = worth;
            *out = i;
        }
    }
    return best > 0;
}

static double budget_of(const struct link_table *t, const struct propose_order *o)
{
    double each = o->pairs_per_record > 0 ? o->pairs_per_record : PAIRS_RECORD;

    return fmax(each * (double)t->records, PAIRS_LEAST);
}

static void choose(const struct link_table *t, struct choice c, struct proposal *p)
{
    size_t i = 0;

    while (p->model.rules < LINK_RULES_MAX && best_find(&c, p, (double)t->records, &i)) {
        p->candidate[i].chosen = true;
        p->model.rule[p->model.rules++] = p->candidate[i].rule;
        c.pairs += (double)p->candidate[i].count.pairs;
        for (size_t j = 0; j < MATCHES; j++)
            c.by_some[j] = c.by_some[j] || c.reached[i * MATCHES + j];
    }
    for (size_t j = 0; j < MATCHES; j++)
        p->reach += c.by_some[j] ? 1.0 / MATCHES : 0;
}

/*
 * One person's name on every tenth record, or a test record left in a thousand times, and every rule
 * makes too many pairs. Where that leaves few matches within reach, blocks that would use up the budget
 * alone are left out; if that reaches more, it is what is proposed.
 */
static bool choose_without_the_largest(const struct link_slots *s, const struct propose_order *o,
                                       struct choice c, struct arena *a, struct proposal *out,
                                       struct err *err)
{
    struct propose_order apart = *o;
    struct proposal p = *out;
    double most = sqrt(2 * c.budget);

    if (out->reach >= REACH_ENOUGH || most >= (o->pairs.block_max ? o->pairs.block_max : BLOCK_MAX))
        return true;
    p.block_max = apart.pairs.block_max = (uint32_t)most;
    p.candidate = arena_new(a, struct propose_candidate, p.candidates + 1);
    p.model.rule = arena_new(a, struct link_rule, LINK_RULES_MAX);
    if (!p.candidate || !p.model.rule)
        return err_memory(err, "proposing blocking rules");
    p.model.rules = 0;
    p.reach = 0;
    for (size_t i = 0; i < p.candidates; i++)
        p.candidate[i].rule = out->candidate[i].rule;
    if (!candidates_count(s, &apart, a, &p, err))
        return false;
    c.left_out_most = 1;
    choose(s->table, c, &p);
    if (p.reach > out->reach + REACH_MORE)
        *out = p;
    return true;
}

static bool choose_rules(const struct link_slots *s, const struct propose_order *o, const bool *reached,
                         struct arena *a, struct proposal *out, struct err *err)
{
    struct choice c = { .reached = reached, .budget = budget_of(s->table, o),
                        .left_out_most = LEFT_OUT_MOST };

    choose(s->table, c, out);
    if (!choose_without_the_largest(s, o, c, a, out, err))
        return false;
    c.without_pairs = true;
    if (out->model.rules == 0)
        choose(s->table, c, out);
    return true;
}

/* Training sees the chosen rules and each kind of home, so that what people of one home share is learned. */
static bool training_choose(const struct propose_roles *roles, struct arena *a, struct proposal *p,
                            struct err *err)
{
    static const enum key home[] = { KEY_POSTCODE, KEY_ADDRESS, KEY_PHONE };
    struct link_model *m = &p->model;

    m->training_rule = arena_new(a, struct link_rule, LINK_RULES_MAX);
    if (!m->training_rule)
        return err_memory(err, "proposing blocking rules");
    for (size_t i = 0; i < p->candidates && m->training_rules < LINK_RULES_MAX; i++) {
        const struct propose_candidate *c = &p->candidate[i];
        bool wanted = c->chosen;
        for (size_t k = 0; k < COUNT_OF(home) && !wanted && c->rule.parts == 1; k++) {
            struct link_expr e =
                key_is_there(roles, home[k]) ? key_expr(roles, home[k]) : (struct link_expr){ 0 };
            wanted = e.steps > 0 && expr_eq(&c->rule.part[0], &e) &&
                     key_is_fine_enough(&c->count, LEFT_OUT_MOST);
        }
        if (wanted)
            m->training_rule[m->training_rules++] = c->rule;
    }
    return true;
}

bool candidates_choose(const struct link_table *t, const struct propose_roles *roles,
                       const struct propose_order *o, struct arena *a, struct proposal *out, struct err *err)
{
    struct arena scratch _cleanup_(arena_close);
    struct link_model all = out->model;
    struct link_slots slots;
    double complete[ROLES] = { 0 };
    bool *reached;

    arena_open_in(&scratch, a, SIZE_MAX);
    all.comparisons = 0;
    all.rules = out->candidates;
    all.rule = arena_new(&scratch, struct link_rule, out->candidates + 1);
    out->model.rule = arena_new(a, struct link_rule, LINK_RULES_MAX);
    if (!all.rule || !out->model.rule)
        return err_memory(err, "proposing blocking rules");
    for (size_t i = 0; i < out->candidates; i++)
        all.rule[i] = out->candidate[i].rule;
    if (!slots_make(t, &all, o->pairs.threads, &scratch, &slots, err) ||
        !candidates_count(&slots, o, &scratch, out, err))
        return false;
    completeness(&slots, roles, complete);
    if (!matches_draw(roles, complete, out, &scratch, &reached, err))
        return false;
    return choose_rules(&slots, o, reached, a, out, err) && training_choose(roles, a, out, err);
}
