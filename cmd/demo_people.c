#include "cmd/demo_people.h"

#include "cmd/folder.h"
#include "cmd/import_say.h"
#include "cmd/link_files.h"
#include "cmd/link_report.h"
#include "intake/reader.h"
#include "northmere/people.h"

#include <errno.h>
#include <fcntl.h>

static const char AREA[] = "Northmere";
static const char FIGURES_FROM[] = "northmere-council";

static double clock_seconds(void)
{
    struct timespec t;

    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (double)t.tv_sec + (double)t.tv_nsec / 1e9 : 0;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
}

/* ---- linking ---- */

static bool link_files(struct demo *d, struct demo_people *p, struct err *err)
{
    const struct link_load load = { .threads = 0 };
    const struct link_order order = { .within = true, .threshold = NAN, .seed = 1 };
    const char *path[PEOPLE_PARTNERS];
    double began = clock_seconds();

    for (size_t i = 0; i < PEOPLE_PARTNERS; i++)
        if (!folder_path(d->call->arena, d->source, people_file_name((enum people_partner)i), &path[i], err))
            return false;
    if (!link_files_read(path, PEOPLE_PARTNERS, &load, &p->arena, &p->table, err))
        return false;
    p->load_seconds = clock_seconds() - began;
    if (!link_run(&p->table, &order, clock_seconds, &p->arena, &p->linked, err))
        return false;
    p->seconds = clock_seconds() - began;
    return true;
}

static bool write_report(struct demo *d, struct demo_people *p, struct err *err)
{
    struct buf b = { .arena = &p->arena };
    struct str page;

    return folder_path(d->call->arena, d->folder, "people.html", &p->report, err) &&
           link_report(&p->table, &p->linked, p->load_seconds, &b, err) &&
           buf_done(&b, "the report", &page, err) && cmd_write(p->report, page, err);
}

static bool write_figures(struct demo *d, struct demo_people *p, struct err *err)
{
    struct out_file f _cleanup_(out_close) = { 0 };
    struct known_to known = { .area = AREA, .month = month_of(d->newest) };

    return folder_path(d->call->arena, d->folder, "invented-known-to.csv", &p->figures, err) &&
           out_open(&f, p->figures, err) &&
           link_known_write(&p->table, &p->linked, &known, &p->arena, &f, err) && out_done(&f, err);
}

static bool import_figures(struct demo *d, const struct demo_people *p, struct err *err)
{
    struct arena a _cleanup_(arena_close);
    struct import_order order = { .store = d->store, .actor = d->call->actor, .now = d->call->now,
                                  .agency = str_of(FIGURES_FROM), .kind = KIND_COUNTS, .strict = true };
    struct import_outcome out;

    arena_open_in(&a, d->call->arena, (size_t)64 << 20);
    return import_one(&order, p->figures, NULL, &a, &out, err);
}

bool demo_people_link(struct demo *d, struct demo_people *p, struct err *err)
{
    arena_open(&p->arena, (size_t)2 << 30);
    return link_files(d, p, err) && write_report(d, p, err) && write_figures(d, p, err) &&
           import_figures(d, p, err);
}

void demo_people_close(struct demo_people *p)
{
    arena_close(&p->arena);
}

/* ---- the truth ---- */

struct named {
    struct str source, id;
    uint32_t record;
};

static int by_name(const void *left, const void *right)
{
    const struct named *a = left, *b = right;
    int by = str_order(a->source, b->source);

    return by ? by : str_order(a->id, b->id);
}

static bool list_records(struct demo_people *p, struct named **out, struct err *err)
{
    const struct link_table *t = &p->table;
    struct named *name = arena_new(&p->arena, struct named, t->records);
    char room[16];

    if (!name)
        return err_memory(err, "the truth");
    for (uint32_t i = 0; i < t->records; i++) {
        name[i] = (struct named){ t->source[t->source_of[i]], arena_copy(&p->arena, link_id(t, i, room)), i };
        if (!name[i].id.at)
            return err_memory(err, "the truth");
    }
    qsort(name, t->records, sizeof *name, by_name);
    *out = name;
    return true;
}

/* A person is called by a letter and a number. */
static bool take_truth(struct demo_people *p, const struct named *name, const struct record *r,
                       uint32_t *truth)
{
    struct named key = { 0 }, *at;
    int64_t person;

    if (!r->field || r->fields != 3 || !number_int(str_from(r->field[2], 1), &person) || person <= 0 ||
        person > UINT32_MAX)
        return false;
    key.source = r->field[0];
    key.id = r->field[1];
    at = bsearch(&key, name, p->table.records, sizeof *name, by_name);
    if (!at)
        return false;
    truth[at->record] = (uint32_t)person;
    if (p->table.truths < (uint32_t)person)
        p->table.truths = (uint32_t)person;
    return true;
}

static bool read_truth(struct reader *r, struct demo_people *p, const struct named *name,
                       const char *label, uint32_t *truth, struct err *err)
{
    struct record record;
    struct reader_fault fault;
    enum reader_next next;

    while ((next = reader_next(r, &record, &fault, err)) == READER_RECORD)
        if (record.row > 1 && !take_truth(p, name, &record, truth))
            return err_set(err, ERR_INPUT, "%s: row %llu tells of no record there is", label,
                           (unsigned long long)record.row);
    return next == READER_END;
}

bool demo_people_judge(struct demo_people *p, const char *truth_path, struct err *err)
{
    int fd _cleanup_(close_fd) = -1;
    struct reader *r _cleanup_(reader_close) = NULL;
    struct reader_settings settings = { .format = READER_CSV, .label = truth_path };
    uint32_t *truth = arena_new(&p->arena, uint32_t, p->table.records);
    const char *label = truth_path;
    struct named *name;

    if (!truth)
        return err_memory(err, "the truth");
    fd = open(truth_path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set(err, ERR_MISSING, "could not open %s (error %d)", label, errno);
    if (!list_records(p, &name, err) || !reader_open(&r, fd, &settings, err) ||
        !read_truth(r, p, name, label, truth, err))
        return false;
    p->table.truth = truth;
    p->judged = accuracy_of_pairs(&p->table, p->linked.edge, p->linked.edges, p->linked.threshold, false,
                                  &p->arena, &p->pair, err) &&
                accuracy_of_clusters(&p->table, &p->linked.clusters, false, &p->arena, &p->cluster, err);
    return p->judged;
}

/* ---- words ---- */

static void add_percent(struct buf *b, double share)
{
    buf_add_real(b, 100 * share, 1);
    buf_add_text(b, " %");
}

void demo_people_say(const struct demo_people *p, struct buf *b)
{
    buf_add_text(b, "Do six partners know the same people? Their files were linked without settings, in ");
    buf_add_real(b, p->seconds, 1);
    buf_add_text(b, " s:\n");
    buf_add_count(b, p->table.records);
    buf_add_text(b, " records are ");
    buf_add_count(b, p->linked.clusters.clusters);
    buf_add_text(b, " people. Expected: ");
    add_percent(b, p->linked.expected_precision);
    buf_add_text(b, " of matches right, ");
    add_percent(b, p->linked.expected_recall);
    buf_add_text(b, " found.\nOf the truth: precision ");
    add_percent(b, p->cluster.precision);
    buf_add_text(b, ", recall ");
    add_percent(b, p->cluster.recall);
    buf_add_text(b, " (");
    buf_add_count(b, (int64_t)(p->cluster.there - p->cluster.right));
    buf_add_text(b, " of ");
    buf_add_count(b, (int64_t)p->cluster.there);
    buf_add_text(b, " true pairs missed, ");
    buf_add_count(b, (int64_t)(p->cluster.called - p->cluster.right));
    buf_add_text(b, " called falsely).\nHow it was done: ");
    buf_add_text(b, p->report);
    buf_add_byte(b, '\n');
}

void demo_people_say_json(const struct demo_people *p, struct json_out *j)
{
    json_key(j, "people");
    json_open_object(j);
    json_member_int(j, "records", p->table.records);
    json_member_int(j, "people", p->linked.clusters.clusters);
    json_member_real(j, "precision", p->cluster.precision, 6);
    json_member_real(j, "recall", p->cluster.recall, 6);
    json_member_real(j, "expected_precision", p->linked.expected_precision, 6);
    json_member_real(j, "expected_recall", p->linked.expected_recall, 6);
    json_member_int(j, "missed", (int64_t)(p->cluster.there - p->cluster.right));
    json_member_int(j, "false", (int64_t)(p->cluster.called - p->cluster.right));
    json_member_text(j, "report", p->report);
    json_close_object(j);
}
