/*
 * Any bytes as files of people and a model: the whole of linkage refuses them in words that are ours, or
 * gives an answer that holds together, the same on two threads as on one.
 *
 * First a model's JSON up to a line "--" (none, and one is proposed), then files, parted by an empty line:
 * lines of fields parted by commas, the first line the header. A column "truth" says who is who.
 *
 * Slow: each input is a whole linkage, twice.
 */
#include "link/explain.h"
#include "link/settings.h"

enum { FIELDS = 12, ROWS = 60, FILES = 4, MODEL_BYTES = 8192 };

static void require(bool ok)
{
    if (!ok)
        abort();
}

static size_t cut_fields(struct str line, struct str *field)
{
    size_t n = 0;

    while (n < FIELDS && (line.len || n == 0))
        field[n++] = str_cut(&line, ',');
    return n;
}

/* One file's lines, up to an empty one. */
static bool load_file(struct loader *l, size_t which, struct str *text, struct err *err)
{
    struct str field[FIELDS];
    char name[8];

    (void)snprintf(name, sizeof name, "%c.csv", (char)('a' + which));
    size_t fields = cut_fields(str_cut(text, '\n'), field);
    if (!loader_file(l, str_of(name), field, fields, err))
        return false;
    for (uint64_t row = 1; text->len; row++) {
        struct str line = str_cut(text, '\n');
        if (line.len == 0)
            return true;
        for (size_t n = cut_fields(line, field); n < FIELDS; n++)
            field[n] = (struct str){ "", 0 };
        if (row <= ROWS && !loader_row(l, row, field, fields, err))
            return false;
    }
    return true;
}

static bool has_truth(struct str text)
{
    struct str field[FIELDS], header = str_cut(&text, '\n');

    for (size_t n = cut_fields(header, field); n > 0; n--)
        if (str_eq(field[n - 1], STR("truth")))
            return true;
    return false;
}

static bool load(struct str text, struct arena *a, struct link_table *t, struct err *err)
{
    struct loader *l _cleanup_(loader_close) = NULL;
    struct link_load how = { .threads = 1, .truth = has_truth(text) ? STR("truth") : STR("") };

    require(loader_open(&l, &how, a, err));
    for (size_t i = 0; text.len && i < FILES; i++)
        if (!load_file(l, i, &text, err))
            return false;
    return loader_done(l, t, err);
}

static bool is_share(double x)
{
    return x >= 0 && x <= 1;
}

static void check_edges(const struct link_table *t, const struct link_result *r, bool across)
{
    for (size_t i = 0; i < r->edges; i++) {
        const struct link_edge *e = &r->edge[i];
        require(e->one < e->two && e->two < t->records && e->rule < r->model.rules);
        require((double)e->weight >= (double)(float)r->threshold);
        require(!across || t->source_of[e->one] != t->source_of[e->two]);
        require(i == 0 || e[-1].one < e->one || (e[-1].one == e->one && e[-1].two < e->two));
    }
}

/* Every record in one cluster; clusters are numbered by their first record. */
static void check_clusters(const struct link_table *t, const struct clusters *c)
{
    uint32_t seen = 0;

    for (uint32_t i = 0; i < t->records; i++) {
        require(c->of[i] <= seen);
        seen += c->of[i] == seen;
    }
    require(seen == c->clusters);
}

static void check_counts(const struct link_result *r)
{
    uint64_t own = 0, bars = 0;

    for (size_t i = 0; i < r->model.rules; i++)
        own += r->pairs.own[i];
    for (size_t i = 0; i < LINK_BARS; i++)
        bars += r->bar[i].pairs;
    require(own == r->pairs.pairs && bars == own && r->edges <= own);
    require(is_share(r->expected_precision) && is_share(r->expected_recall));
    require(!r->has_truth || (is_share(r->pair.f1) && is_share(r->cluster.f1)));
}

static void check_same(const struct link_table *t, const struct link_result *x, const struct link_result *y)
{
    require(x->edges == y->edges && x->clusters.clusters == y->clusters.clusters);
    for (size_t i = 0; i < x->edges; i++)
        require(x->edge[i].one == y->edge[i].one && x->edge[i].two == y->edge[i].two &&
                x->edge[i].rule == y->edge[i].rule &&
                memcmp(&x->edge[i].weight, &y->edge[i].weight, sizeof(float)) == 0);
    require(t->records == 0 || memcmp(x->clusters.of, y->clusters.of, t->records * sizeof(uint32_t)) == 0);
    require(x->expected_precision == y->expected_precision && x->expected_recall == y->expected_recall);
}

/* The trained model is one that can be written and read, and any two records' weight can be explained. */
static void check_told(const struct link_table *t, const struct link_result *r, struct arena *a)
{
    struct buf json = { .arena = a }, words = { .arena = a };
    struct link_model again;
    struct explain e;
    struct str text = { "", 0 };
    struct err err;

    require(settings_write(&r->model, &json, &err) && buf_done(&json, "the model", &text, &err));
    require(settings_read(text, "again", a, &again, &err) && again.comparisons == r->model.comparisons);
    if (t->records < 2)
        return;
    require(explain_make(t, r, 0, t->records - 1, a, &e, &err));
    require(is_share(e.probability));
    explain_words(&e, &words);
    explain_json(&e, &words);
    require(!words.failed);
}

static bool is_refusal(const struct err *err)
{
    return (err->kind == ERR_INPUT || err->kind == ERR_LIMIT) && err->say[0];
}

static void link_all(const struct link_table *t, const struct link_model *model, bool within, struct arena *a)
{
    struct link_order order = { .model = model, .within = within, .threshold = NAN, .threads = 1, .seed = 1 };
    struct link_result one, two;
    struct err err;

    if (!link_run(t, &order, NULL, a, &one, &err)) {
        require(is_refusal(&err));
        return;
    }
    order.threads = 2;
    require(link_run(t, &order, NULL, a, &two, &err));
    check_edges(t, &one, t->sources > 1 && !within);
    check_clusters(t, &one.clusters);
    check_counts(&one);
    check_same(t, &one, &two);
    check_told(t, &one, a);
}

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t len)
{
    struct arena a _cleanup_(arena_close) = { 0 };
    struct str text = { (const char *)at, len }, json = { text.at, 0 };
    struct link_model model;
    struct link_table t;
    struct err err;

    arena_open(&a, (size_t)1 << 28);
    while (text.len) {
        struct str line = str_cut(&text, '\n');
        if (str_eq(line, STR("--")))
            break;
        json.len = (size_t)(line.at + line.len - json.at);
    }
    if (json.len > MODEL_BYTES || !load(text, &a, &t, &err))
        return 0;
    bool given = str_trim(json).len > 0;
    if (given && !settings_read(json, "model", &a, &model, &err))
        return 0;
    link_all(&t, given ? &model : NULL, len % 2 == 0, &a);
    return 0;
}
