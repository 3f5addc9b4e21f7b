#include "cmd/link_files.h"

#include "intake/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

static void close_fd(int *fd)
{
    if (*fd > STDIN_FILENO)
        (void)close(*fd);
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return strcmp(path, "-") == 0 ? "stdin" : slash ? slash + 1 : path;
}

static bool open_file(const char *path, int *fd, uint64_t *bytes, struct err *err)
{
    const char *label = path;
    struct stat s;

    *fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (*fd < 0 && errno == ENOENT)
        return err_set(err, ERR_MISSING, "there is no file %s", label);
    if (*fd < 0)
        return err_set(err, ERR_STORE, "could not open %s (error %d): may you read it?", label, errno);
    *bytes = fstat(*fd, &s) == 0 && S_ISREG(s.st_mode) ? (uint64_t)s.st_size : 0;
    if (fstat(*fd, &s) == 0 && S_ISDIR(s.st_mode))
        return err_set(err, ERR_INPUT, "%s is a folder; give the files in it", label);
    return true;
}

static const char *said_word(const struct err *what)
{
    return what->say;
}

static const char *row_word(const struct reader_fault *fault)
{
    return fault->what;
}

/* Says which file, in front of what went wrong in it. */
static bool in_file(const char *label, struct err *err)
{
    struct err what = *err;

    return strstr(what.say, label) ? false : err_set(err, what.kind, "%s: %s", label, said_word(&what));
}

static bool take_record(struct loader *l, const char *label, const struct record *row,
                        const struct reader_fault *fault, struct err *err)
{
    if (!row->field)
        return err_set(err, ERR_INPUT, "%s, row %llu: %s; mend it and link again", label,
                       (unsigned long long)fault->row, row_word(fault));
    return loader_row(l, row->row - 1, row->field, row->fields, err);
}

static bool read_rows(struct loader *l, struct reader *r, const char *label, uint64_t bytes, struct err *err)
{
    struct reader_fault fault;
    struct record row;
    enum reader_next next = READER_FAILED;
    struct progress bar;
    uint64_t rows = 0;
    bool ok = true;

    progress_begin(&bar, "reading", bytes);
    while (ok && (next = reader_next(r, &row, &fault, err)) == READER_RECORD) {
        if (rows++ == 0 && row.field)
            ok = loader_file(l, str_of(label), row.field, row.fields, err);
        else
            ok = take_record(l, label, &row, &fault, err);
        if (rows % 65536 == 0)
            progress_show(&bar, reader_seen(r).bytes);
    }
    progress_end(&bar);
    return (ok && next == READER_END) || in_file(label, err);
}

static bool read_file(struct loader *l, const char *path, struct err *err)
{
    struct reader *r _cleanup_(reader_close) = NULL;
    struct reader_settings settings = { .format = READER_CSV, .label = name_of(path) };
    int fd _cleanup_(close_fd) = -1;
    uint64_t bytes;

    return open_file(path, &fd, &bytes, err) && reader_open(&r, fd, &settings, err) &&
           read_rows(l, r, name_of(path), bytes, err);
}

bool link_files_read(const char *const *path, size_t paths, const struct link_load *how, struct arena *a,
                     struct link_table *out, struct err *err)
{
    struct loader *l _cleanup_(loader_close) = NULL;

    if (!loader_open(&l, how, a, err))
        return false;
    for (size_t i = 0; i < paths; i++)
        if (!read_file(l, path[i], err))
            return false;
    return loader_done(l, out, err) || (paths == 1 && in_file(name_of(path[0]), err));
}

/* ---- the answer ---- */

enum { ID_ROOM = 16 };

static void add_record(const struct link_table *t, uint32_t record, struct buf *b)
{
    char room[ID_ROOM];

    buf_add_csv_as_it_is(b, t->source[t->source_of[record]]);
    buf_add_byte(b, ',');
    buf_add_csv_as_it_is(b, link_id(t, record, room));
}

/* By source and id, in the order of their bytes. */
static int record_order(const struct link_table *t, uint32_t a, uint32_t b)
{
    char room_a[ID_ROOM], room_b[ID_ROOM];
    int by = str_order(t->source[t->source_of[a]], t->source[t->source_of[b]]);

    return by ? by : str_order(link_id(t, a, room_a), link_id(t, b, room_b));
}

bool link_pairs_write(const struct link_table *t, const struct link_result *r, struct out_file *f,
                      struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct buf b = { .arena = &a };
    struct compare_worker *memo;

    arena_open(&a, (size_t)16 << 20);
    if (!compare_worker_make(r->compare, (size_t)1 << 20, &a, &memo, err))
        return false;
    buf_add_text(&b, "source_a,id_a,source_b,id_b,match_weight,match_probability,match_rule\n");
    for (size_t i = 0; i < r->edges; i++) {
        const struct link_edge *e = &r->edge[i];
        bool turned = record_order(t, e->one, e->two) > 0;
        /* the weight as it was computed, not as it is kept beside a million others */
        double weight = compare_weight(r->compare, compare_pattern(r->compare, memo, e->one, e->two), e->one,
                                       e->two);
        add_record(t, turned ? e->two : e->one, &b);
        buf_add_byte(&b, ',');
        add_record(t, turned ? e->one : e->two, &b);
        buf_add_byte(&b, ',');
        buf_add_real(&b, weight, 12);
        buf_add_byte(&b, ',');
        buf_add_real(&b, weight_probability(weight), 12);
        buf_add_byte(&b, ',');
        buf_add_int(&b, e->rule);
        buf_add_byte(&b, '\n');
        if (!out_flush(f, &b, err))
            return false;
    }
    struct str rest;
    return buf_done(&b, "the pairs", &rest, err) && out_add(f, rest, err);
}

/* Records by cluster: start[c] .. start[c + 1] of `record`; and each cluster's first by name. */
struct grouped {
    uint32_t *start, *record, *first;
};

static bool group(const struct link_table *t, const struct clusters *c, struct arena *a, struct grouped *g,
                  struct err *err)
{
    uint32_t *at;

    g->start = arena_new(a, uint32_t, (size_t)c->clusters + 1);
    g->record = arena_new(a, uint32_t, t->records);
    g->first = arena_new(a, uint32_t, (size_t)c->clusters + 1);
    at = arena_new(a, uint32_t, (size_t)c->clusters + 1);
    if (!g->start || !g->record || !g->first || !at)
        return err_memory(err, "the clusters");
    for (uint32_t i = 0; i < t->records; i++)
        g->start[c->of[i] + 1]++;
    for (uint32_t i = 0; i < c->clusters; i++) {
        g->start[i + 1] += g->start[i];
        at[i] = g->start[i];
    }
    for (uint32_t i = 0; i < t->records; i++) {
        uint32_t cluster = c->of[i];
        bool first = at[cluster] == g->start[cluster];
        if (first || record_order(t, i, g->first[cluster]) < 0)
            g->first[cluster] = i;
        g->record[at[cluster]++] = i;
    }
    return true;
}

static void add_cluster_name(const struct link_table *t, uint32_t record, struct buf *name)
{
    char room[ID_ROOM];

    name->len = 0;
    buf_add(name, t->source[t->source_of[record]]);
    buf_add_byte(name, ':');
    buf_add(name, link_id(t, record, room));
}

bool link_clusters_write(const struct link_table *t, const struct link_result *r, struct arena *a,
                         struct out_file *f, struct err *err)
{
    struct arena mine _cleanup_(arena_close), text _cleanup_(arena_close);
    struct buf b = { .arena = &text }, name = { .arena = &text };
    struct grouped g;

    arena_open_in(&mine, a, SIZE_MAX);
    arena_open(&text, (size_t)16 << 20);
    if (!group(t, &r->clusters, &mine, &g, err))
        return false;
    buf_add_text(&b, "source,id,cluster_id\n");
    for (uint32_t c = 0; c < r->clusters.clusters; c++) {
        add_cluster_name(t, g.first[c], &name);
        for (uint32_t i = g.start[c]; i < g.start[c + 1]; i++) {
            add_record(t, g.record[i], &b);
            buf_add_byte(&b, ',');
            buf_add_csv_as_it_is(&b, (struct str){ name.at, name.len });
            buf_add_byte(&b, '\n');
        }
        if (!out_flush(f, &b, err))
            return false;
    }
    struct str rest;
    return buf_done(&b, "the clusters", &rest, err) && out_add(f, rest, err);
}

/* ---- known to how many ---- */

enum { SMALL = 5 };

/* people[k]: known to k files. */
static bool count_known(const struct link_table *t, const struct clusters *c, struct arena *a,
                        uint64_t *people, struct err *err)
{
    struct arena mine _cleanup_(arena_close);
    uint64_t *seen;

    arena_open_in(&mine, a, SIZE_MAX);
    seen = arena_new(&mine, uint64_t, (size_t)c->clusters + 1);
    if (!seen)
        return err_memory(err, "who is known to whom");
    for (uint32_t i = 0; i < t->records; i++)
        seen[c->of[i]] |= UINT64_C(1) << t->source_of[i];
    for (uint32_t i = 0; i < c->clusters; i++)
        people[__builtin_popcountll(seen[i])]++;
    return true;
}

static void add_known(const struct known_to *k, size_t files, bool or_more, uint64_t people, struct buf *b)
{
    struct date from = month_first(k->month), to = month_first((struct month){ k->month.n + 1 });

    to.days--;
    buf_addf(b, "people known to %zu%s partner%s,", files, or_more ? " or more" : "",
             files == 1 && !or_more ? "" : "s");
    buf_add_csv(b, str_of(k->area));
    buf_add_byte(b, ',');
    buf_add_date(b, from);
    buf_add_byte(b, ',');
    buf_add_date(b, to);
    buf_add_byte(b, ',');
    buf_add_int(b, (int64_t)people);
    buf_add_byte(b, '\n');
}

bool link_known_write(const struct link_table *t, const struct link_result *r, const struct known_to *k,
                      struct arena *a, struct out_file *f, struct err *err)
{
    uint64_t people[LINK_SOURCES_MAX + 1] = { 0 };
    struct buf b = { .arena = a };
    size_t top = t->sources;
    struct str text;

    if (!count_known(t, &r->clusters, a, people, err))
        return false;
    while (top > 1 && people[top] < SMALL) {
        people[top - 1] += people[top];
        top--;
    }
    buf_add_text(&b, "measure,area,from,to,value\n");
    for (size_t i = 1; i <= top; i++)
        if (people[i] >= SMALL)
            add_known(k, i, i == top && top < t->sources, people[i], &b);
    return buf_done(&b, "the figures", &text, err) && out_add(f, text, err);
}
