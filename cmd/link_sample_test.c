#include "cmd/link_sample_test.h"

enum { RECORDS = 900, COLUMNS = 5, LEVELS = 4, RULES = 2, CANDIDATES = 3 };

static const char *const PLAIN_NAME[COLUMNS] = { "first_name", "surname", "dob", "postcode", "email" };
static const char *const HOSTILE_NAME[COLUMNS] = {
    "first_name", "<b>sur & \"name\"</b>", "dob (dd/mm/yyyy)", "pc",
    "a_header_that_goes_on_and_on_and_has_no_end_to_speak_of"
};
static const enum link_role ROLE[COLUMNS] = { ROLE_FORENAME, ROLE_SURNAME, ROLE_BIRTH, ROLE_POSTCODE,
                                              ROLE_EMAIL };
static const struct str SOURCE[3] = { { "police.csv", 10 },
                                      { "hous<i>ng & more.csv", 20 },
                                      { "schools.csv", 11 } };
static const struct link_node always = { .kind = NODE_ALWAYS };

const char *link_sample_word(enum link_sample which)
{
    static const char *const WORD[LINK_SAMPLES] = { "link-plain", "link-truth", "link-small" };

    return WORD[which];
}

/* ---- records ---- */

static bool make_column(struct link_table *t, size_t c, const char *name, struct arena *a)
{
    struct link_column *column = &t->column[c];
    uint64_t *start = arena_new(a, uint64_t, 4);
    uint32_t *count = arena_new(a, uint32_t, 3);

    if (!start || !count)
        return false;
    start[2] = start[3] = sizeof SAMPLE_VALUE - 1;
    for (uint32_t i = 0; i < t->records; i++)
        count[t->cell[(size_t)i * COLUMNS + c]]++;
    *column = (struct link_column){ .name = str_of(name), .role = ROLE[c], .values = 1, .text = SAMPLE_VALUE,
                                    .start = start, .count = count };
    return true;
}

static bool make_table(struct link_table *t, uint32_t records, size_t sources, bool truth, bool hostile,
                       struct arena *a)
{
    *t = (struct link_table){ .records = records, .columns = COLUMNS, .sources = sources };
    t->column = arena_new(a, struct link_column, COLUMNS);
    t->cell = arena_new(a, uint32_t, (size_t)records * COLUMNS);
    t->source = arena_new(a, struct str, 3);
    t->source_of = arena_new(a, uint8_t, records);
    t->row_of = arena_new(a, uint32_t, records);
    if (!t->column || !t->cell || !t->source || !t->source_of || !t->row_of)
        return false;
    memcpy(t->source, SOURCE, sizeof SOURCE);
    for (uint32_t i = 0; i < records; i++) {
        t->source_of[i] = (uint8_t)(i % sources);
        for (size_t c = 0; c < COLUMNS; c++)
            t->cell[(size_t)i * COLUMNS + c] = i % (c + 5) != 0;
    }
    for (size_t c = 0; c < COLUMNS; c++)
        if (!make_column(t, c, hostile ? HOSTILE_NAME[c] : PLAIN_NAME[c], a))
            return false;
    if (!truth)
        return true;
    t->truths = records / 2 + 1;
    t->truth = arena_new(a, uint32_t, records);
    for (uint32_t i = 0; t->truth && i < records; i++)
        t->truth[i] = i % 50 == 0 ? 0 : i / 2 + 1;
    return t->truth != NULL;
}

/* ---- the model ---- */

static void make_level(struct link_level *l, const char *says, double m, double u)
{
    *l = (struct link_level){ .says = str_of(says), .when = &always, .m = m, .u = u, .null = isnan(m) };
}

static bool make_model(struct link_sampled *s, struct arena *a)
{
    struct link_model *m = &s->r.model;

    *m = (struct link_model){ .columns = COLUMNS, .lambda = .0003, .rules = RULES, .comparisons = COLUMNS };
    m->rule = arena_new(a, struct link_rule, RULES);
    m->comparison = arena_new(a, struct link_comparison, COLUMNS);
    if (!m->rule || !m->comparison)
        return false;
    m->rule[0].name = STR("surname + date of birth");
    m->rule[1].name =
        STR("l.\"a\" = r.\"a\" AND SUBSTR(l.\"b\", 1, 3) = SUBSTR(r.\"b\", 1, 3) AND l.x < r.y");
    for (size_t c = 0; c < COLUMNS; c++) {
        struct link_level *level = arena_new(a, struct link_level, LEVELS);
        if (!level)
            return false;
        make_level(&level[0], "missing", NAN, NAN);
        make_level(&level[1], "the same", .7, .0001 * (double)(c + 1));
        make_level(&level[2], "Jaro-Winkler distance of \"first_name\" & others >= 0.92, or spelled as heard",
                   .25, .01);
        make_level(&level[3], "different", .05, .98);
        level[1].adjusted = true;
        m->comparison[c] = (struct link_comparison){ .name = s->t.column[c].name, .levels = LEVELS,
                                                     .level = level };
    }
    return true;
}

static bool make_proposal(struct link_sampled *s, struct arena *a)
{
    struct proposal *p = arena_new(a, struct proposal, 1);

    if (!p)
        return false;
    p->model = s->r.model;
    p->reach = .931;
    p->columns = COLUMNS;
    p->column = arena_new(a, struct propose_column, COLUMNS);
    p->candidates = CANDIDATES;
    p->candidate = arena_new(a, struct propose_candidate, CANDIDATES);
    if (!p->column || !p->candidate)
        return false;
    for (size_t c = 0; c < COLUMNS; c++)
        p->column[c] =
            (struct propose_column){ s->t.column[c].name, ROLE[c], true, str_of(role_word(ROLE[c])) };
    for (size_t i = 0; i < CANDIDATES; i++)
        p->candidate[i] =
            (struct propose_candidate){ .rule = { .name = i < RULES ? s->r.model.rule[i].name : STR("town") },
                                        .count = { .pairs = 4000 * (i + 1), .left_out = i },
                                        .reach = .3 * (double)(i + 1),
                                        .chosen = i < RULES };
    s->r.proposal = p;
    return true;
}

static bool make_slots(struct link_sampled *s, struct arena *a)
{
    struct link_slots *slots = &s->r.slots;

    slots->table = &s->t;
    slots->slots = COLUMNS - 1;
    slots->slot = arena_new(a, struct link_slot, COLUMNS);
    slots->cleaned = arena_alloc(a, COLUMNS, sizeof *slots->cleaned, _Alignof(uint32_t));
    if (!slots->slot || !slots->cleaned)
        return false;
    for (size_t c = 0; c + 1 < COLUMNS; c++) {
        slots->slot[c].column = (uint32_t)c;
        slots->slot[c].expr = (struct link_expr){ (uint32_t)c, 1, { { STEP_CLEAN, (int32_t)ROLE[c], 0 } } };
        slots->cleaned[c][CLEAN_FOLDED] = 12 + (uint32_t)c;
        slots->cleaned[c][CLEAN_PLACEHOLDER] = 3;
    }
    return true;
}

/* ---- what was found ---- */

static void fill_counts(struct link_sampled *s, bool truth)
{
    struct link_result *r = &s->r;

    for (size_t i = 12; i < 70; i++) {
        double p = weight_probability((double)i - 39.5);
        r->bar[i].pairs = i < 40 ? (uint64_t)1 << (40 - i) / 2 : 13;
        r->bar[i].expected = p * (double)r->bar[i].pairs;
        r->bar[i].truth = truth ? (uint64_t)(r->bar[i].expected * .9) : 0;
    }
    for (size_t i = 0; i < RULES; i++) {
        r->pairs.rule[i] = (struct pairs_count){ 800 - i, 200, 4000 * (i + 1), 31, i ? 7 : 0, i ? 21 : 0 };
        r->pairs.own[i] = 3000;
    }
    r->pairs.pairs = 6000;
    for (size_t c = 0; c < COLUMNS; c++)
        for (size_t l = 0; l < LEVELS; l++) {
            r->level[c][l] = (struct link_level_count){ 1500, 210.4 };
            r->training.level[c][l] = (struct train_level){ 100, .6, .8, .00001, .02 };
        }
    r->training.random_pairs = 200000;
    r->training.sessions = 2;
    r->training.session[1] = (struct train_session){ 1, 2000, .3, 12, true, true };
    r->expected_precision = .994;
    r->expected_recall = .871;
    r->unlinkable = 11;
}

static bool make_clusters(struct link_sampled *s, struct arena *a)
{
    struct clusters *c = &s->r.clusters;

    c->of = arena_new(a, uint32_t, s->t.records);
    if (!c->of)
        return false;
    for (uint32_t i = 0; i < s->t.records; i++)
        c->of[i] = i < 130 ? 0 : i < 400 ? 1 + i / 2 : 201 + i;
    for (uint32_t i = 0; i < s->t.records; i++) /* renumbered without gaps */
        c->clusters = c->of[i] + 1;
    c->edges_cut = 4;
    c->components_split = 2;
    s->r.edges = 420;
    return true;
}

static bool measure(struct link_sampled *s, struct arena *a, struct err *err)
{
    s->r.has_truth = true;
    s->r.pair = (struct accuracy){ .called = 420, .right = 400, .there = 430, .precision = 400. / 420,
                                   .recall = 400. / 430, .f1 = 800. / 850 };
    share_interval(400, 420, &s->r.pair.precision_low, &s->r.pair.precision_high);
    share_interval(400, 430, &s->r.pair.recall_low, &s->r.pair.recall_high);
    return accuracy_of_clusters(&s->t, &s->r.clusters, false, a, &s->r.cluster, err);
}

bool link_sample_make(enum link_sample which, struct arena *a, struct link_sampled *out, struct err *err)
{
    bool truth = which == LINK_SAMPLE_TRUTH, small = which == LINK_SAMPLE_SMALL;
    struct link_sampled *s = arena_new(a, struct link_sampled, 1);

    if (!s || !make_table(&s->t, small ? 1 : RECORDS, truth ? 3 : 1, truth, truth, a) || !make_model(s, a) ||
        !make_slots(s, a) || (!small && !make_proposal(s, a)) || !make_clusters(s, a))
        return err_memory(err, "the sample");
    s->r.threshold = probability_weight(.95);
    s->r.single[1] = truth;
    if (!small)
        fill_counts(s, truth);
    else
        s->r.edges = s->r.clusters.edges_cut = s->r.clusters.components_split = 0;
    if (truth && !measure(s, a, err))
        return false;
    *out = *s;
    out->r.slots.table = &s->t;
    return true;
}
