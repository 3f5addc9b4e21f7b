#include "link/em.h"

#include <string.h>

#define TOLERANCE 1e-6
#define ROUNDS    500u
#define STARTS    3u
#define SMALLEST  1e-300 /* a logarithm's guard: stands in for 0 */
#define LEAST_SHARE 1e-12 /* of a level nobody was seen at: no number of ours is infinite */

/* What a fit works on: every pattern's levels side by side, of the comparisons that take part. */
struct fit {
    const struct patterns *p;
    size_t used;
    size_t comparison[LINK_COMPARISONS_MAX];
    uint8_t *level; /* patterns * used */
    double pairs;
};

static unsigned level_in(const struct em_comparison *c, uint64_t pattern)
{
    return (unsigned)(pattern >> c->shift & ((UINT64_C(1) << c->bits) - 1));
}

static double logarithm(double x)
{
    return log(x > SMALLEST ? x : SMALLEST);
}

/* ---- what goes in ---- */

static bool comparison_speaks(const struct em_comparison *c)
{
    size_t levels = 0;
    for (size_t l = 0; l < c->levels; l++)
        levels += !c->null[l];
    return !c->left_out && levels > 1;
}

static bool fit_open(struct fit *f, const struct em *e, const struct patterns *p, struct arena *a,
                     struct err *err)
{
    *f = (struct fit){ .p = p };
    for (size_t i = 0; i < e->comparisons; i++)
        if (comparison_speaks(&e->comparison[i]))
            f->comparison[f->used++] = i;
    for (size_t i = 0; i < p->patterns; i++)
        f->pairs += (double)p->at[i].pairs;
    if (p->patterns == 0)
        return err_set(err, ERR_INPUT, "no pairs to learn from: give a blocking rule that makes some");
    if (f->used == 0)
        return err_set(err, ERR_INPUT, "no comparison to learn: all are left out, or have one level");
    f->level = arena_new(a, uint8_t, p->patterns * f->used);
    if (f->level == NULL)
        return err_memory(err, "learning from agreement patterns");
    for (size_t i = 0; i < p->patterns; i++)
        for (size_t k = 0; k < f->used; k++) {
            const struct em_comparison *c = &e->comparison[f->comparison[k]];
            unsigned level = level_in(c, p->at[i].pattern);
            if (level >= c->levels)
                return err_set(err, ERR_BUG, "a pattern has a level its comparison does not");
            f->level[i * f->used + k] = (uint8_t)level;
        }
    return true;
}

/* ---- one round ---- */

static double odds_probability(double log_odds)
{
    return log_odds >= 0 ? 1 / (1 + exp(-log_odds)) : exp(log_odds) / (1 + exp(log_odds));
}

void em_expect(const struct em *e, const struct patterns *p, struct em_sums *out)
{
    size_t used[LINK_COMPARISONS_MAX], n = 0;
    double ratio[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
    double prior = logarithm(e->lambda) - logarithm(1 - e->lambda);

    for (size_t i = 0; i < e->comparisons; i++) {
        const struct em_comparison *c = &e->comparison[i];
        if (!comparison_speaks(c))
            continue;
        for (size_t l = 0; l < c->levels; l++)
            ratio[n][l] = c->null[l] ? 0 : logarithm(c->m[l]) - logarithm(c->u[l]);
        used[n++] = i;
    }
    for (size_t i = 0; i < p->patterns; i++) {
        double pairs = (double)p->at[i].pairs, odds = prior;
        for (size_t k = 0; k < n; k++)
            odds += ratio[k][level_in(&e->comparison[used[k]], p->at[i].pattern)];
        double match = odds_probability(odds) * pairs;
        out->matches += match;
        out->pairs += pairs;
        for (size_t k = 0; k < n; k++) {
            unsigned l = level_in(&e->comparison[used[k]], p->at[i].pattern);
            out->match[used[k]][l] += match;
            out->other[used[k]][l] += pairs - match;
        }
    }
}

/* log(m / u) and, added up later, log(u), by comparison taking part and level; null levels are nought. */
static void logs_of(const struct em *e, const struct fit *f, double (*ratio)[LINK_LEVELS_MAX],
                    double (*other)[LINK_LEVELS_MAX])
{
    for (size_t k = 0; k < f->used; k++) {
        const struct em_comparison *c = &e->comparison[f->comparison[k]];
        for (size_t l = 0; l < c->levels; l++) {
            ratio[k][l] = c->null[l] ? 0 : logarithm(c->m[l]) - logarithm(c->u[l]);
            other[k][l] = c->null[l] ? 0 : logarithm(c->u[l]);
        }
    }
}

static double likelihood_of(const struct em *e, const struct fit *f)
{
    double ratio[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX], other[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX];
    double sum = 0;

    logs_of(e, f, ratio, other);
    for (size_t i = 0; i < f->p->patterns; i++) {
        double match = logarithm(e->lambda), not = logarithm(1 - e->lambda);
        for (size_t k = 0; k < f->used; k++) {
            unsigned l = f->level[i * f->used + k];
            match += ratio[k][l] + other[k][l];
            not += other[k][l];
        }
        double more = match > not ? match : not, less = match > not ? not : match;
        sum += (double)f->p->at[i].pairs * (more + log1p(exp(less - more)));
    }
    return sum;
}

double em_shares(double *share, const bool *fixed, const struct em_comparison *c, const double *sum,
                 const double *before, double prior)
{
    double left = 1, all = 0, changed = 0;

    for (size_t l = 0; l < c->levels; l++) {
        if (c->null[l])
            continue;
        if (fixed[l])
            left -= share[l];
        else
            all += sum[l] + prior * before[l];
    }
    if (all <= 0 || left <= 0)
        return 0;
    for (size_t l = 0; l < c->levels; l++) {
        if (c->null[l] || fixed[l])
            continue;
        double now = fmax(left * (sum[l] + prior * before[l]) / all, LEAST_SHARE);
        changed = fmax(changed, fabs(now - share[l]));
        share[l] = now;
    }
    return changed;
}

static double maximise(struct em *e, const struct fit *f, const struct em_sums *s, const struct em *start)
{
    double changed = 0;

    for (size_t k = 0; k < f->used; k++) {
        size_t i = f->comparison[k];
        struct em_comparison *c = &e->comparison[i];
        const struct em_comparison *from = &start->comparison[i];
        double m = em_shares(c->m, c->fix_m, c, s->match[i], from->m, e->prior_m);
        double u = em_shares(c->u, c->fix_u, c, s->other[i], from->u, 0);
        changed = fmax(changed, fmax(m, u));
    }
    if (!e->fix_lambda) {
        double now = s->matches / f->pairs;
        changed = fmax(changed, fabs(now - e->lambda));
        e->lambda = now;
    }
    return changed;
}

static void rounds_run(struct em *e, const struct fit *f)
{
    const struct em start = *e;
    double tolerance = e->tolerance > 0 ? e->tolerance : TOLERANCE;
    unsigned most = e->rounds_max > 0 ? e->rounds_max : ROUNDS;
    struct em_sums s;

    e->converged = false;
    for (e->rounds = 0; e->rounds < most && !e->converged; e->rounds++) {
        s = (struct em_sums){ 0 };
        em_expect(e, f->p, &s);
        e->converged = maximise(e, f, &s, &start) < tolerance;
    }
    e->likelihood = likelihood_of(e, f);
}

/* ---- where to start ---- */

static bool order_is_given(const struct em_comparison *c)
{
    for (size_t l = 0; l < c->levels; l++)
        if (c->order[l] != 0)
            return true;
    return false;
}

/* The levels that speak, most alike first. */
static size_t levels_ranked(const struct em_comparison *c, size_t *out)
{
    bool given = order_is_given(c);
    size_t n = 0;

    for (size_t i = 0; i < c->levels; i++) {
        size_t l = given ? c->order[i] : i;
        if (l < c->levels && !c->null[l])
            out[n++] = l;
    }
    return n;
}

/* Most of the matches at the most alike level, then ever fewer; the other class as the pairs at hand. */
static void start_comparison(struct em_comparison *c, double top, const double *seen, bool rule)
{
    size_t ranked[LINK_LEVELS_MAX], n = levels_ranked(c, ranked);
    double left = 1, pairs = 0;

    for (size_t r = 0; r < n; r++)
        pairs += seen[ranked[r]];
    for (size_t r = 0; r < n; r++) {
        size_t l = ranked[r];
        double m = r + 1 == n ? left : left * (r == 0 ? top : .5);
        if (!c->fix_m[l] && (rule || isnan(c->m[l])))
            c->m[l] = m;
        if (!c->fix_u[l] && (rule || isnan(c->u[l])))
            c->u[l] = (seen[l] + 1.0 / (double)n) / (pairs + 1);
        left -= m;
    }
}

static void start_make(struct em *e, const struct fit *f, unsigned start)
{
    static const double top[] = { .9, .7, .97 }, lambda[] = { .1, .5, .01 };
    double seen[LINK_COMPARISONS_MAX][LINK_LEVELS_MAX] = { 0 };
    unsigned s = start % COUNT_OF(top);

    for (size_t i = 0; i < f->p->patterns; i++)
        for (size_t k = 0; k < f->used; k++)
            seen[k][f->level[i * f->used + k]] += (double)f->p->at[i].pairs;
    for (size_t k = 0; k < f->used; k++)
        start_comparison(&e->comparison[f->comparison[k]], top[s], seen[k], start > 0);
    if (isnan(e->lambda) || (start > 0 && !e->fix_lambda))
        e->lambda = lambda[s];
}

/* Do the matches agree more than the others, all comparisons taken together? */
static bool the_right_way_up(const struct em *e, const struct fit *f)
{
    double more = 0;

    for (size_t k = 0; k < f->used; k++) {
        const struct em_comparison *c = &e->comparison[f->comparison[k]];
        size_t ranked[LINK_LEVELS_MAX], n = levels_ranked(c, ranked);
        for (size_t r = 0; r < n; r++)
            more += (double)(n - 1 - r) / (double)(n - 1) * (c->m[ranked[r]] - c->u[ranked[r]]);
    }
    return more > 0;
}

bool em_fit(struct em *e, const struct patterns *p, struct arena *a, struct err *err)
{
    unsigned starts = e->starts > 0 ? e->starts : STARTS;
    struct fit f;

    if (!fit_open(&f, e, p, a, err))
        return false;
    struct em *best = arena_new(a, struct em, 2);
    if (best == NULL)
        return err_memory(err, "learning from agreement patterns");
    struct em *tried = best + 1;
    for (unsigned s = 0; s < starts; s++) {
        *tried = *e;
        start_make(tried, &f, s);
        rounds_run(tried, &f);
        tried->told_apart = the_right_way_up(tried, &f);
        if (s == 0 || (tried->told_apart && (!best->told_apart || tried->likelihood > best->likelihood)))
            *best = *tried;
    }
    *e = *best;
    return true;
}

double em_posterior(const struct em *e, uint64_t pattern)
{
    double odds = logarithm(e->lambda) - logarithm(1 - e->lambda);

    for (size_t i = 0; i < e->comparisons; i++) {
        const struct em_comparison *c = &e->comparison[i];
        unsigned l = level_in(c, pattern);
        if (comparison_speaks(c) && l < c->levels && !c->null[l])
            odds += logarithm(c->m[l]) - logarithm(c->u[l]);
    }
    return odds_probability(odds);
}
