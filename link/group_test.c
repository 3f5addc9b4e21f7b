#include "link/group.h"

#include "base/test.h"

TEST(a_group_knows_its_size_and_shows_each_record_once)
{
    uint32_t seen[64], of[40];
    struct groups g;

    REQUIRE(groups_open(&g, 40, true, a, err));
    for (uint32_t i = 1; i < 30; i++)
        group_join(&g, group_of(&g, i - 1), group_of(&g, i));
    group_join(&g, group_of(&g, 3), group_of(&g, 29)); /* they are one already */
    CHECK(group_of(&g, 29) == 0 && g.size[0] == 30 && group_of(&g, 30) == 30);
    CHECK(group_some(&g, 0, 64, seen) == 30);
    uint64_t bits = 0;
    for (size_t i = 0; i < 30; i++)
        bits |= UINT64_C(1) << seen[i];
    CHECK(bits == (UINT64_C(1) << 30) - 1);
    CHECK(groups_number(&g, of) == 11 && of[29] == 0 && of[30] == 1 && of[39] == 10);
}

TEST(of_a_large_group_some_are_shown_none_twice)
{
    uint32_t seen[16];
    struct groups g;

    for (uint32_t n = 1; n < 200; n += 7) {
        REQUIRE(groups_open(&g, n, true, a, err));
        for (uint32_t i = 1; i < n; i++)
            group_join(&g, group_of(&g, 0), group_of(&g, i));
        size_t some = group_some(&g, 0, 16, seen);
        CHECK(some == (n < 16 ? n : 16));
        for (size_t i = 0; i < some; i++)
            for (size_t j = 0; j < i; j++)
                CHECK(seen[i] != seen[j]);
    }
}

TEST(the_sources_of_two_groups_come_together)
{
    uint64_t sources[2] = { 1, 4 };
    struct groups g;

    REQUIRE(groups_open(&g, 2, false, a, err));
    g.sources = sources;
    group_join(&g, 0, 1);
    CHECK(sources[0] == 5);
}
