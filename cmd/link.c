/* safekeep link - which records are about the same person? Over an analyst's own files. */
#include "cmd/link_report.h"
#include "cmd/link_say.h"
#include "cmd/store_verbs.h"
#include "link/explain.h"
#include "link/settings.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

static const size_t MODEL_MAX = (size_t)64 << 20;

/* What was asked for, read once. */
struct link_call {
    struct call *call;
    struct arena arena;         /* all of the work, capped by --max-memory */
    struct arena_meter meter;
    struct link_load load;
    struct link_order order;
    struct known_to known;
    struct link_model model;
    struct link_table table;
    struct link_result result;
    double began;
    double load_seconds;
    struct progress bar;
    enum link_phase phase;
    bool showing;
};

static double clock_seconds(void)
{
    struct timespec t;

    return clock_gettime(CLOCK_MONOTONIC, &t) == 0 ? (double)t.tv_sec + (double)t.tv_nsec / 1e9 : 0;
}

static void on_progress(void *with, enum link_phase phase, uint64_t done, uint64_t of)
{
    static const char *const WORD[PHASES] = { "blocking", "training", "scoring", "clustering" };
    struct link_call *l = with;

    if (!l->showing || l->phase != phase) {
        progress_end(&l->bar);
        progress_begin(&l->bar, WORD[phase], of);
        l->showing = true;
        l->phase = phase;
    }
    progress_show(&l->bar, done);
}

/* ---- what was asked for ---- */

/* 500000000, 500M or 2G. */
static bool read_bytes(struct str text, size_t *out)
{
    static const char UNIT[] = "KMG";
    const char *unit = text.len ? memchr(UNIT, text.at[text.len - 1], 3) : NULL;
    int64_t n;

    if (unit)
        text.len--;
    if (!number_int(text, &n) || n <= 0)
        return false;
    size_t bytes = (size_t)n;
    for (const char *u = UNIT; unit && u <= unit; u++)
        if (__builtin_mul_overflow(bytes, (size_t)1024, &bytes))
            return false;
    *out = bytes;
    return true;
}

static size_t machine_bytes(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);

    return pages > 0 && size > 0 ? (size_t)pages * (size_t)size : SIZE_MAX;
}

static int settle_memory(struct link_call *l, struct err *err)
{
    const char *text = call_value(l->call, "--max-memory");
    size_t cap = machine_bytes();

    if (text && (!read_bytes(str_of(text), &cap) || cap < (size_t)16 << 20))
        return USAGE(err, "--max-memory takes bytes, or a number with K, M or G; at least 16M");
    arena_open(&l->arena, SIZE_MAX);
    l->meter.cap = cap;
    arena_measure(&l->arena, &l->meter);
    return EXIT_FINE;
}

static int settle_threshold(struct link_call *l, struct err *err)
{
    double p = NAN, w = NAN;

    if (call_has(l->call, "--threshold-probability") && call_has(l->call, "--threshold-weight"))
        return USAGE(err, "--threshold-probability and --threshold-weight exclude each other");
    if (!call_real(l->call, "--threshold-probability", 0, 1, &p, err) ||
        !call_real(l->call, "--threshold-weight", -1000, 1000, &w, err))
        return EXIT_USAGE;
    l->order.threshold = isnan(p) ? w : probability_weight(p);
    return EXIT_FINE;
}

static int settle_known(struct link_call *l, struct err *err)
{
    const char *month = call_value(l->call, "--month");

    l->known.area = call_value(l->call, "--area");
    if (!call_has(l->call, "--known-to"))
        return month || l->known.area ? USAGE(err, "--area and --month belong to --known-to") : EXIT_FINE;
    if (!month || !l->known.area)
        return USAGE(err, "--known-to needs --area and --month, to say where and when its figures are of");
    if (!month_read(str_of(month), &l->known.month))
        return USAGE(err, "--month takes a month written as 2025-10");
    return EXIT_FINE;
}

enum output { OUT_PAIRS, OUT_CLUSTERS, OUT_REPORT, OUT_KNOWN, OUT_MODEL, OUTPUTS };
static const char *const OUTPUT[OUTPUTS] = { "--pairs", "--clusters", "--report", "--known-to",
                                             "--model-out" };

static bool one_file(const char *one, const char *two)
{
    struct stat a, b;

    if (stat(one, &a) != 0 || stat(two, &b) != 0)
        return strcmp(one, two) == 0;
    return S_ISREG(a.st_mode) && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/* No output is written over an input or another output. */
static int settle_outputs(struct link_call *l, struct err *err)
{
    struct call *c = l->call;
    const char *path[OUTPUTS], *model = call_value(c, "--model");

    for (int i = 0; i < OUTPUTS; i++) {
        const char *label = OUTPUT[i];
        path[i] = call_value(c, OUTPUT[i]);
        if (!path[i])
            continue;
        for (size_t f = 0; strcmp(path[i], "-") != 0 && f < c->operands; f++)
            if (one_file(path[i], c->operand[f]))
                return USAGE(err, "%s would be written over file %zu of those to link; name another",
                             label, f + 1);
        if (model && i != OUT_MODEL && one_file(path[i], model))
            return USAGE(err, "%s would be written over the model; name another file", label);
        for (int k = 0; k < i; k++)
            if (path[k] && one_file(path[k], path[i]))
                return USAGE(err, "%s names a file that is written already; name another", label);
    }
    return EXIT_FINE;
}

static int settle_order(struct link_call *l, struct err *err)
{
    struct call *c = l->call;
    int64_t threads = 0, seed = 1;

    if (!call_whole(c, "--threads", 1, CREW_MAX, &threads, err) ||
        !call_whole(c, "--seed", 0, INT64_MAX, &seed, err))
        return EXIT_USAGE;
    l->order.within = call_has(c, "--within");
    l->order.plain_clusters = call_has(c, "--connected");
    l->order.threads = (unsigned)threads;
    l->order.seed = (uint64_t)seed;
    l->order.progress = on_progress;
    l->order.with = l;
    l->load = (struct link_load){ .id = str_of(call_value(c, "--id")),
                                  .truth = str_of(call_value(c, "--truth")), .threads = (unsigned)threads };
    int code = settle_outputs(l, err);
    if (code == EXIT_FINE)
        code = settle_threshold(l, err);
    if (code == EXIT_FINE)
        code = settle_known(l, err);
    return code == EXIT_FINE ? settle_memory(l, err) : code;
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        (void)close(*fd);
}

static bool read_model(struct link_call *l, struct err *err)
{
    const char *path = call_value(l->call, "--model"), *label = path;
    int fd _cleanup_(close_fd) = -1;
    char *at = NULL;
    size_t len = 0, room = 0;

    if (!path)
        return true;
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set(err, errno == ENOENT ? ERR_MISSING : ERR_STORE,
                       "could not open the model %s (error %d)", label, errno);
    for (;;) {
        if (len >= MODEL_MAX || !arena_grow(&l->arena, &at, &room, len, len + 65536, 1))
            return err_set(err, ERR_LIMIT, "the model %s is too large", label);
        ssize_t n = read(fd, at + len, room - len);
        if (n < 0)
            return err_set(err, ERR_STORE, "could not read the model %s (error %d)", label, errno);
        if (n == 0)
            break;
        len += (size_t)n;
    }
    l->order.model = &l->model;
    return settings_read((struct str){ at, len }, label, &l->arena, &l->model, err);
}

/* ---- what comes out ---- */

static bool explain(struct link_call *l, struct buf *b, struct err *err)
{
    uint32_t one, two;
    struct explain e;

    if (!record_find(&l->table, str_of(call_value_at(l->call, "--explain", 0)), &one, err) ||
        !record_find(&l->table, str_of(call_value_at(l->call, "--explain", 1)), &two, err))
        return false;
    if (one == two)
        return err_set(err, ERR_INPUT, "--explain names one record twice; give two");
    if (!explain_make(&l->table, &l->result, one, two, &l->arena, &e, err))
        return false;
    if (l->call->json)
        explain_json(&e, b);
    else
        explain_words(&e, b);
    return true;
}

static bool write_report(struct link_call *l, struct out_file *f, struct err *err)
{
    struct buf b = { .arena = &l->arena };
    struct str page;

    return link_report(&l->table, &l->result, l->load_seconds, &b, err) &&
           buf_done(&b, "the report", &page, err) && out_add(f, page, err);
}

static bool write_model(struct link_call *l, struct out_file *f, struct err *err)
{
    struct buf b = { .arena = &l->arena };
    struct str text;

    return settings_write(&l->result.model, &b, err) && buf_done(&b, "the model", &text, err) &&
           out_add(f, text, err);
}

static bool write_one(struct link_call *l, enum output which, struct out_file *f, struct err *err)
{
    switch (which) {
    case OUT_PAIRS:
        return link_pairs_write(&l->table, &l->result, f, err);
    case OUT_CLUSTERS:
        return link_clusters_write(&l->table, &l->result, &l->arena, f, err);
    case OUT_REPORT:
        return write_report(l, f, err);
    case OUT_KNOWN:
        return link_known_write(&l->table, &l->result, &l->known, &l->arena, f, err);
    case OUT_MODEL:
    case OUTPUTS:
        break;
    }
    return write_model(l, f, err);
}

/* Everything is written before the first is put in its place. */
static bool write_all(struct link_call *l, struct out_file *file, struct err *err)
{
    for (int i = 0; i < OUTPUTS; i++) {
        const char *path = call_value(l->call, OUTPUT[i]);
        if (path && !(out_open(&file[i], path, err) && write_one(l, (enum output)i, &file[i], err)))
            return false;
    }
    for (int i = 0; i < OUTPUTS; i++)
        if (!out_done(&file[i], err))
            return false;
    return true;
}

static bool write_outputs(struct link_call *l, struct err *err)
{
    struct out_file file[OUTPUTS] = { 0 };
    bool ok = write_all(l, file, err);

    for (int i = 0; i < OUTPUTS; i++)
        out_close(&file[i]);
    return ok;
}

static bool answer(struct link_call *l, struct buf *b, struct err *err)
{
    struct rusage used = { 0 };

    if (call_has(l->call, "--explain"))
        return explain(l, b, err);
    (void)getrusage(RUSAGE_SELF, &used);
    struct link_told told = { &l->table, &l->result, l->load_seconds, clock_seconds() - l->began,
                              (uint64_t)used.ru_maxrss * 1024 };
    if (l->call->json)
        return link_say_json(&told, b, err);
    link_say_words(&told, b);
    return true;
}

/* An output on standard output leaves no room there for the answer: it goes to standard error. */
static bool stdout_taken(const struct call *c)
{
    bool taken = false;

    for (int i = 0; i < OUTPUTS; i++)
        taken |= call_value(c, OUTPUT[i]) && strcmp(call_value(c, OUTPUT[i]), "-") == 0;
    return taken;
}

static bool link_all(struct link_call *l, struct err *err)
{
    if (!read_model(l, err) ||
        !link_files_read(l->call->operand, l->call->operands, &l->load, &l->arena, &l->table, err))
        return false;
    l->load_seconds = clock_seconds() - l->began;
    bool ok = link_run(&l->table, &l->order, clock_seconds, &l->arena, &l->result, err);
    progress_end(&l->bar);
    return ok && write_outputs(l, err);
}

static int answer_link(struct link_call *l, struct err *err)
{
    struct buf b = { .arena = &l->arena };

    l->began = clock_seconds();
    if (!link_all(l, err) || !answer(l, &b, err))
        return FAILED(err);
    if (!stdout_taken(l->call))
        return call_answer(&b, err);
    cmd_say("%.*s", (int)b.len, b.at ? b.at : "");
    return EXIT_FINE;
}

static int run(struct call *c, struct err *err)
{
    struct link_call l = { .call = c };
    int code = settle_order(&l, err);

    if (code == EXIT_FINE)
        code = answer_link(&l, err);
    arena_close(&l.arena);
    return code;
}

static struct verb link_verb = {
    .name = "link",
    .summary = "find records that are about the same person, in one file or several",
    .operands = "FILE...",
    .operands_min = 1,
    .operands_max = LINK_SOURCES_MAX,
    .text =
        "Compares records of people by name, date of birth, postcode and what else the files have\n"
        "(Fellegi and Sunter 1969, with comparison levels and term frequencies), learns from the\n"
        "files themselves what agreement is worth, and says how sure it is. One file is searched\n"
        "for people who stand in it twice; several are linked with each other, and with --within\n"
        "also inside each. No settings are needed; --model takes a model of your own, or Splink's\n"
        "settings.\n"
        "\n"
        "Columns are found by their names. The id is the column given or found, else the data row\n"
        "counted from 1; a record's source is its file's name. Match weight is log2 of the\n"
        "posterior odds. The same files and seed give the same answer, whatever the threads and\n"
        "the order of the rows. Nothing is stored. A file named - is standard input.\n",
    .option = (const struct option[]){
        { "--model", "FILE", "a model, or Splink's settings, as JSON; what it leaves open is trained", false,
          false },
        { "--truth", "COLUMN", "who each record really is: to measure by, never to match on", false, false },
        { "--id", "COLUMN", "the column that names a record (default: found by its name)", false, false },
        { "--within", NULL, "with several files: also look for people twice in one file", false, false },
        { "--pairs", "FILE", "write matching pairs as CSV", false, false },
        { "--clusters", "FILE", "write which records are one person, as CSV", false, false },
        { "--report", "FILE", "write a page that shows how it was done and how sure it is", false, false },
        { "--known-to", "FILE",
          "write how many people one file knows, two know ..., as figures to import (kind counts);\n"
          "small numbers are put together",
          false, false },
        { "--area", "CODE", "with --known-to: the area its figures are of", false, false },
        { "--month", "MONTH", "with --known-to: the month they are of, as 2025-10", false, false },
        { "--model-out", "FILE", "write the trained model, to be used again with --model", false, false },
        { "--explain", "SOURCE:ID SOURCE:ID", "say why two records are, or are not, one person", false,
          false },
        { "--threshold-probability", "P", "match from this probability on (default 0.95)", false, false },
        { "--threshold-weight", "W", "or from this match weight on", false, false },
        { "--connected", NULL, "join whatever is connected; cut no pair that others contradict", false,
          false },
        { "--threads", "N", "how many at once (default: one a processor); the answer is the same", false,
          false },
        { "--seed", "N", "of the random pairs used in training (default 1)", false, false },
        { "--max-memory", "B",
          "stop rather than take more: bytes, or 500M, 2G (default: what the machine has)", false, false },
        { 0 } },
    .example = (const struct example[]){
        { "Who stands in this file twice?", "safekeep link people.csv --clusters clusters.csv" },
        { "Do six partners know the same people?",
          "safekeep link police.csv housing.csv schools.csv --within --clusters c.csv" },
        { "Why these two?", "safekeep link police.csv housing.csv --explain police.csv:17 housing.csv:4" },
        { 0 } },
    .run = run,
};
VERB(link_verb)
