/*
 * base/test - the whole test language: TEST, REQUIRE, CHECK, CHECK_NEAR.
 *
 * Every TEST runs once as written, then again with its 1st, 2nd, 3rd ... arena
 * allocation refused (all up to 2,000, then a sample), until a run no longer
 * reaches the refusal. In those later runs only crashes and sanitizer reports
 * count, not CHECKs. TEST_ONCE is for what takes seconds or starts processes;
 * say why beside it. A test that a machine cannot run says so with SKIP.
 */
#ifndef BASE_TEST_H
#define BASE_TEST_H

#include "base/buf.h"

#include <math.h>

struct test {
    const char *name, *file;
    void (*run)(struct test *t, struct arena *a, struct err *err);
    struct test *next;
    int failures;
    bool torture, once, skipped;
};

void test_register(struct test *t);
void test_fail(struct test *t, const char *file, int line, const char *what);
void test_skip(struct test *t, const char *why);

#define TEST_HOW(fn, is_once)                                                            \
    static void fn(struct test *t, struct arena *a, struct err *err);                    \
    __attribute__((constructor)) static void fn##_register(void)                         \
    {                                                                                    \
        static struct test me = { .name = #fn, .file = __FILE__, .run = fn,              \
                                  .once = is_once };                                     \
        test_register(&me);                                                              \
    }                                                                                    \
    static void fn(UNUSED struct test *t, UNUSED struct arena *a, UNUSED struct err *err)
#define TEST(fn)      TEST_HOW(fn, false)
#define TEST_ONCE(fn) TEST_HOW(fn, true)

#define CHECK(x)                                         \
    do {                                                 \
        if (!(x))                                        \
            test_fail(t, __FILE__, __LINE__, #x);        \
    } while (0)
#define REQUIRE(x)                                       \
    do {                                                 \
        if (!(x)) {                                      \
            test_fail(t, __FILE__, __LINE__, #x);        \
            return;                                      \
        }                                                \
    } while (0)
#define SKIP(why)                                        \
    do {                                                 \
        test_skip(t, why);                               \
        return;                                          \
    } while (0)
#define CHECK_NEAR(got, want, within) CHECK(fabs((got) - (want)) <= (within))
#define CHECK_STR(got, want)          CHECK(str_eq((got), (want)))

#endif
