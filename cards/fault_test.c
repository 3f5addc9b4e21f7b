#include "cards/fault.h"

#include "base/json.h"
#include "base/test.h"

static void add_some(struct card_faults *f)
{
    card_fault_add(f, FAULT_STOP, (struct fault_at){ STR("pl.txt"), 7, 0 }, "has %d letters", 5);
    card_fault_add(f, FAULT_DRAFT, (struct fault_at){ STR("card.json"), 12, 3 }, "second");
    card_fault_add(f, FAULT_NOTE, (struct fault_at){ STR("pl.txt"), 0, 0 }, "the whole");
    card_fault_add(f, FAULT_STOP, (struct fault_at){ STR("card.json"), 12, 3 }, "after second");
    card_fault_add(f, FAULT_STOP, (struct fault_at){ STR("card.json"), 2, 30 }, "first");
}

TEST(faults_are_told_in_the_order_of_file_line_and_column)
{
    struct card_faults f = { .arena = a };
    struct buf b = { .arena = a };
    struct str got;

    add_some(&f);
    REQUIRE(!f.failed);
    card_faults_sort(&f);
    card_faults_text(&f, &b);
    REQUIRE(buf_done(&b, "faults", &got, err));
    CHECK_STR(got, STR("card.json:2:30: first\ncard.json:12:3: second\ncard.json:12:3: after second\n"
                       "pl.txt: the whole\npl.txt:7: has 5 letters\n"));
    CHECK(card_faults_count(&f, FAULT_STOP) == 3 && card_faults_count(&f, FAULT_DRAFT) == 1 &&
          card_faults_count(&f, FAULT_NOTE) == 1);
}

TEST(faults_are_json_too)
{
    struct card_faults f = { .arena = a };
    struct buf b = { .arena = a };
    struct json_out j = { .buf = &b };
    struct str got;

    card_fault_add(&f, FAULT_DRAFT, (struct fault_at){ STR("card.json"), 12, 3 }, "a \"quote\"");
    REQUIRE(!f.failed);
    card_faults_json(&f, &j);
    REQUIRE(buf_done(&b, "faults", &got, err));
    CHECK_STR(got, STR("[{\"file\":\"card.json\",\"line\":12,\"column\":3,\"weight\":\"draft\","
                       "\"say\":\"a \\\"quote\\\"\"}]"));
}

TEST_ONCE(beyond_the_most_they_are_only_counted) /* hundreds of allocations, all alike */
{
    struct card_faults f = { .arena = a };
    struct buf b = { .arena = a };

    for (size_t i = 0; i < CARD_FAULTS_MAX + 7; i++)
        card_fault_add(&f, FAULT_STOP, (struct fault_at){ STR("en.txt"), (unsigned)i + 1, 1 }, "wrong");
    REQUIRE(!f.failed && f.len == CARD_FAULTS_MAX);
    CHECK(card_faults_count(&f, FAULT_STOP) == CARD_FAULTS_MAX + 7);
    card_faults_text(&f, &b);
    REQUIRE(!b.failed);
    CHECK(str_ends((struct str){ b.at, b.len }, STR("and 7 more\n")));
}

TEST(a_fault_that_finds_no_memory_is_not_forgotten)
{
    struct arena none _cleanup_(arena_close);
    struct card_faults f = { .arena = &none };

    arena_open(&none, 0);
    card_fault_add(&f, FAULT_STOP, (struct fault_at){ STR("en.txt"), 1, 1 }, "wrong");
    CHECK(f.failed);
}
