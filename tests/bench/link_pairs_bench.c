/*
 * link_pairs_bench [FILE.csv] - how many pairs a second are blocked, and how many compared and weighed.
 *
 * The file has first_name, surname, dob, postcode, city and email, commas and no
 * quotes, as invented records have; without one 200,000 people are invented here.
 * The model is the usual one for such records: seven rules of two columns, six
 * comparisons, names with Jaro-Winkler and term frequency, dates with slips and
 * distances, postcodes by their parts. The best of some runs counts: others may
 * be using the machine.
 */
#include "base/chance.h"
#include "link/compare.h"
#include "link/pairs.h"

#include <sys/resource.h>

enum { FORENAME, SURNAME, BORN, POSTCODE, CITY, EMAIL, COLUMNS };
static const char *const NAME[] = { "first_name", "surname", "dob", "postcode", "city", "email" };
enum { RUNS = 3, INVENTED = 200000 };

static double now(clockid_t clock)
{
    struct timespec t = { 0 };

    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void must(bool ok, const struct err *err)
{
    if (ok)
        return;
    fprintf(stderr, "link_pairs_bench: %s\n", err->say);
    exit(1);
}

/* ---- records ---- */

static void name_of(struct chance *r, char *out, size_t room, unsigned names)
{
    static const char *const PART[] = { "ba",  "lo",  "mi",  "ren", "ti", "ka",
                                        "sha", "wen", "dor", "el",  "an", "us" };
    unsigned a = (unsigned)chance_below(r, names), b = (unsigned)chance_below(r, names);
    unsigned n = a * b / names; /* some are common, most are rare */

    (void)snprintf(out, room, "%s%s%s%s", PART[n % 12], PART[n / 12 % 12], PART[n / 144 % 12],
                   n >= 1728 ? PART[n / 1728 % 12] : "");
}

static void invent(struct chance *r, char (*cell)[40])
{
    name_of(r, cell[FORENAME], sizeof cell[0], 1500);
    name_of(r, cell[SURNAME], sizeof cell[0], 20000);
    (void)snprintf(cell[BORN], sizeof cell[0], "%u-%02u-%02u", 1940 + (unsigned)chance_below(r, 70),
                   1 + (unsigned)chance_below(r, 12), 1 + (unsigned)chance_below(r, 28));
    (void)snprintf(cell[POSTCODE], sizeof cell[0], "X%c%u %u%c%c", 'A' + (int)chance_below(r, 20),
                   1 + (unsigned)chance_below(r, 40), (unsigned)chance_below(r, 10),
                   'A' + (int)chance_below(r, 20), 'A' + (int)chance_below(r, 20));
    (void)snprintf(cell[CITY], sizeof cell[0], "city %u", (unsigned)chance_below(r, 60));
    (void)snprintf(cell[EMAIL], sizeof cell[0], "%.12s.%.12s%u@mail.invalid", cell[FORENAME], cell[SURNAME],
                   (unsigned)chance_below(r, 100));
}

static void invent_all(struct loader *l, struct err *err)
{
    static char people[INVENTED][COLUMNS][40];
    struct str header[COLUMNS], field[COLUMNS];
    struct chance r;

    for (size_t c = 0; c < COLUMNS; c++)
        header[c] = str_of(NAME[c]);
    must(loader_file(l, STR("invented"), header, COLUMNS, err), err);
    chance_open(&r, 42, 0);
    for (size_t i = 0; i < INVENTED; i++) {
        if (i && chance_below(&r, 3) == 0) {
            memcpy(people[i], people[chance_below(&r, i)], sizeof people[i]);
            char *slip = people[i][chance_below(&r, COLUMNS)];
            if (slip[0])
                slip[chance_below(&r, strlen(slip))] = (char)('a' + chance_below(&r, 26));
        } else
            invent(&r, people[i]);
        for (size_t c = 0; c < COLUMNS; c++)
            field[c] = str_of(people[i][c]);
        must(loader_row(l, i + 1, field, COLUMNS, err), err);
    }
}

static void read_all(struct loader *l, const char *path, struct err *err)
{
    static char line[4096];
    FILE *f = fopen(path, "rb");
    struct str field[LINK_COLUMNS_MAX];
    uint64_t row = 0;

    if (!f) {
        (void)err_set(err, ERR_MISSING, "the file could not be read");
        must(false, err);
    }
    while (f && fgets(line, sizeof line, f)) {
        struct str rest = str_trim(str_of(line));
        size_t fields = 0;
        for (bool more = true; more && fields < LINK_COLUMNS_MAX; fields++) {
            more = str_has(rest, ',');
            field[fields] = str_cut(&rest, ',');
        }
        must(row == 0 ? loader_file(l, STR("file"), field, fields, err)
                      : loader_row(l, row, field, fields, err),
             err);
        row++;
    }
    (void)fclose(f);
}

/* ---- the model ---- */

static struct link_node NODES[64];
static size_t nodes;

static const struct link_node *node(struct link_node n)
{
    NODES[nodes] = n;
    return &NODES[nodes++];
}

static struct link_expr column(uint32_t c)
{
    return (struct link_expr){ .column = c };
}

static struct link_expr step(uint32_t c, enum link_step_kind kind)
{
    return (struct link_expr){ .column = c, .steps = 1, .step = { { .kind = kind } } };
}

static const struct link_node *test(enum link_test_kind kind, struct link_expr e, double threshold)
{
    return node(
        (struct link_node){ .kind = NODE_TEST, .test = kind, .left = e, .right = e, .threshold = threshold });
}

static const struct link_node *missing(struct link_expr e)
{
    const struct link_node *left = test(TEST_NULL_LEFT, e, 0), *right = test(TEST_NULL_RIGHT, e, 0);

    return node((struct link_node){ .kind = NODE_OR, .one = left, .two = right });
}

static struct link_level LEVELS[COLUMNS][8];
static struct link_comparison COMPARISONS[COLUMNS];

static void level(uint32_t c, const struct link_node *when)
{
    struct link_comparison *to = &COMPARISONS[c];

    to->level = LEVELS[c];
    to->level[to->levels] = (struct link_level){ .when = when,
                                                 .null = to->levels == 0,
                                                 .m = 0.6 / (double)(1 + to->levels),
                                                 .u = 0.001 * (double)(1 + to->levels) };
    to->levels++;
}

static void adjust(uint32_t c)
{
    LEVELS[c][1].adjusted = true;
    LEVELS[c][1].term = column(c);
    LEVELS[c][1].term_weight = 1;
}

static void compare_names(uint32_t c)
{
    level(c, missing(column(c)));
    level(c, test(TEST_EQUAL, column(c), 0));
    level(c, test(TEST_JARO_WINKLER, column(c), .9));
    level(c, test(TEST_JARO_WINKLER, column(c), .7));
    adjust(c);
}

static void make_model(struct link_model *m)
{
    static const uint8_t PART[][2] = { { FORENAME, SURNAME }, { SURNAME, BORN }, { FORENAME, BORN },
                                       { POSTCODE, FORENAME }, { POSTCODE, SURNAME }, { EMAIL, EMAIL },
                                       { POSTCODE, BORN } };
    static struct link_rule rule[COUNT_OF(PART)];
    static struct str name[COLUMNS];
    struct link_expr date = step(BORN, STEP_DATE), user = step(EMAIL, STEP_BEFORE_AT);

    for (size_t c = 0; c < COLUMNS; c++)
        name[c] = str_of(NAME[c]);
    for (size_t i = 0; i < COUNT_OF(PART); i++)
        rule[i] = (struct link_rule){ .parts = PART[i][0] == PART[i][1] ? 1 : 2,
                                      .part = { column(PART[i][0]), column(PART[i][1]) } };
    compare_names(FORENAME);
    compare_names(SURNAME);
    level(BORN, missing(date));
    level(BORN, test(TEST_EQUAL, column(BORN), 0));
    level(BORN, test(TEST_DAMERAU, column(BORN), 1));
    level(BORN, test(TEST_DAYS, date, 30.4375));
    level(BORN, test(TEST_DAYS, date, 365.25));
    level(BORN, test(TEST_DAYS, date, 3652.5));
    level(POSTCODE, missing(column(POSTCODE)));
    level(POSTCODE, test(TEST_EQUAL, column(POSTCODE), 0));
    level(POSTCODE, test(TEST_EQUAL, step(POSTCODE, STEP_SECTOR), 0));
    level(POSTCODE, test(TEST_EQUAL, step(POSTCODE, STEP_DISTRICT), 0));
    level(POSTCODE, test(TEST_EQUAL, step(POSTCODE, STEP_POSTAL_AREA), 0));
    level(EMAIL, missing(column(EMAIL)));
    level(EMAIL, test(TEST_EQUAL, column(EMAIL), 0));
    level(EMAIL, test(TEST_EQUAL, user, 0));
    level(EMAIL, test(TEST_JARO_WINKLER, column(EMAIL), .88));
    level(EMAIL, test(TEST_JARO_WINKLER, user, .88));
    adjust(EMAIL);
    level(CITY, missing(column(CITY)));
    level(CITY, test(TEST_EQUAL, column(CITY), 0));
    adjust(CITY);
    for (uint32_t c = 0; c < COLUMNS; c++)
        level(c, node((struct link_node){ .kind = NODE_ALWAYS }));
    *m = (struct link_model){ .columns = COLUMNS,
                              .column = name,
                              .lambda = 1e-6,
                              .rules = COUNT_OF(PART),
                              .rule = rule,
                              .comparisons = COLUMNS,
                              .comparison = COMPARISONS };
}

/* ---- the runs ---- */

struct scoring {
    const struct compare *compare;
    struct compare_worker *worker[CREW_MAX];
    struct {
        _Alignas(64) uint64_t likely;
        double sum;
        uint64_t pattern[PAIRS_BATCH];
        double weight[PAIRS_BATCH];
    } of[CREW_MAX];
};

static bool only_count(void *with, unsigned worker, size_t rule, size_t job, const struct pair *pair,
                       size_t pairs, struct err *err)
{
    (void)with, (void)worker, (void)rule, (void)job, (void)pair, (void)pairs, (void)err;
    return true;
}

static bool score(void *with, unsigned worker, size_t rule, size_t job, const struct pair *pair, size_t pairs,
                  struct err *err)
{
    struct scoring *s = with;

    (void)rule, (void)job, (void)err;
    compare_patterns(s->compare, s->worker[worker], pair, pairs, s->of[worker].pattern);
    compare_batch_weights(s->compare, pair, pairs, s->of[worker].pattern, s->of[worker].weight);
    for (size_t i = 0; i < pairs; i++) {
        s->of[worker].likely += s->of[worker].weight[i] > 4;
        s->of[worker].sum += s->of[worker].weight[i];
    }
    return true;
}

struct took {
    double wall, busy; /* seconds; busy: of all processors together */
};

static struct took run(const struct link_slots *slots, const struct link_model *m, struct scoring *s,
                       unsigned threads, struct arena_meter *meter, struct pairs_done *done, struct err *err)
{
    struct took best = { 0 };

    for (int i = 0; i < RUNS; i++) {
        struct arena a _cleanup_(arena_close);
        struct pairs_stream p = { .slots = slots, .rule = m->rule, .rules = m->rules,
                                  .order = { .within = true, .threads = threads }, .share = 1,
                                  .sink = s ? score : only_count, .with = s };
        arena_open(&a, SIZE_MAX);
        arena_measure(&a, meter);
        for (unsigned w = 0; s && w < threads; w++)
            must(compare_worker_make(s->compare, (size_t)8 << 20, &a, &s->worker[w], err), err);
        double began = now(CLOCK_MONOTONIC), began_busy = now(CLOCK_PROCESS_CPUTIME_ID);
        must(pairs_run(&p, &a, done, err), err);
        double took = now(CLOCK_MONOTONIC) - began, took_busy = now(CLOCK_PROCESS_CPUTIME_ID) - began_busy;
        best.wall = i == 0 || took < best.wall ? took : best.wall;
        best.busy = i == 0 || took_busy < best.busy ? took_busy : best.busy;
    }
    return best;
}

int main(int argc, char **argv)
{
    struct arena a _cleanup_(arena_close);
    struct arena_meter meter = { .cap = SIZE_MAX };
    struct link_load how = { .id = STR(""), .truth = STR("") };
    struct loader *l = NULL;
    struct link_table t;
    struct link_model m;
    struct link_slots slots;
    struct compare *compare = NULL;
    struct pairs_done done;
    struct err err = { 0 };
    double began = now(CLOCK_MONOTONIC);

    arena_open(&a, SIZE_MAX);
    must(loader_open(&l, &how, &a, &err), &err);
    if (argc > 1)
        read_all(l, argv[1], &err);
    else
        invent_all(l, &err);
    must(loader_done(l, &t, &err), &err);
    make_model(&m);
    double loaded = now(CLOCK_MONOTONIC);
    must(slots_make(&t, &m, 2, &a, &slots, &err) && compare_make(&slots, &m, &a, &compare, &err) &&
         compare_weigh(compare, &m, &err), &err);
    printf("%u records loaded in %.2f s, compiled in %.2f s\n", t.records, loaded - began,
           now(CLOCK_MONOTONIC) - loaded);
    for (unsigned threads = 1; threads <= 2; threads++) {
        meter.peak = 0;
        struct took blocked = run(&slots, &m, NULL, threads, &meter, &done, &err);
        printf("%u threads: %llu pairs blocked in %.3f s (busy %.3f s), %.1f MB at most\n", threads,
               (unsigned long long)done.pairs, blocked.wall, blocked.busy, (double)meter.peak / 1e6);
        static struct scoring s;
        s.compare = compare;
        struct took scored = run(&slots, &m, &s, threads, &meter, &done, &err);
        printf("%u threads: blocked and scored in %.3f s (busy %.3f s): %.2f M pairs scored a busy second\n",
               threads, scored.wall, scored.busy, (double)done.pairs / (scored.busy - blocked.busy) / 1e6);
    }
    for (size_t i = 0; i < m.rules; i++)
        printf("  rule %zu: %llu pairs, %llu its own, largest block %llu, %llu pairs left out\n", i + 1,
               (unsigned long long)done.rule[i].pairs, (unsigned long long)done.own[i],
               (unsigned long long)done.rule[i].largest, (unsigned long long)done.rule[i].left_out_pairs);
    return 0;
}
