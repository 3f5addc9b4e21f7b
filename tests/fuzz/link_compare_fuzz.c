/*
 * Any texts, any drawn model: the compiled comparison shows what the conditions say, singly and
 * in batches.
 */
#include "link/compare.h"
#include "link/fixture_test.h"

enum { ROWS_MAX = 9, CELLS_MAX = ROWS_MAX * PEOPLE_COLUMNS, PAIRS_MAX = ROWS_MAX * (ROWS_MAX - 1) / 2 };

static void require(bool ok)
{
    if (!ok)
        abort();
}

/* The cells stand one a line; a text with a NUL in it ends there. */
static size_t cut_cells(struct str text, struct arena *a, const char **cell)
{
    size_t cells = 0;

    while (text.len && cells < CELLS_MAX) {
        struct str one = arena_copy(a, str_cut(&text, '\n'));
        require(one.at != NULL);
        cell[cells++] = one.at;
    }
    while (cells % PEOPLE_COLUMNS)
        cell[cells++] = "";
    return cells;
}

static void check_pairs(const struct link_slots *s, const struct link_model *m, struct compare *c,
                        struct compare_worker *w)
{
    struct pair pair[PAIRS_MAX];
    uint64_t pattern[PAIRS_MAX];
    double weight[PAIRS_MAX];
    size_t pairs = 0;

    for (uint32_t one = 0; one < s->table->records; one++)
        for (uint32_t two = one + 1; two < s->table->records; two++)
            pair[pairs++] = (struct pair){ one, two };
    compare_patterns(c, w, pair, pairs, pattern);
    compare_batch_weights(c, pair, pairs, pattern, weight);
    for (size_t i = 0; i < pairs; i++) {
        require(pattern[i] == compare_pattern(c, w, pair[i].two, pair[i].one));
        for (size_t k = 0; k < m->comparisons; k++) {
            unsigned shift, bits;
            compare_place(c, k, &shift, &bits);
            require(pattern_level(pattern[i], shift, bits) ==
                    plain_level(s, &m->comparison[k], pair[i].one, pair[i].two));
        }
        double alone = compare_weight(c, pattern[i], pair[i].one, pair[i].two);
        require(isfinite(weight[i]) && fabs(weight[i] - alone) <= 0);
        require(weight_probability(alone) >= 0 && weight_probability(alone) <= 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const char *const COLUMN[] = { "forename", "surname", "born", "postcode", "town" };
    struct arena a _cleanup_(arena_close);
    struct err err = { 0 };
    const char *cell[CELLS_MAX];
    struct link_table t;
    struct link_model m;
    struct link_slots s;
    struct compare *c = NULL;
    struct compare_worker *w = NULL;
    uint16_t seed;

    arena_open(&a, (size_t)64 << 20);
    if (len < 4 || len > 4096)
        return 0;
    memcpy(&seed, bytes, sizeof seed);
    size_t cells = cut_cells((struct str){ (const char *)bytes + 3, len - 3 }, &a, cell);
    require(fixture_table(COLUMN, PEOPLE_COLUMNS, cell, cells / PEOPLE_COLUMNS, NULL, &a, &t, &err));
    require(seed ? fixture_drawn_model(seed, &a, &m, &err) : fixture_model(&a, &m, &err));
    require(slots_make(&t, &m, 1, &a, &s, &err) && compare_make(&s, &m, &a, &c, &err));
    require(compare_worker_make(c, (size_t)bytes[2] * 16, &a, &w, &err) && compare_weigh(c, &m, &err));
    check_pairs(&s, &m, c, w);
    return 0;
}
