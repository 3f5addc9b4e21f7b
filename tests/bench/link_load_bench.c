/*
 * link-load [-THREADS] FILE... - records into link's table, as safekeep link loads them: the sandboxed
 * reader's child parses, this process numbers. Prints seconds and peak memory, of the process and of what
 * the meter counts.
 */
#include "intake/reader.h"
#include "link/table.h"

#include <fcntl.h>
#include <sys/resource.h>

static double now(clockid_t clock)
{
    struct timespec t = { 0 };

    (void)clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static bool load_file(struct loader *l, const char *path, struct err *err)
{
    struct reader_settings settings = { .label = path };
    struct reader *r = NULL;
    struct record record;
    struct reader_fault fault;
    enum reader_next next;
    const char *slash = strrchr(path, '/');
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool ok, headed = false;

    if (fd < 0)
        return err_set(err, ERR_MISSING, "a file could not be opened");
    ok = reader_open(&r, fd, &settings, err);
    while (ok && (next = reader_next(r, &record, &fault, err)) != READER_END) {
        ok = next == READER_RECORD;
        if (!ok || !record.field)
            continue;
        ok = headed ? loader_row(l, record.row - 1, record.field, record.fields, err)
                    : loader_file(l, str_of(slash ? slash + 1 : path), record.field, record.fields, err);
        headed = true;
    }
    reader_close(&r);
    (void)close(fd);
    return ok;
}

static bool run(unsigned threads, int files, char **path, struct arena *a, struct link_table *t,
                struct err *err)
{
    struct link_load how = { .truth = STR("cluster"), .threads = threads };
    struct loader *l = NULL;

    if (!loader_open(&l, &how, a, err))
        return false;
    for (int i = 0; i < files; i++)
        if (!load_file(l, path[i], err))
            return false;
    return loader_done(l, t, err);
}

int main(int argc, char **argv)
{
    struct arena_meter meter = { .cap = SIZE_MAX };
    struct arena a;
    struct link_table t;
    struct rusage used;
    struct err err = { 0 };
    double wall = now(CLOCK_MONOTONIC), busy = now(CLOCK_PROCESS_CPUTIME_ID);

    bool counted = argc > 1 && argv[1][0] == '-';
    unsigned threads = counted ? (unsigned)(argv[1][1] - '0') : 0;

    arena_open(&a, SIZE_MAX);
    arena_measure(&a, &meter);
    if (!run(threads, argc - 1 - counted, argv + 1 + counted, &a, &t, &err)) {
        fprintf(stderr, "link-load: %s\n", err.say);
        return err_exit_code(err.kind);
    }
    wall = now(CLOCK_MONOTONIC) - wall;
    busy = now(CLOCK_PROCESS_CPUTIME_ID) - busy;
    (void)getrusage(RUSAGE_SELF, &used);
    printf("link-load: %u records, %zu columns: %.2f s, %.2f of them this process's; %.0f MB at most, %.0f "
           "measured, %.0f kept\n", t.records, t.columns, wall, busy, (double)used.ru_maxrss * 1024e-6,
           (double)meter.peak * 1e-6, (double)meter.used * 1e-6);
    for (size_t c = 0; c < t.columns; c++)
        printf("  " STR_FMT ": %u values\n", STR_ARG(t.column[c].name), t.column[c].values);
    arena_close(&a);
    return 0;
}
