#include "base/arena.h"
#include "base/test.h"

TEST(memory_is_zeroed_aligned_and_apart)
{
    static const size_t ALIGN[] = { 1, 2, 4, 8, 16 };
    unsigned char *before = NULL;

    for (size_t i = 0; i < 200; i++) {
        size_t align = ALIGN[i % 5], size = i % 37 + 1;
        unsigned char *at = arena_alloc(a, size, 1, align);
        REQUIRE(at);
        CHECK((uintptr_t)at % align == 0);
        for (size_t k = 0; k < size; k++)
            CHECK(at[k] == 0);
        memset(at, 0xAA, size);
        CHECK(at != before);
        before = at;
    }
}

TEST(the_cap_holds_to_the_byte)
{
    struct arena small _cleanup_(arena_close);

    arena_open(&small, 100);
    CHECK(arena_alloc(&small, 100, 1, 1) != NULL);
    CHECK(arena_alloc(&small, 1, 1, 1) == NULL && small.failed);
    CHECK(small.used == 100);
    arena_reset(&small);
    CHECK(small.used == 0 && arena_alloc(&small, 50, 2, 1) != NULL);
}

TEST(a_count_times_a_size_that_overflows_is_refused)
{
    CHECK(arena_alloc(a, SIZE_MAX / 2, 3, 1) == NULL);
    CHECK(arena_alloc(a, SIZE_MAX, 1, 1) == NULL);
    CHECK(arena_copy(a, (struct str){ "", SIZE_MAX }).at == NULL);
    size_t room = SIZE_MAX / 2 + 1;
    char *at = NULL;
    CHECK(!arena_grow(a, &at, &room, 0, SIZE_MAX, 1) && at == NULL);
}

TEST(a_nested_arena_shares_its_parents_cap_and_refusals)
{
    struct arena outer _cleanup_(arena_close), inner _cleanup_(arena_close);

    arena_open(&outer, 1000);
    arena_open_in(&inner, &outer, 5000);
    CHECK(arena_alloc(&inner, 2000, 1, 1) == NULL && outer.failed && inner.failed);
    outer.failed = inner.failed = false;
    outer.fail_after = 1;
    CHECK(arena_alloc(&inner, 1, 1, 1) != NULL);
    CHECK(arena_alloc(&inner, 1, 1, 1) == NULL && outer.failed);
}

TEST(an_arena_reset_is_filled_again_with_zeros)
{
    struct arena own _cleanup_(arena_close);

    arena_open_in(&own, a, 1 << 20);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 20; i++) {
            char *at = arena_new(&own, char, 5000);
            REQUIRE(at);
            for (int k = 0; k < 5000; k++)
                CHECK(at[k] == 0);
            memset(at, 1, 5000);
        }
        arena_reset(&own);
    }
    arena_close(&own);
    arena_close(&own);
}

TEST(a_copy_ends_with_a_nul_and_a_growing_array_keeps_what_it_had)
{
    int *at = NULL;
    size_t room = 0;
    struct str s = arena_copy(a, (struct str){ "abcdef", 3 });

    REQUIRE(s.at);
    CHECK_STR(s, STR("abc"));
    CHECK(s.at[3] == 0);
    for (int i = 0; i < 1000; i++) {
        REQUIRE(arena_grow(a, &at, &room, (size_t)i, (size_t)i + 1, sizeof *at));
        at[i] = i;
    }
    CHECK(room >= 1000 && room < 3000);
    for (int i = 0; i < 1000; i++)
        CHECK(at[i] == i);
}

TEST(a_meter_counts_what_nested_arenas_hold_together_and_forgets_what_they_give_back)
{
    struct arena_meter meter = { .cap = 300000 };
    struct arena outer _cleanup_(arena_close), inner _cleanup_(arena_close);

    arena_open_in(&outer, a, SIZE_MAX);
    arena_measure(&outer, &meter);
    arena_open_in(&inner, &outer, SIZE_MAX);
    REQUIRE(arena_alloc(&outer, 100000, 1, 1) && arena_alloc(&inner, 100000, 1, 1));
    CHECK(meter.used >= 200000 && meter.used <= 201000);
    CHECK(!arena_alloc(&inner, 150000, 1, 1) && inner.failed);
    arena_close(&inner);
    CHECK(meter.used >= 100000 && meter.used <= 101000 && meter.peak >= 200000);
    CHECK(arena_alloc(&outer, 150000, 1, 1) != NULL);
}
