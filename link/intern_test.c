#include "link/intern.h"

#include "base/chance.h"
#include "base/test.h"

TEST(a_text_is_laid_down_the_same_wherever_it_lay_and_padded_with_zeros)
{
    static const char TEXT[] = "abcdefghijklmnopqrstuvwxyz";
    uint64_t one[8], two[8];
    struct interned *e = arena_alloc(a, sizeof one, 1, 8), *f = arena_alloc(a, sizeof two, 1, 8);
    char other[64];

    REQUIRE(e && f);
    for (size_t len = 0; len <= 26; len++)
        for (size_t shift = 0; shift < 8; shift++) {
            memset(e, 0xAA, sizeof one);
            memset(other, 'x', sizeof other);
            memcpy(other + shift, TEXT, len);
            interned_write(e, (struct str){ TEXT, len });
            interned_write(f, (struct str){ other + shift, len });
            CHECK(memcmp(e, f, interned_words(len) * 8) == 0);
            CHECK_STR(interned_text(e), ((struct str){ TEXT, len }));
            CHECK(e->mark == (uint32_t)(interned_hash(e) >> 32));
            for (size_t i = len; i < (interned_words(len) - 1) * 8; i++)
                CHECK(((const char *)e->word)[i] == 0);
        }
}

/* Pinned: the order of records depends on it, and with it every sample a run draws. */
TEST(a_hash_is_the_same_on_every_machine)
{
    struct interned *e = arena_alloc(a, 4, 8, 8);

    REQUIRE(e);
    interned_write(e, STR("registered"));
    CHECK(interned_hash(e) == UINT64_C(0x03806ed8e494fd03));
    CHECK(hash_mix(1, 2) == UINT64_C(0x975835de1c9756ce));
}

static struct str number_text(uint32_t n, char *room, size_t size)
{
    int len = snprintf(room, size, "%u%s", n, n % 50 == 0 ? " and a tail that is some words long" : "");

    return (struct str){ room, (size_t)len };
}

/* Adds `most` random texts, one by one and many at once, beside a plain array of what came first. */
static void number_random_texts(struct test *t, struct arena *a, uint32_t most, uint32_t different)
{
    struct intern n _cleanup_(intern_close) = { 0 };
    uint32_t *first = arena_new(a, uint32_t, different), last = 0;
    struct chance c;
    char room[80];

    chance_open(&c, most, 0);
    intern_open(&n, a);
    REQUIRE(first);
    for (uint32_t i = 0; i < most; i++) {
        uint32_t which = (uint32_t)chance_below(&c, different), number, found;
        struct str text = number_text(which, room, sizeof room);
        REQUIRE(intern_find(&n, text, &found));
        CHECK(found == first[which]);
        REQUIRE(intern_add(&n, text, &number));
        if (first[which] == 0)
            first[which] = ++last;
        CHECK(number == first[which] && n.values == last);
    }
    uint32_t walked = 0;
    for (uint32_t at = pool_next(&n.pool, 0); at; at = pool_next(&n.pool, at))
        CHECK(pool_at(&n.pool, at)->mark == ++walked);
    CHECK(walked == last);
}

TEST(texts_are_numbered_in_the_order_they_first_came)
{
    number_random_texts(t, a, 40, 25);
}

/* Once: enough for the table to grow and for several blocks. */
TEST_ONCE(many_texts_are_numbered_in_the_order_they_first_came)
{
    number_random_texts(t, a, 60000, 40000);
}

/* Once: texts longer than a block of the pool, one of them than several. */
TEST_ONCE(a_text_longer_than_a_block_is_a_text_like_any_other)
{
    static const size_t LEN[] = { 1, POOL_WORDS * 8 - 8, POOL_WORDS * 8, POOL_WORDS * 8 + 1, 3,
                                  POOL_WORDS * 40, 0, 7 };
    struct intern n _cleanup_(intern_close) = { 0 };
    char *text = arena_new(a, char, POOL_WORDS * 40);
    uint32_t number;

    REQUIRE(text);
    memset(text, 'y', POOL_WORDS * 40);
    intern_open(&n, a);
    for (int round = 0; round < 2; round++)
        for (uint32_t i = 0; i < COUNT_OF(LEN); i++) {
            REQUIRE(intern_add(&n, (struct str){ text, LEN[i] }, &number));
            CHECK(number == i + 1);
        }
    uint32_t i = 0;
    for (uint32_t at = pool_next(&n.pool, 0); at; at = pool_next(&n.pool, at), i++)
        CHECK(pool_at(&n.pool, at)->len == LEN[i]);
    CHECK(i == COUNT_OF(LEN));
}

TEST(what_was_never_added_has_no_number)
{
    struct intern n _cleanup_(intern_close) = { 0 };
    uint32_t number = 9;

    intern_open(&n, a);
    CHECK(intern_find(&n, STR("a"), &number) && number == 0);
    REQUIRE(intern_add(&n, STR(""), &number));
    CHECK(number == 1);
    CHECK(intern_find(&n, STR("a"), &number) && number == 0);
    CHECK(intern_find(&n, STR(""), &number) && number == 1);
}
