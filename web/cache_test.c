#include "base/test.h"
#include "web/cache.h"

static struct digest key_of(int64_t n)
{
    struct hash h;

    hash_begin(&h);
    hash_add_int(&h, n);
    return hash_end(&h);
}

static struct str body_of(struct arena *a, int64_t n, size_t len)
{
    char *at = arena_new(a, char, len + 1);

    for (size_t i = 0; at && i < len; i++)
        at[i] = (char)('a' + (n + (int64_t)i) % 26);
    return (struct str){ at, at ? len : 0 };
}

static void open_small(struct page_cache *c, struct arena *a, size_t bytes)
{
    cache_open(c, bytes);
    c->arena.parent = a;
}

TEST(a_reply_comes_back_as_it_was_kept_whatever_its_length)
{
    static const size_t LEN[] = { 0,           1,    CACHE_PIECE - 9, CACHE_PIECE - 8, CACHE_PIECE - 7,
                                  CACHE_PIECE, 50000 };
    struct page_cache c _cleanup_(cache_close);

    open_small(&c, a, (size_t)1 << 20);
    for (size_t i = 0; i < COUNT_OF(LEN); i++) {
        struct reply in = { .status = 200,
                            .type = "text/csv",
                            .body = body_of(a, (int64_t)i, LEN[i]),
                            .etag = STR("abc"),
                            .file_name = STR("x.csv"),
                            .cache = CACHE_ASK,
                            .gzipped = i % 2 };
        struct reply out = { 0 };

        REQUIRE(in.body.at);
        CHECK(!cache_find(&c, key_of((int64_t)i), a, &out));
        cache_keep(&c, key_of((int64_t)i), &in);
        REQUIRE(cache_find(&c, key_of((int64_t)i), a, &out));
        CHECK_STR(out.body, in.body);
        CHECK_STR(out.etag, in.etag);
        CHECK_STR(out.file_name, in.file_name);
        CHECK(out.status == 200 && out.type == in.type && out.cache == CACHE_ASK &&
              out.gzipped == in.gzipped);
    }
}

TEST(what_was_not_used_for_longest_goes_first_and_the_cap_holds)
{
    struct page_cache c _cleanup_(cache_close);
    struct reply out;

    open_small(&c, a, 16 * CACHE_PIECE);
    for (int64_t i = 0; i < 100; i++) {
        struct reply in = { .status = 200, .body = body_of(a, i, 2 * CACHE_PIECE) }; /* three pieces */

        REQUIRE(in.body.at);
        cache_keep(&c, key_of(i), &in);
        CHECK(c.pieces <= 16 && c.entries <= 5);
        CHECK(cache_find(&c, key_of(0), a, &out)); /* asked for each time, so it stays */
    }
    CHECK(c.entries == 5);
    CHECK(cache_find(&c, key_of(99), a, &out) && cache_find(&c, key_of(96), a, &out));
    CHECK(!cache_find(&c, key_of(95), a, &out));
}

TEST(a_reply_too_big_for_a_quarter_of_the_cache_is_not_kept)
{
    struct page_cache c _cleanup_(cache_close);
    struct reply in = { .status = 200, .body = body_of(a, 1, 5 * CACHE_PIECE) }, out;

    open_small(&c, a, 16 * CACHE_PIECE);
    REQUIRE(in.body.at);
    cache_keep(&c, key_of(1), &in);
    CHECK(!cache_find(&c, key_of(1), a, &out));
}

struct many {
    struct page_cache *c;
    int failures;
};

static void *use(void *with)
{
    struct many *m = with;
    struct arena a _cleanup_(arena_close);

    arena_open(&a, (size_t)1 << 28);
    for (int64_t i = 0; i < 2000; i++) {
        int64_t n = (i * 7) % 41;
        struct reply in = { .status = 200, .body = body_of(&a, n, (size_t)n * 300) }, out = { 0 };

        cache_keep(m->c, key_of(n), &in);
        if (cache_find(m->c, key_of(n), &a, &out) && !str_eq(out.body, in.body))
            m->failures++;
        arena_reset(&a);
    }
    return NULL;
}

/* Once: it starts threads. */
TEST_ONCE(four_threads_at_one_cache_each_read_what_was_kept)
{
    struct page_cache c _cleanup_(cache_close);
    struct many m[4];
    pthread_t thread[4];

    open_small(&c, a, 32 * CACHE_PIECE);
    for (size_t i = 0; i < COUNT_OF(thread); i++) {
        m[i] = (struct many){ .c = &c };
        REQUIRE(pthread_create(&thread[i], NULL, use, &m[i]) == 0);
    }
    for (size_t i = 0; i < COUNT_OF(thread); i++) {
        (void)pthread_join(thread[i], NULL);
        CHECK(m[i].failures == 0);
    }
    CHECK(c.found > 0 && c.pieces <= 32);
}
