/*
 * link_weights MODEL.json RECORDS.csv ORACLE.csv - the same model on the same records gives Splink's weights.
 *
 * The oracle is what Splink wrote for pairs of the records: match_weight, for a
 * comparison NAME the columns mw_NAME and mw_tf_adj_NAME, and match_key, the
 * number of the blocking rule that made the pair. Each pair must be made by the
 * same rule and no other; each weight must agree within 1e-9. Where the records
 * are few the oracle has every pair: --all says so, and that there is none more.
 *
 * An m that is missing in the model, which we would train, Splink takes to be
 * its default: .05 shared among the levels but the most alike
 * (_default_m_values() in its comparison_level.py).
 */
#include "base/number.h"
#include "link/compare.h"
#include "link/pairs.h"
#include "link/settings.h"

#include <inttypes.h>

enum { FIELDS_MAX = 64 };

static void stop(const char *what)
{
    fprintf(stderr, "link_weights: %s\n0 passed, 1 failed\n", what);
    exit(1);
}

static struct str read_file(struct arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    size_t room = (size_t)16 << 20;
    char *at = arena_alloc(a, room, 1, 1);

    if (!f || !at)
        stop("a file cannot be read");
    struct str s = { at, fread(at, 1, room, f) };
    (void)fclose(f);
    return s;
}

/* Cuts a field off the line. A doubled quote in quotes stays doubled: no column that is compared has one. */
static struct str cut_field(struct str *line)
{
    size_t end = 1;

    if (line->len == 0 || line->at[0] != '"')
        return str_cut(line, ',');
    while (end < line->len && (line->at[end] != '"' || (end + 1 < line->len && line->at[end + 1] == '"')))
        end += line->at[end] == '"' ? 2 : 1;
    struct str field = { line->at + 1, end - 1 };
    *line = str_from(*line, end + 2);
    return field;
}

static size_t next_row(struct str *rest, struct str field[FIELDS_MAX])
{
    struct str line = str_cut(rest, '\n');
    size_t fields = 0;

    while (fields < FIELDS_MAX && (line.len || fields == 0))
        field[fields++] = cut_field(&line);
    return fields;
}

static void load(struct str csv, struct str id, struct arena *a, struct link_table *t, struct err *err)
{
    struct link_load how = { .id = id, .threads = 1 };
    struct str field[FIELDS_MAX];
    struct loader *l;
    size_t columns = next_row(&csv, field);

    if (!loader_open(&l, &how, a, err) || !loader_file(l, STR("records.csv"), field, columns, err))
        stop(err->say);
    for (uint64_t row = 1; csv.len; row++) {
        size_t fields = next_row(&csv, field);
        while (fields < columns)
            field[fields++] = STR("");
        if (!loader_row(l, row, field, columns, err))
            stop(err->say);
    }
    if (!loader_done(l, t, err))
        stop(err->say);
}

/* ---- records by their id ---- */

struct named {
    struct str id;
    uint32_t record;
};

static int by_id(const void *one, const void *two)
{
    return str_order(((const struct named *)one)->id, ((const struct named *)two)->id);
}

static struct named *name_records(const struct link_table *t, struct arena *a)
{
    struct named *all = arena_new(a, struct named, t->records);
    char room[16];

    if (!all)
        stop("memory");
    for (uint32_t r = 0; r < t->records; r++)
        all[r] = (struct named){ arena_copy(a, link_id(t, r, room)), r };
    qsort(all, t->records, sizeof *all, by_id);
    return all;
}

static uint32_t record_named(const struct named *all, const struct link_table *t, struct str id)
{
    struct named want = { id, 0 };
    const struct named *found = bsearch(&want, all, t->records, sizeof *all, by_id);

    if (!found)
        stop("the oracle names a record that is not there");
    return found->record;
}

/* ---- the oracle ---- */

struct told { /* a row of the oracle */
    struct pair pair;
    uint64_t rule;
    double weight, level[LINK_COMPARISONS_MAX], term[LINK_COMPARISONS_MAX];
    unsigned seen;
};
struct oracle {
    struct told *row;
    size_t rows;
    const struct link_model *model;
    unsigned wrong_rule;
    uint64_t pairs;
};

static int by_pair(const void *one, const void *two)
{
    const struct told *a = one, *b = two;

    if (a->pair.one != b->pair.one)
        return a->pair.one < b->pair.one ? -1 : 1;
    return (a->pair.two > b->pair.two) - (a->pair.two < b->pair.two);
}

static size_t column_of(const struct str *header, size_t columns, const char *before, struct str name)
{
    size_t len = strlen(before), i = 0;

    while (i < columns && !(header[i].len == len + name.len && str_starts(header[i], str_of(before)) &&
                            str_ends(header[i], name)))
        i++;
    return i;
}

static double real_at(const struct str *field, size_t i, size_t columns)
{
    double x = 0;

    if (i < columns && !number_real(field[i], &x))
        stop("the oracle has a number that cannot be read");
    return x;
}

static void read_told(const struct str *field, const struct str *header, size_t columns,
                      const struct link_model *m, struct told *out)
{
    out->weight = real_at(field, column_of(header, columns, "match_weight", STR("")), columns);
    out->rule = (uint64_t)real_at(field, column_of(header, columns, "match_key", STR("")), columns);
    for (size_t i = 0; i < m->comparisons; i++) {
        size_t level = column_of(header, columns, "mw_", m->comparison[i].name);
        if (level == columns)
            stop("the oracle lacks a comparison of the model");
        out->level[i] = real_at(field, level, columns);
        out->term[i] = real_at(field, column_of(header, columns, "mw_tf_adj_", m->comparison[i].name),
                               columns);
    }
}

static void read_oracle(struct str csv, const struct link_table *t, const struct link_model *m,
                        struct arena *a, struct oracle *out)
{
    const struct named *names = name_records(t, a);
    struct str header[FIELDS_MAX], field[FIELDS_MAX];
    size_t columns = next_row(&csv, header), left = column_of(header, columns, "unique_id_l", STR("")),
           right = column_of(header, columns, "unique_id_r", STR("")), room = 0;

    *out = (struct oracle){ .model = m };
    if (left == columns || right == columns)
        stop("the oracle has no unique_id_l or no unique_id_r");
    while (csv.len) {
        if (next_row(&csv, field) != columns)
            stop("a row of the oracle is too short");
        if (!arena_grow(a, &out->row, &room, out->rows, out->rows + 1, sizeof *out->row))
            stop("memory");
        struct told *row = &out->row[out->rows++];
        *row = (struct told){ 0 };
        uint32_t one = record_named(names, t, field[left]), two = record_named(names, t, field[right]);
        row->pair = (struct pair){ one < two ? one : two, one < two ? two : one };
        read_told(field, header, columns, m, row);
    }
    qsort(out->row, out->rows, sizeof *out->row, by_pair);
}

/* ---- which rule makes a pair ---- */

static bool on_pairs(void *with, unsigned worker, size_t rule, size_t job, const struct pair *pair,
                     size_t pairs, struct err *err)
{
    struct oracle *o = with;

    (void)worker, (void)job, (void)err;
    o->pairs += pairs;
    for (size_t i = 0; i < pairs; i++) {
        struct told want = { .pair = pair[i] };
        struct told *found = bsearch(&want, o->row, o->rows, sizeof want, by_pair);
        if (!found)
            continue;
        found->seen++;
        o->wrong_rule += found->rule != rule;
    }
    return true;
}

static unsigned check_rules(struct oracle *o, const struct link_slots *s, bool all, struct arena *a,
                            struct err *err)
{
    struct pairs_stream p = { .slots = s, .rule = o->model->rule, .rules = o->model->rules,
                              .order = { .within = true, .block_max = UINT32_MAX, .threads = 1 },
                              .share = 1, .sink = on_pairs, .with = o };
    struct pairs_done done;
    size_t missed = 0;

    if (!pairs_run(&p, a, &done, err))
        stop(err->say);
    for (size_t i = 0; i < o->rows; i++)
        missed += o->row[i].seen != 1;
    bool right = missed == 0 && o->wrong_rule == 0 && (!all || o->pairs == o->rows);
    printf("%s%zu pairs of Splink's, %" PRIu64 " made: %zu missed or made twice, %u by another rule\n",
           right ? "" : "not ok ", o->rows, o->pairs, missed, o->wrong_rule);
    return !right;
}

/* ---- what a pair is worth ---- */

static void note_apart(double one, double two, double *most)
{
    double apart = fabs(one - two);

    if (!(apart <= *most))
        *most = apart;
}

static unsigned check_weights(const struct oracle *o, const struct compare *c, struct compare_worker *w)
{
    const struct link_model *m = o->model;
    double apart[LINK_COMPARISONS_MAX][2] = { 0 }, total = 0;
    unsigned failed = 0;

    for (size_t k = 0; k < o->rows; k++) {
        const struct told *row = &o->row[k];
        double level[LINK_COMPARISONS_MAX], term[LINK_COMPARISONS_MAX];
        uint64_t pattern = compare_pattern(c, w, row->pair.one, row->pair.two);
        compare_weights(c, pattern, row->pair.one, row->pair.two, level, term);
        for (size_t i = 0; i < m->comparisons; i++) {
            note_apart(level[i], row->level[i], &apart[i][0]);
            note_apart(term[i], row->term[i], &apart[i][1]);
        }
        note_apart(compare_weight(c, pattern, row->pair.one, row->pair.two), row->weight, &total);
    }
    for (size_t i = 0; i < m->comparisons; i++)
        for (int part = 0; part < 2; part++) {
            bool right = apart[i][part] <= 1e-9;
            failed += !right;
            printf("%s%.*s, %s: within %.1e\n", right ? "" : "not ok ", (int)m->comparison[i].name.len,
                   m->comparison[i].name.at, part ? "term frequency" : "level", apart[i][part]);
        }
    printf("%sweight of the pair: within %.1e\n", total <= 1e-9 ? "" : "not ok ", total);
    return failed + !(total <= 1e-9);
}

static void fill_defaults(struct link_model *m)
{
    for (size_t i = 0; i < m->comparisons; i++) {
        const struct link_comparison *c = &m->comparison[i];
        size_t levels = 0;
        for (size_t k = 0; k < c->levels; k++)
            levels += !c->level[k].null;
        for (size_t k = 0; k < c->levels; k++)
            if (isnan(c->level[k].m))
                c->level[k].m = 0.05 / (double)(levels - 1);
    }
}

int main(int argc, char **argv)
{
    struct arena a _cleanup_(arena_close);
    struct err err = { 0 };
    struct link_table table;
    struct link_model model;
    struct link_slots slots;
    struct compare *compare;
    struct compare_worker *worker;
    struct oracle oracle;
    bool all = argc == 5 && strcmp(argv[4], "--all") == 0;

    arena_open(&a, (size_t)1 << 30);
    if (argc < 4)
        stop("which model, which records, which oracle?");
    if (!settings_read(read_file(&a, argv[1]), argv[1], &a, &model, &err))
        stop(err.say);
    fill_defaults(&model);
    load(read_file(&a, argv[2]), model.id_column, &a, &table, &err);
    if (!slots_make(&table, &model, 1, &a, &slots, &err) ||
        !compare_make(&slots, &model, &a, &compare, &err) ||
        !compare_worker_make(compare, (size_t)1 << 22, &a, &worker, &err) ||
        !compare_weigh(compare, &model, &err))
        stop(err.say);
    read_oracle(read_file(&a, argv[3]), &table, &model, &a, &oracle);
    unsigned failed = check_rules(&oracle, &slots, all, &a, &err) +
                      check_weights(&oracle, compare, worker);
    size_t checks = 2 + 2 * model.comparisons;
    printf("%zu passed, %u failed\n", checks - failed, failed);
    return failed || oracle.rows == 0;
}
