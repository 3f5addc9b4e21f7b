/*
 * link_em < vectors.csv            every pair's published posterior is ours, and expectation maximisation
 *                                  finds the parameters the pairs were made with
 * link_em LAMBDA... < history.csv  Splink 2's parameters, round by round: with them, and the lambda of each
 *                                  round, our posterior of every pattern is what its Bayes factors say
 */
#include "link/em.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

#define FIELDS 24u
#define COMPARISONS 4u
#define ROUNDS 3u

static size_t passed, failed;

static void check(bool right, const char *what)
{
    passed += right;
    failed += !right;
    if (!right)
        printf("not ok %s\n", what);
}

static size_t row_cut(char *line, struct str *field)
{
    size_t n = 0;
    bool quoted = false;
    char *from = line;

    for (char *at = line;; at++) {
        if (*at == '"')
            quoted = !quoted;
        if (quoted || (*at != ',' && *at != '\n' && *at != '\0'))
            continue;
        if (n < FIELDS)
            field[n++] = (struct str){ from, (size_t)(at - from) };
        from = at + 1;
        if (*at != ',')
            return n;
    }
}

static double real(struct str s)
{
    double x = NAN;

    return number_real(s, &x) ? x : NAN;
}

/* ---- pairs made with known parameters ---- */

static const double made_m[] = { .7, .9, .95 }, made_u[] = { .1, .025, .2 };

static void model_start(struct em *e, bool known)
{
    *e = (struct em){ .comparisons = 3, .lambda = known ? .5 : NAN, .tolerance = 1e-12, .rounds_max = 5000 };
    for (unsigned i = 0; i < 3; i++) {
        struct em_comparison *c = &e->comparison[i];
        *c = (struct em_comparison){ .shift = i, .bits = 1, .levels = 2, .order = { 1, 0 } };
        c->m[1] = known ? made_m[i] : NAN, c->m[0] = known ? 1 - made_m[i] : NAN;
        c->u[1] = known ? made_u[i] : NAN, c->u[0] = known ? 1 - made_u[i] : NAN;
    }
}

static bool vectors_check(struct arena *a, struct err *err)
{
    static struct em e;
    struct pattern_tally tally = { .arena = a };
    struct str field[FIELDS];
    struct patterns p;
    char line[1024];
    size_t rows = 0;

    model_start(&e, true);
    while (fgets(line, sizeof line, stdin)) {
        if (row_cut(line, field) < 10 || rows++ == 0)
            continue;
        uint64_t pattern = 0;
        for (unsigned i = 0; i < 3; i++)
            pattern |= (uint64_t)(real(field[i]) > 0) << i;
        check(fabs(em_posterior(&e, pattern) - real(field[7])) < 1e-12, "a published posterior");
        if (!tally_add(&tally, pattern, 1, err))
            return false;
    }
    model_start(&e, false);
    if (!patterns_join(&tally, 1, a, &p, err) || !em_fit(&e, &p, a, err))
        return false;
    check(rows == 4001, "4,000 pairs");
    check(e.converged && fabs(e.lambda - .5) < .002, "lambda .5");
    for (unsigned i = 0; i < 3; i++) {
        check(fabs(e.comparison[i].m[1] - made_m[i]) < .002, "m as the pairs were made");
        check(fabs(e.comparison[i].u[1] - made_u[i]) < .002, "u as the pairs were made");
    }
    return true;
}

/* ---- Splink 2, round by round ---- */

struct history {
    size_t comparisons, levels[COMPARISONS];
    struct str name[COMPARISONS];
    char text[COMPARISONS][64];
    double m[ROUNDS][COMPARISONS][LINK_LEVELS_MAX], u[ROUNDS][COMPARISONS][LINK_LEVELS_MAX];
    double factor[ROUNDS][COMPARISONS][LINK_LEVELS_MAX];
};

static size_t comparison_of(struct history *h, struct str name)
{
    size_t i = 0;

    while (i < h->comparisons && !str_eq(h->name[i], name))
        i++;
    if (i == h->comparisons && i < COMPARISONS && name.len < sizeof h->text[i]) {
        memcpy(h->text[i], name.at, name.len);
        h->name[i] = (struct str){ h->text[i], name.len };
        h->comparisons++;
    }
    return i;
}

static void history_read(struct history *h)
{
    struct str field[FIELDS];
    char line[1024];

    while (fgets(line, sizeof line, stdin)) {
        double round = row_cut(line, field) < 16 ? NAN : real(field[14]), level = real(field[4]);
        if (!(round >= 0 && round < ROUNDS && level >= 0 && level < LINK_LEVELS_MAX))
            continue;
        size_t i = comparison_of(h, field[6]), r = (size_t)round, l = (size_t)level;
        if (i == COMPARISONS)
            continue;
        h->m[r][i][l] = real(field[8]);
        h->u[r][i][l] = real(field[9]);
        h->factor[r][i][l] = real(field[10]);
        if (l >= h->levels[i])
            h->levels[i] = l + 1;
    }
}

/* Every pattern of one round: our posterior, and what the product of its printed factors says. */
static void round_check(const struct history *h, size_t r, double lambda)
{
    static struct em e;
    size_t patterns = 1;

    e = (struct em){ .comparisons = h->comparisons, .lambda = lambda };
    for (size_t i = 0; i < h->comparisons; i++) {
        struct em_comparison *c = &e.comparison[i];
        *c = (struct em_comparison){ .shift = (unsigned)(2 * i), .bits = 2, .levels = h->levels[i] };
        memcpy(c->m, h->m[r][i], sizeof c->m);
        memcpy(c->u, h->u[r][i], sizeof c->u);
        patterns *= h->levels[i];
    }
    for (size_t n = 0; n < patterns; n++) {
        double odds = lambda / (1 - lambda);
        uint64_t pattern = 0;
        for (size_t i = 0, left = n; i < h->comparisons; left /= h->levels[i], i++) {
            size_t l = left % h->levels[i];
            odds *= h->factor[r][i][l];
            pattern |= (uint64_t)l << (2 * i);
        }
        check(fabs(em_posterior(&e, pattern) - odds / (1 + odds)) < 1e-9, "a pattern of Splink 2's history");
    }
}

int main(int argc, char **argv)
{
    static struct history h;
    struct err err = { 0 };
    struct arena a;

    arena_open(&a, (size_t)64 << 20);
    if (argc == 1 && !vectors_check(&a, &err))
        check(false, err.say);
    if (argc > 1)
        history_read(&h);
    for (size_t r = 0; (int)r + 1 < argc && r < ROUNDS; r++)
        round_check(&h, r, real(str_of(argv[r + 1])));
    check(argc == 1 || h.comparisons == COMPARISONS, "four comparisons");
    arena_close(&a);
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed > 0;
}
