#include "link/pattern.h"

#include "base/chance.h"
#include "base/test.h"

#include <string.h>

/* The same 3,000 additions, dealt out to so many tallies. */
static bool counted(size_t tallies, struct arena *a, struct patterns *out, struct err *err)
{
    struct pattern_tally tally[8];
    struct chance r;

    chance_open(&r, 5, 1);
    for (size_t i = 0; i < tallies; i++)
        tally[i] = (struct pattern_tally){ .arena = a };
    for (size_t i = 0; i < 3000; i++) {
        uint64_t pattern = chance_below(&r, 700) << 40 | chance_below(&r, 2);
        if (!tally_add(&tally[i % tallies], pattern, 1 + chance_below(&r, 9), err))
            return false;
    }
    return patterns_join(tally, tallies, a, out, err);
}

TEST(the_counts_do_not_depend_on_who_counted)
{
    struct patterns one, many;

    REQUIRE(counted(1, a, &one, err));
    for (size_t tallies = 2; tallies <= 8; tallies++) {
        REQUIRE(counted(tallies, a, &many, err));
        REQUIRE(many.patterns == one.patterns);
        CHECK(memcmp(many.at, one.at, one.patterns * sizeof *one.at) == 0);
    }
}

TEST(patterns_come_sorted_each_once_and_no_pair_is_lost)
{
    struct pattern_tally tally = { .arena = a };
    struct patterns p;
    uint64_t pairs = 0;

    for (uint64_t i = 0; i < 2000; i++)
        REQUIRE(tally_add(&tally, (i * 7919) % 900, i, err));
    REQUIRE(patterns_join(&tally, 1, a, &p, err));
    CHECK(p.patterns == 900);
    for (size_t i = 0; i < p.patterns; i++) {
        CHECK(p.at[i].pattern == i);
        pairs += p.at[i].pairs;
    }
    CHECK(pairs == 2000u * 1999u / 2);
}

TEST(no_pairs_are_no_pattern)
{
    struct pattern_tally tally = { .arena = a };
    struct patterns p;

    REQUIRE(tally_add(&tally, 3, 0, err));
    REQUIRE(patterns_join(&tally, 1, a, &p, err));
    CHECK(p.patterns == 0);
    REQUIRE(patterns_join(NULL, 0, a, &p, err));
    CHECK(p.patterns == 0);
}
