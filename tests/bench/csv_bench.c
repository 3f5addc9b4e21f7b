/*
 * csv_bench FILE... - how fast a CSV goes through the sandboxed child, beside
 * libcsv (parsing the same bytes in this process, callbacks that only count).
 *
 * The files are put together and repeated to 256 MB in memory; rounds take
 * turns, and the best of each counts, so that both have the machine's best
 * moment. Files after the first lose their header line.
 */
#include "intake/reader.h"

#include <sys/mman.h>

#if __has_include(<csv.h>)
#include <csv.h>
#define HAS_LIBCSV 1
#else
#define HAS_LIBCSV 0
#endif

enum { ROUNDS = 5 };
static const size_t BYTES = (size_t)256 << 20;

static double seconds(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void stop(const char *why)
{
    fprintf(stderr, "csv_bench: %s\n", why);
    exit(1);
}

static struct str load(struct arena *a, int files, char **path)
{
    struct buf b = { .arena = a };

    for (int i = 0; i < files; i++) {
        static char line[1 << 16];
        FILE *f = fopen(path[i], "rb");
        if (!f)
            stop("a file could not be read");
        for (bool first = i > 0; fgets(line, sizeof line, f); first = false)
            if (!first)
                buf_add_text(&b, line);
        (void)fclose(f);
    }
    if (b.failed || b.len == 0)
        stop("the files hold nothing");
    return (struct str){ b.at, b.len };
}

/* The header once, then the rows again and again. */
static struct str repeat(struct str once, int *fd)
{
    struct str rest = once, header = str_cut(&rest, '\n');
    size_t times = 1 + BYTES / rest.len, len = header.len + 1 + times * rest.len;

    *fd = memfd_create("bench", MFD_CLOEXEC);
    if (*fd < 0 || ftruncate(*fd, (off_t)len) != 0)
        stop("no memory");
    char *at = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED, *fd, 0);
    if (at == MAP_FAILED)
        stop("no memory");
    memcpy(at, once.at, header.len + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(at + header.len + 1 + i * rest.len, rest.at, rest.len);
    return (struct str){ at, len };
}

static double through_child(int fd, uint64_t *fields)
{
    struct reader_settings settings = { .label = "bench" };
    struct reader *r = NULL;
    struct record record;
    struct reader_fault fault;
    struct err err;
    enum reader_next next;

    *fields = 0;
    if (lseek(fd, 0, SEEK_SET) != 0)
        stop("no file");
    double from = seconds();
    if (!reader_open(&r, fd, &settings, &err))
        stop(err.say);
    while ((next = reader_next(r, &record, &fault, &err)) == READER_RECORD)
        *fields += record.fields;
    double took = seconds() - from;
    if (next == READER_FAILED)
        stop(err.say);
    reader_close(&r);
    return took;
}

#if HAS_LIBCSV
static void count_field(void *at, size_t len, void *fields)
{
    (void)at;
    (void)len;
    ++*(uint64_t *)fields;
}

static double through_libcsv(struct str text, uint64_t *fields)
{
    struct csv_parser p;

    *fields = 0;
    if (csv_init(&p, 0) != 0)
        stop("libcsv");
    double from = seconds();
    if (csv_parse(&p, text.at, text.len, count_field, NULL, fields) != text.len)
        stop("libcsv");
    (void)csv_fini(&p, count_field, NULL, fields);
    double took = seconds() - from;
    csv_free(&p);
    return took;
}
#endif

int main(int argc, char **argv)
{
    struct arena a;
    double ours = 1e9, theirs = 1e9;
    uint64_t our_fields = 0, their_fields = 0;
    int fd;

    if (argc < 2)
        stop("name the CSV files");
    arena_open(&a, (size_t)1 << 31);
    struct str text = repeat(load(&a, argc - 1, argv + 1), &fd);
    for (int i = 0; i < ROUNDS; i++) {
        ours = fmin(ours, through_child(fd, &our_fields));
#if HAS_LIBCSV
        theirs = fmin(theirs, through_libcsv(text, &their_fields));
#endif
    }
    double mb = (double)text.len / 1e6;
    printf("csv: %.0f MB, %llu fields; through the sandboxed child, hashed: %.0f MB/s", mb,
           (unsigned long long)our_fields, mb / ours);
    if (their_fields) {
        printf("; libcsv in process, not hashed: %.0f MB/s; ratio %.2f", mb / theirs, theirs / ours);
        if (their_fields != our_fields)
            stop("the two do not agree");
    }
    printf("\n");
    arena_close(&a);
    return 0;
}
