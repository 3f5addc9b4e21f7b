#include "link/propose.h"

#include "base/test.h"
#include "link/fixture_test.h"
#include "link/propose_keys.h"
#include "link/train_town_test.h"

static bool proposed(const char *const *column, size_t columns, const char *const *cell, size_t rows,
                     struct arena *a, struct link_table *t, struct proposal *out, struct err *err)
{
    const struct propose_order o = { .pairs = { .within = true, .threads = 1 } };

    return fixture_table(column, columns, cell, rows, NULL, a, t, err) && model_propose(t, &o, a, out, err);
}

static bool town_proposed(size_t people, double each, struct arena *a, struct link_table *t,
                          struct proposal *out, struct err *err)
{
    const struct town_order town = { .seed = 1, .people = people, .copies = 1, .home = 2, .wrong = .1,
                                     .missing = .1 };
    const struct propose_order o = { .pairs = { .within = true, .threads = 1 }, .pairs_per_record = each };

    return town_table(&town, a, t, err) && model_propose(t, &o, a, out, err);
}

static bool has_comparison(const struct link_model *m, const char *name)
{
    for (size_t i = 0; i < m->comparisons; i++)
        if (str_eq(m->comparison[i].name, str_of(name)))
            return true;
    return false;
}

TEST(every_column_that_says_who_somebody_is_is_compared_and_the_others_say_why_not)
{
    static const char *const column[] = { "first name", "last name", "full name", "shoe size", "dob" };
    static const char *const cell[] = { "ann", "bell", "ann bell", "38", "2001-02-03",
                                        "ann", "bell", "ann bell", "39", "2001-02-03" };
    struct link_table table;
    struct proposal p;

    REQUIRE(proposed(column, 5, cell, 2, a, &table, &p, err));
    CHECK(has_comparison(&p.model, "first name") && has_comparison(&p.model, "last name"));
    CHECK(has_comparison(&p.model, "dob") && !has_comparison(&p.model, "full name"));
    CHECK(p.columns == 5 && p.column[0].used && p.column[4].used);
    CHECK(!p.column[2].used);
    CHECK_STR(p.column[2].why, STR("repeats forename and surname"));
    CHECK(!p.column[3].used);
    CHECK_STR(p.column[3].why, STR("not known to us"));
}

TEST(a_full_name_alone_is_compared_by_its_parts)
{
    static const char *const column[] = { "name", "date of birth" };
    static const char *const cell[] = { "BELL, Ann", "2001-02-03", "Ann Bell", "2001-02-03" };
    struct link_table table;
    struct proposal p;

    REQUIRE(proposed(column, 2, cell, 2, a, &table, &p, err));
    CHECK(has_comparison(&p.model, "forename") && has_comparison(&p.model, "surname"));
    CHECK(p.model.rules > 0);
}

static bool said_of(const struct err *err, const char *words)
{
    return err->kind == ERR_INPUT && strstr(err->say, words);
}

TEST(columns_that_are_empty_or_hold_placeholders_are_said_to_be)
{
    static const char *const column[] = { "surname", "dob" };
    static const char *const cell[] = { "unknown", "1900-01-01", "not known", "" };
    struct link_table table;
    struct proposal p;

    REQUIRE(fixture_table(column, 2, cell, 2, NULL, a, &table, err));
    CHECK(!proposed(column, 2, cell, 2, a, &table, &p, err) && said_of(err, "are empty"));
}

TEST(records_that_all_say_the_same_are_said_to_be_too_many)
{
    enum { ROWS = 600 };
    static const char *const column[] = { "surname", "dob" };
    const char *cell[2 * ROWS];
    struct link_table table;
    struct proposal p;

    for (size_t i = 0; i < ROWS; i++) {
        cell[2 * i] = "bell";
        cell[2 * i + 1] = "2001-02-03";
    }
    CHECK(!proposed(column, 2, cell, ROWS, a, &table, &p, err) && said_of(err, "too many records"));
}

TEST(one_person_standing_there_hundreds_of_times_keeps_nobody_from_being_compared)
{
    enum { SAME = 500, OTHERS = 100 };
    static const char *const column[] = { "forename", "surname", "dob" };
    const char *cell[3 * (SAME + OTHERS)];
    char born[OTHERS][16];
    struct link_table table;
    struct proposal p;

    for (size_t i = 0; i < SAME + OTHERS; i++) {
        size_t who = i / 2;
        cell[3 * i] = i < OTHERS && who % 2 ? "bob" : "ann";
        cell[3 * i + 1] = i < OTHERS ? (const char *[]){ "hall", "wood", "king" }[who % 3] : "bell";
        cell[3 * i + 2] = i < OTHERS ? born[i] : "2001-02-03";
        if (i < OTHERS)
            (void)snprintf(born[i], sizeof born[i], "19%02zu-%02zu-%02zu", 50 + who % 50, 1 + who % 12,
                           1 + who % 28);
    }
    REQUIRE(proposed(column, 3, cell, SAME + OTHERS, a, &table, &p, err));
    CHECK(p.block_max > 0 && p.block_max < SAME && p.reach > .8);
}

TEST(keys_that_nobody_shares_are_rules_that_make_no_pair)
{
    static const char *const column[] = { "phone" };
    static const char *const cell[] = { "01634 960001", "01634 960002", "01634 960003" };
    struct link_table table;
    struct proposal p;

    REQUIRE(proposed(column, 1, cell, 3, a, &table, &p, err));
    CHECK(p.model.rules == 1 && p.candidate[0].count.pairs == 0 && p.block_max == 0);
}

TEST(files_without_a_filled_column_in_common_are_said_to_be_unless_linked_inside_too)
{
    static const char *const column[] = { "surname", "phone" };
    static const char *const apart[] = { "bell", "", "bell", "", "", "01634 960001", "", "01634 960001" };
    static const char *const common[] = { "bell", "", "bell", "", "bell", "01634 960001", "", "" };
    static const uint8_t source[] = { 0, 0, 1, 1 };
    struct propose_order o = { .pairs = { .across = true, .threads = 1 } };
    struct link_table table;
    struct proposal p;

    REQUIRE(fixture_table(column, 2, common, 4, source, a, &table, err));
    CHECK(model_propose(&table, &o, a, &p, err));
    REQUIRE(fixture_table(column, 2, apart, 4, source, a, &table, err));
    CHECK(!model_propose(&table, &o, a, &p, err) && said_of(err, "two of the files"));
    o.pairs.within = true;
    CHECK(model_propose(&table, &o, a, &p, err));
}

TEST(no_column_that_says_who_somebody_is_is_said_with_the_names_that_are_known)
{
    static const char *const column[] = { "shoe size", "colour" };
    static const char *const cell[] = { "38", "red", "39", "blue" };
    struct link_table table;
    struct proposal p;

    CHECK(!proposed(column, 2, cell, 2, a, &table, &p, err));
    CHECK(err->kind == ERR_INPUT || a->failed);
}

TEST_ONCE(rules_keep_to_the_budget_and_each_choice_can_be_shown) /* counts 25 rules on 4,000 records */
{
    struct link_table table;
    struct proposal p;
    double pairs = 0, reach = 0;
    size_t chosen = 0;

    REQUIRE(town_proposed(2000, 2, a, &table, &p, err));
    for (size_t i = 0; i < p.candidates; i++) {
        const struct propose_candidate *c = &p.candidate[i];
        CHECK(c->reach >= 0 && c->reach <= 1 && c->rule.name.len > 0);
        if (!c->chosen)
            continue;
        chosen++;
        pairs += (double)c->count.pairs;
        reach = fmax(reach, c->reach);
    }
    CHECK(chosen == p.model.rules && chosen > 3);
    CHECK(pairs <= 100000);
    CHECK(p.reach >= reach && p.reach <= 1);
}

TEST_ONCE(the_chosen_rules_reach_nearly_all_matches) /* looks at all pairs of 1,000 records */
{
    struct link_table table;
    struct proposal p;
    struct link_slots slots;
    size_t there = 0, reached = 0;

    REQUIRE(town_proposed(500, 0, a, &table, &p, err) && slots_make(&table, &p.model, 1, a, &slots, err));
    for (uint32_t one = 0; one + 1 < table.records; one += 2) {
        bool found = false;
        for (size_t i = 0; i < p.model.rules && !found; i++)
            found = plain_blocks(&slots, &p.model.rule[i], one, one + 1);
        there++;
        reached += found;
    }
    CHECK(there == 500 && reached >= 490);
}

TEST(every_rule_that_could_be_tried_is_made_of_known_parts)
{
    for (size_t i = 0; key_rules[i][0] != KEY_NONE; i++) {
        for (size_t k = 0; k < KEY_PARTS_MAX && key_rules[i][k] != KEY_NONE; k++) {
            const struct key_kind *kind = key_kind(key_rules[i][k]);
            CHECK(kind->role != ROLE_NONE && kind->says[0] != '\0');
            CHECK(kind->same > 0 && kind->same < 1 && kind->survives >= 0 && kind->survives < 1);
        }
    }
}
