/* test_main - runs every TEST linked in; `tests WORD` runs those whose name or file has WORD. */
#include "base/test.h"

enum { ALL_UP_TO = 2000 }; /* refusals tried one by one; beyond, every 97th */

/* Races do not hang on refused memory: under ThreadSanitizer each test runs once. */
#if defined(__SANITIZE_THREAD__)
#define REFUSES 0
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define REFUSES 0
#endif
#endif
#ifndef REFUSES
#define REFUSES 1
#endif

static struct test *tests;

void test_register(struct test *t)
{
    t->next = tests;
    tests = t;
}

void test_fail(struct test *t, const char *file, int line, const char *what)
{
    if (t->torture)
        return;
    t->failures++;
    printf("  %s:%d: %s\n", file, line, what);
}

void test_skip(struct test *t, const char *why)
{
    if (!t->torture && !t->skipped)
        printf("  skipped: %s\n", why);
    t->skipped = true;
}

static bool run_once(struct test *t, long fail_after)
{
    struct arena a _cleanup_(arena_close);
    struct err err = { 0 };

    arena_open(&a, (size_t)1 << 30);
    a.fail_after = fail_after;
    t->run(t, &a, &err);
    if (!t->torture && t->failures && err.kind)
        printf("  the error was: %s (%s:%d)\n", err.say, err.file, err.line);
    return a.failed && a.fail_after == 0; /* a cap that is met on purpose is no refusal of ours */
}

/* Puts the tests in the order of their files and lines' names, whatever the linker did. */
static void sort_tests(void)
{
    struct test *sorted = NULL;

    while (tests) {
        struct test *t = tests, **at = &sorted;
        tests = t->next;
        while (*at && (strcmp((*at)->file, t->file) < 0 ||
                       (strcmp((*at)->file, t->file) == 0 && strcmp((*at)->name, t->name) < 0)))
            at = &(*at)->next;
        t->next = *at;
        *at = t;
    }
    tests = sorted;
}

/* Fontconfig keeps what it read of the fonts until the program ends: its own, and no leak of ours. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libfontconfig.so\n";
}

int main(int argc, char **argv)
{
    int passed = 0, failed = 0, skipped = 0;
    long refusals = 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    sort_tests();
    for (struct test *t = tests; t; t = t->next) {
        if (argc > 1 && !strstr(t->name, argv[1]) && !strstr(t->file, argv[1]))
            continue;
        (void)run_once(t, -1);
        t->torture = true;
        for (long n = 0; REFUSES && !t->once && !t->skipped && run_once(t, n); n += n < ALL_UP_TO ? 1 : 97)
            refusals++;
        printf("%s %s\n", t->failures ? "not ok" : t->skipped ? "skip" : "ok", t->name);
        failed += t->failures != 0;
        skipped += t->skipped && !t->failures;
        passed += !t->failures && !t->skipped;
    }
    printf("%ld refused allocations survived\n", refusals);
    printf("%d passed, %d failed, %d skipped\n", passed, failed, skipped);
    return passed == 0 || failed ? 1 : 0; /* nothing ran is a failure too */
}
