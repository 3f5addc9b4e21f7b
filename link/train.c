#include "link/train.h"

#include "link/accuracy.h"
#include "link/pattern_crew.h"
#include "link/random_pairs.h"
#include "link/train_look.h"


#define RANDOM_PAIRS  300000u
#define SESSION_PAIRS 100000u
#define BLOCKED_PAIRS 300000u
#define ENOUGH        2000u
#define ROUNDS        200u
#define TOLERANCE     1e-4
#define PRIOR_MATCHES 10.0
#define PRIOR_OTHERS  25.0
#define LEFT_OVER     .05   /* of a setting's matches may be taken for others: so many are not believed */
#define SEEN_AT_ALL   .002  /* of random pairs: what speaks in fewer learns u from the sessions */
#define AGAINST       0x1p-11 /* at most 11 bits against a match: something odd happens to everybody */

/* Of more records than these the first are taken: their order comes from a hash of what they hold. */
#define RECORDS_MOST  300000u

struct session {
    size_t rule;
    struct patterns patterns;
    uint64_t left_out; /* one bit a comparison */
    uint64_t columns;  /* of its rule */
    double share, lambda;
};

struct training {
    struct link_model *m;
    struct link_table table;   /* those records the sessions are made of */
    struct link_slots slots;
    const struct compare *compare;
    const struct train_order *order;
    struct arena *a;
    struct em *em;             /* shared by all: m, u; lambda of two random records */
    struct em *start;
    struct random_pairs random;
    struct session blocked;    /* all rules together */
    size_t sessions;
    struct session session[LINK_RULES_MAX];
    double possible;
    double inside[LINK_COMPARISONS_MAX]; /* of pairs that do not match: in the setting it speaks in */
    struct em_sums sums;       /* of the last round, all sessions */
    unsigned rounds;
    bool converged;
};

/* ---- pairs ---- */

static bool rules_sample(const struct training *t, const struct link_rule *rule, size_t rules,
                         uint64_t budget, struct session *out, struct err *err)
{
    struct arena scratch _cleanup_(arena_close);
    struct pattern_crew crew _cleanup_(pattern_crew_close) = { 0 };
    struct pairs_done done;
    uint64_t ahead = 0;

    arena_open_in(&scratch, t->a, SIZE_MAX);
    for (size_t i = 0; i < rules; i++) {
        struct pairs_count count;
        if (!pairs_count_rule(&t->slots, &rule[i], &t->order->pairs, &scratch, &count, err))
            return false;
        ahead += count.pairs;
    }
    out->share = ahead > budget ? (double)budget / (double)ahead : 1;
    struct pairs_stream stream = { .slots = &t->slots, .rule = rule, .rules = rules, .order = t->order->pairs,
                                   .share = out->share, .seed = t->order->seed, .sink = pattern_crew_sink,
                                   .with = &crew };
    return pattern_crew_open(&crew, t->compare, t->order->pairs.threads, &scratch, err) &&
           pairs_run(&stream, &scratch, &done, err) &&
           pattern_crew_join(&crew, t->a, &out->patterns, err);
}

/*
 * What a session tells nothing of: what is about the rule's columns; and, where the
 * rule makes pairs of one home by one of its columns, what is about another.
 */
static uint64_t left_out_of(const struct link_model *m, uint64_t rule)
{
    uint64_t home = 0, out = 0;

    for (size_t c = 0; c < m->comparisons; c++)
        home |= m->comparison[c].m_with > 0 ? setting_columns(&m->comparison[c]) : 0;
    for (size_t c = 0; c < m->comparisons; c++) {
        uint64_t about = comparison_columns(&m->comparison[c]);
        bool of_home = (rule & home) && !(about & ~home) && setting_columns(&m->comparison[c]) == 0;
        if ((rule & about) || of_home)
            out |= UINT64_C(1) << c;
    }
    return out;
}

/* The rules to train on, and how many. */
static size_t rules_of(const struct training *t, const struct link_rule **rule)
{
    bool own = t->m->training_rules > 0;

    if (rule)
        *rule = own ? t->m->training_rule : t->m->rule;
    return own ? t->m->training_rules : t->m->rules;
}

/* Random pairs, then each rule's, then all together, then the learning itself. */
static void progress_tell(const struct training *t, size_t done)
{
    if (t->order->progress)
        t->order->progress(t->order->with, (unsigned)done, (unsigned)rules_of(t, NULL) + 3);
}

static bool sessions_open(struct training *t, struct err *err)
{
    const struct link_model *m = t->m;
    const struct link_rule *rule;
    size_t rules = rules_of(t, &rule);

    for (size_t i = 0; i < rules; i++) {
        struct session *s = &t->session[t->sessions];
        *s = (struct session){ .rule = i, .lambda = .3, .columns = rule_columns(&rule[i]) };
        s->left_out = left_out_of(m, s->columns);
        if (!rules_sample(t, &rule[i], 1, t->order->session_pairs ? t->order->session_pairs : SESSION_PAIRS,
                          s, err))
            return false;
        if (s->patterns.patterns > 0)
            t->sessions++;
        progress_tell(t, i + 2);
    }
    t->blocked = (struct session){ 0 };
    return rules_sample(t, m->rule, m->rules, BLOCKED_PAIRS, &t->blocked, err);
}

/* ---- shares ---- */

static double spoken(const struct em_comparison *c, const double *seen)
{
    double all = 0;

    for (size_t l = 0; l < c->levels; l++)
        all += c->null[l] ? 0 : seen[l];
    return all;
}

/* ---- where to start ---- */

static void comparison_start(struct training *t, size_t i)
{
    const struct link_comparison *from = &t->m->comparison[i];
    struct em_comparison *c = &t->em->comparison[i];
    double left = 1;
    size_t speak = 0;

    compare_place(t->compare, i, &c->shift, &c->bits);
    c->levels = from->levels;
    for (size_t l = 0; l < c->levels; l++) {
        c->null[l] = from->level[l].null;
        speak += !c->null[l];
    }
    for (size_t l = 0, r = 0; l < c->levels; l++) {
        if (c->null[l])
            continue;
        double m = ++r == speak ? left : left * (r == 1 ? .8 : .4);
        c->m[l] = isnan(from->level[l].m) ? m : from->level[l].m;
        c->u[l] = from->level[l].u;
        c->fix_m[l] = from->level[l].fix_m || !isnan(from->level[l].m);
        c->fix_u[l] = from->level[l].fix_u || !isnan(from->level[l].u);
        left -= m;
    }
}

/* What is usual among strangers, where next to nothing was seen: few agree, most differ. */
static void u_usual(const struct em_comparison *c, double *out)
{
    size_t speak = 0, r = 0;

    for (size_t l = 0; l < c->levels; l++)
        speak += !c->null[l];
    for (size_t l = 0; l < c->levels; l++) {
        r += !c->null[l];
        out[l] = c->null[l] ? 0 : r == 1 ? .02 : .06 / (double)speak;
        if (r == speak && !c->null[l])
            out[l] = 1 - .02 - .06 / (double)speak * (double)(speak > 2 ? speak - 2 : 0);
    }
}

/* In a setting it is as outside of it, until pairs say otherwise. */
static void u_expected(const struct training *t, size_t i, double *out)
{
    size_t with = t->m->comparison[i].m_with;
    const struct em_comparison *c = &t->em->comparison[i];

    u_usual(c, out);
    if (with == 0 || t->em->comparison[with - 1].levels != c->levels)
        return;
    for (size_t l = 0; l < c->levels; l++)
        if (!c->null[l] && !t->em->comparison[with - 1].null[l])
            out[l] = t->em->comparison[with - 1].u[l];
}

static void u_start(struct training *t)
{
    const struct patterns *p = &t->random.patterns;

    for (size_t i = 0; i < t->em->comparisons; i++) {
        struct em_comparison *c = &t->em->comparison[i];
        double seen[LINK_LEVELS_MAX] = { 0 }, usual[LINK_LEVELS_MAX];
        for (size_t k = 0; k < p->patterns; k++)
            seen[pattern_level(p->at[k].pattern, c->shift, c->bits)] += (double)p->at[k].pairs;
        u_usual(c, usual);
        for (size_t l = 0; l < c->levels; l++)
            c->u[l] = c->null[l] || c->fix_u[l] ? c->u[l] : usual[l];
        em_shares(c->u, c->fix_u, c, seen, usual, PRIOR_OTHERS);
    }
}

/* ---- rounds ---- */

static void left_out_set(struct em *e, uint64_t left_out)
{
    for (size_t i = 0; i < e->comparisons; i++)
        e->comparison[i].left_out = left_out >> i & 1;
}

static size_t first_speaking(const struct em_comparison *c)
{
    size_t l = 0;
    while (l + 1 < c->levels && c->null[l])
        l++;
    return l;
}

/*
 * In a session whose rule made records agree on a field, the field itself tells
 * nothing, but where it stands in two settings the setting does: sharing a home
 * is usual for two people of one surname. Pairs in the setting are held to be so
 * much less telling as agreement inside is than outside. Returns by how much that
 * makes pairs that do not match likelier as a whole: lambda is held against it.
 */
static double settings_weigh(const struct training *t, const struct session *s, struct em *e)
{
    double all = 1, share = 0;

    for (size_t i = 0; i < e->comparisons; i++) {
        size_t with = t->m->comparison[i].m_with;
        if (with == 0 || !(s->left_out >> i & 1) || !(s->left_out >> (with - 1) & 1) ||
            (setting_columns(&t->m->comparison[i]) & s->columns))
            continue;
        struct em_comparison *in = &e->comparison[i];
        const struct em_comparison *out = &t->em->comparison[with - 1];
        size_t one = first_speaking(in), two = first_speaking(out);
        double times = in->u[one] / in->m[one] * out->m[two] / out->u[two];
        in->left_out = false;
        for (size_t l = 0; l < in->levels; l++)
            in->u[l] = in->null[l] ? in->u[l] : in->m[l] * times;
        all *= times;
        share = fmax(share, t->inside[i]);
    }
    return 1 - share + share * all;
}

/* One session's part: its own lambda is learned, what it says of m and u is added. */
static double session_learn(const struct training *t, struct session *s, struct em_sums *all)
{
    struct em_sums mine = { 0 };
    struct em e = *t->em;

    left_out_set(&e, s->left_out);
    double whole = settings_weigh(t, s, &e);
    e.lambda = s->lambda * whole / (s->lambda * whole + 1 - s->lambda);
    em_expect(&e, &s->patterns, &mine);
    double now = fmin(fmax(mine.matches / mine.pairs, 1e-9), 1 - 1e-9), changed = fabs(now - s->lambda);
    s->lambda = now;
    for (size_t i = 0; i < e.comparisons; i++)
        for (size_t l = 0; l < e.comparison[i].levels && !(s->left_out >> i & 1); l++) {
            all->match[i][l] += mine.match[i][l];
            all->other[i][l] += mine.other[i][l];
        }
    all->matches += mine.matches;
    all->pairs += mine.pairs;
    return changed;
}

/* Comparisons whose m is one have one sum. */
static void together_add(const struct training *t, struct em_sums *sums)
{
    for (size_t i = 0; i < t->m->comparisons; i++) {
        size_t with = t->m->comparison[i].m_with;
        if (with == 0)
            continue;
        const struct em_comparison *one = &t->em->comparison[i], *two = &t->em->comparison[with - 1];
        for (size_t l = 0; l < one->levels && l < two->levels; l++) {
            if (one->null[l] || two->null[l])
                continue;
            double both = sums->match[i][l] + sums->match[with - 1][l];
            sums->match[i][l] = sums->match[with - 1][l] = both;
        }
    }
}

static double learn_m(struct training *t, struct em_sums *sums)
{
    double changed = 0;

    *sums = (struct em_sums){ 0 };
    for (size_t i = 0; i < t->sessions; i++)
        changed = fmax(changed, session_learn(t, &t->session[i], sums));
    together_add(t, sums);
    for (size_t i = 0; i < t->em->comparisons; i++) {
        struct em_comparison *c = &t->em->comparison[i];
        changed = fmax(changed, em_shares(c->m, c->fix_m, c, sums->match[i], t->start->comparison[i].m,
                                          PRIOR_MATCHES));
    }
    return changed;
}

/* Where all pairs were looked at nothing is out of the rules' reach. */
static void learn_lambda(struct training *t)
{
    const struct session all = { .patterns = t->random.patterns, .share = 1 };
    const struct session *seen = t->random.all ? &all : &t->blocked;
    struct em_sums sums = { 0 };

    em_expect(t->em, &seen->patterns, &sums);
    double matches = fmax(sums.matches / seen->share, .5);
    if (!t->em->fix_lambda)
        t->em->lambda = fmin(matches / t->possible, .95);
}

/* How many of the pairs that do not match are in each setting at all. */
static void inside_learn(struct training *t, const struct em_sums *random)
{
    for (size_t i = 0; i < t->m->comparisons; i++) {
        size_t with = t->m->comparison[i].m_with;
        if (with == 0)
            continue;
        double in = spoken(&t->em->comparison[i], random->other[i]);
        double out = spoken(&t->em->comparison[with - 1], random->other[with - 1]);
        t->inside[i] = (in + .5) / (in + out + 1);
    }
}

static void learn_u(struct training *t, const struct em_sums *sessions)
{
    struct em_sums sums = { 0 };

    em_expect(t->em, &t->random.patterns, &sums);
    inside_learn(t, &sums);
    for (size_t i = 0; i < t->em->comparisons; i++) {
        struct em_comparison *c = &t->em->comparison[i];
        double usual[LINK_LEVELS_MAX], spoke = 0;
        u_expected(t, i, usual);
        for (size_t l = 0; l < c->levels; l++)
            spoke += c->null[l] ? 0 : sums.match[i][l] + sums.other[i][l];
        double prior = PRIOR_OTHERS;
        if (spoke < SEEN_AT_ALL * sums.pairs) {
            prior += LEFT_OVER * spoken(c, sessions->match[i]);
            for (size_t l = 0; l < c->levels; l++)
                sums.other[i][l] += sessions->other[i][l];
        }
        em_shares(c->u, c->fix_u, c, sums.other[i], usual, prior);
    }
}

static void rounds_run(struct training *t)
{
    double changed = 1;

    for (t->rounds = 0; t->rounds < ROUNDS && changed > TOLERANCE; t->rounds++) {
        changed = learn_m(t, &t->sums);
        learn_lambda(t);
        learn_u(t, &t->sums);
    }
    t->converged = changed <= TOLERANCE;
}

/* ---- what comes out ---- */

static void model_fill(const struct training *t)
{
    for (size_t i = 0; i < t->m->comparisons; i++)
        for (size_t l = 0; l < t->m->comparison[i].levels; l++) {
            struct link_level *level = &t->m->comparison[i].level[l];
            if (level->null)
                continue;
            if (isnan(level->m))
                level->m = fmax(t->em->comparison[i].m[l], AGAINST * t->em->comparison[i].u[l]);
            if (isnan(level->u))
                level->u = t->em->comparison[i].u[l];
        }
    if (isnan(t->m->lambda))
        t->m->lambda = t->em->lambda;
}

static void level_report(const struct training *t, size_t i, struct train_level *out)
{
    const struct em_comparison *c = &t->em->comparison[i];
    const struct patterns *p = &t->random.patterns;
    double seen[LINK_LEVELS_MAX] = { 0 };

    for (size_t k = 0; k < p->patterns; k++)
        seen[pattern_level(p->at[k].pattern, c->shift, c->bits)] += (double)p->at[k].pairs;
    for (size_t l = 0; l < c->levels; l++) {
        out[l].random_seen = (uint64_t)seen[l];
        if (c->null[l])
            continue;
        share_interval((uint64_t)t->sums.match[i][l], (uint64_t)spoken(c, t->sums.match[i]), &out[l].m_low,
                       &out[l].m_high);
        share_interval((uint64_t)seen[l], (uint64_t)spoken(c, seen), &out[l].u_low, &out[l].u_high);
    }
}

/* A session is of use when its pairs are neither all matches nor all others. */
static void report_fill(const struct training *t, struct train_report *out)
{
    out->random_pairs = t->random.pairs;
    out->sessions = t->sessions;
    for (size_t i = 0; i < t->sessions; i++) {
        const struct session *s = &t->session[i];
        double pairs = 0;
        for (size_t k = 0; k < s->patterns.patterns; k++)
            pairs += (double)s->patterns.at[k].pairs;
        out->session[i] = (struct train_session){ .rule = s->rule,
                                                  .pairs = (uint64_t)pairs,
                                                  .lambda = s->lambda,
                                                  .rounds = t->rounds,
                                                  .converged = t->converged,
                                                  .used = s->lambda * pairs >= 1 };
    }
    for (size_t i = 0; i < t->em->comparisons; i++)
        level_report(t, i, out->level[i]);
}

bool model_train(struct link_model *m, const struct link_slots *s, struct compare *c,
                 const struct train_order *o, struct arena *a, struct train_report *out, struct err *err)
{
    struct training *t = arena_new(a, struct training, 1);
    struct random_pairs_order random = { .pairs = o->pairs, .seed = o->seed, .enough = ENOUGH,
                                         .budget = o->random_pairs ? o->random_pairs : RANDOM_PAIRS };

    if (!t)
        return err_memory(err, "training");
    *t = (struct training){ .m = m, .table = *s->table, .slots = *s, .compare = c, .order = o, .a = a,
                            .em = arena_new(a, struct em, 1), .start = arena_new(a, struct em, 1) };
    t->slots.table = &t->table;
    if (t->table.records > RECORDS_MOST)
        t->table.records = RECORDS_MOST;
    t->possible = pairs_possible(&t->table, &o->pairs);
    if (!t->em || !t->start)
        return err_memory(err, "training");
    t->em->comparisons = m->comparisons;
    t->em->lambda = isnan(m->lambda) ? fmin(1 / (double)s->table->records, .5) : m->lambda;
    t->em->fix_lambda = !isnan(m->lambda);
    for (size_t i = 0; i < m->comparisons; i++)
        comparison_start(t, i);
    if (!random_pairs_draw(s->table, c, m, &random, a, &t->random, err))
        return false;
    progress_tell(t, 1);
    if (!sessions_open(t, err))
        return false;
    progress_tell(t, rules_of(t, NULL) + 2);
    u_start(t);
    *t->start = *t->em;
    rounds_run(t);
    model_fill(t);
    report_fill(t, out);
    progress_tell(t, rules_of(t, NULL) + 3);
    return true;
}
