#include "link/derive.h"

#include "base/chance.h"
#include "base/test.h"
#include "link/step.h"

/* ---- a small table ---- */

static const char *const ROW[][4] = {
    { "Ann", "smith", "2001-02-03", "ann@x.co" },  { "ann", "smith", "1985-00-00", "" },
    { "Bob", "ann", "", "@x.co" },                 { "", "Jones", "1985", "bob@y.co.uk" },
    { "Ann", "Jones", "2001-02-31", "bob@y.co" },
};

static bool load(struct arena *a, struct link_table *t, struct err *err)
{
    struct str header[] = { STR("first_name"), STR("surname"), STR("dob"), STR("email") };
    struct loader *l _cleanup_(loader_close) = NULL;

    if (!loader_open(&l, &(struct link_load){ .threads = 1 }, a, err) ||
        !loader_file(l, STR("a.csv"), header, 4, err))
        return false;
    for (size_t i = 0; i < COUNT_OF(ROW); i++) {
        struct str field[4];
        for (size_t c = 0; c < 4; c++)
            field[c] = str_of(ROW[i][c]);
        if (!loader_row(l, i + 1, field, 4, err))
            return false;
    }
    return loader_done(l, t, err);
}

enum { FIRST, LAST, BIRTH, EMAIL };
static struct str COLUMN[] = {
    { "first_name", 10 }, { "Surname", 7 }, { "date_of_birth", 13 }, { "email", 5 },
};

/* One rule an expression, so that each becomes a slot. */
static bool model_of(const struct link_expr *e, size_t n, struct arena *a, struct link_model *m)
{
    *m = (struct link_model){ .columns = COUNT_OF(COLUMN), .column = COLUMN, .rules = n,
                              .rule = arena_new(a, struct link_rule, n) };
    for (size_t i = 0; m->rule && i < n; i++) {
        m->rule[i].parts = 1;
        m->rule[i].part[0] = e[i];
    }
    return m->rule != NULL;
}

/* What record (by its row in the file) has in a slot. */
static struct str in_row(const struct link_slots *s, size_t slot, uint32_t row)
{
    for (uint32_t r = 0; r < s->table->records; r++)
        if (s->table->row_of[r] == row)
            return slot_text(&s->slot[slot], slot_of(s, slot, r));
    return STR("no such row");
}

TEST(equal_expressions_share_a_slot_and_an_unchanged_column_is_not_copied)
{
    struct link_expr e[] = { { FIRST, 0, { { 0 } } }, { FIRST, 1, { { STEP_LOWER, 0, 0 } } },
                             { FIRST, 0, { { 0 } } }, { LAST, 1, { { STEP_TRIM, 0, 0 } } } };
    struct link_table table;
    struct link_model m;
    struct link_slots s;

    REQUIRE(load(a, &table, err) && model_of(e, 4, a, &m) && slots_make(&table, &m, 1, a, &s, err));
    REQUIRE(s.slots == 3);
    CHECK(!s.slot[0].of && s.slot[0].text == table.column[0].text);
    CHECK(slot_find(&s, &e[2]) == 0 && slot_find(&s, &e[1]) == 1);
    CHECK(s.slot[1].of && s.slot[1].values == 2);
    CHECK(!s.slot[2].of && s.slot[2].column == 1);
    CHECK_STR(in_row(&s, 1, 1), STR("ann"));
    CHECK_STR(in_row(&s, 1, 4), STR(""));
}

TEST(a_result_counts_the_records_that_lead_to_it_and_nothing_is_nobodys)
{
    struct link_expr e[] = { { EMAIL, 1, { { STEP_BEFORE_AT, 0, 0 } } },
                             { BIRTH, 1, { { STEP_DATE, 0, 0 } } } };
    struct link_table table;
    struct link_model m;
    struct link_slots s;

    REQUIRE(load(a, &table, err) && model_of(e, 2, a, &m) && slots_make(&table, &m, 1, a, &s, err));
    CHECK(s.slot[0].values == 2 && s.slot[0].count[0] == 2);
    uint32_t bob = slot_of(&s, 0, 0);
    for (uint32_t r = 0; r < table.records; r++)
        if (str_eq(slot_text(&s.slot[0], slot_of(&s, 0, r)), STR("bob")))
            bob = slot_of(&s, 0, r);
    CHECK(s.slot[0].count[bob] == 2);
    CHECK(!s.slot[0].number);
    REQUIRE(s.slot[1].values == 1 && s.slot[1].number);
    CHECK(s.slot[1].number[1] == 11356 && s.slot[1].count[0] == 4);
    CHECK(isnan(s.slot[1].number[0]));
}

TEST(what_cleaning_did_is_counted_in_records)
{
    struct link_expr e[] = { { BIRTH, 1, { { STEP_CLEAN, ROLE_BIRTH, 0 } } }, { FIRST, 0, { { 0 } } } };
    struct link_table table;
    struct link_model m;
    struct link_slots s;
    uint32_t all = 0;

    REQUIRE(load(a, &table, err) && model_of(e, 2, a, &m) && slots_make(&table, &m, 1, a, &s, err));
    for (size_t i = 0; i < CLEANS; i++) {
        all += s.cleaned[0][i];
        CHECK(s.cleaned[1][i] == 0);
    }
    CHECK(all == 4 && s.cleaned[0][CLEAN_IMPOSSIBLE] == 1);
}

TEST(a_text_of_one_slot_is_found_in_another)
{
    struct link_expr e[] = { { FIRST, 1, { { STEP_LOWER, 0, 0 } } }, { LAST, 0, { { 0 } } } };
    struct link_table table;
    struct link_model m;
    struct link_slots s;
    const uint32_t *across, *same;
    size_t found = 0;

    REQUIRE(load(a, &table, err) && model_of(e, 2, a, &m) && slots_make(&table, &m, 1, a, &s, err));
    REQUIRE(slot_across(&s, 0, 1, a, &across, err) && slot_across(&s, 1, 1, a, &same, err));
    for (uint32_t r = 1; r <= s.slot[0].values; r++)
        if (across[r]) {
            CHECK_STR(slot_text(&s.slot[0], r), slot_text(&s.slot[1], across[r]));
            found++;
        }
    CHECK(found == 1 && across[0] == 0);
    for (uint32_t r = 0; r <= s.slot[1].values; r++)
        CHECK(same[r] == r);
}

TEST(a_column_is_found_by_name_then_by_role_and_a_missing_one_is_said)
{
    struct link_expr e = { 0, 0, { { 0 } } };
    struct str name[] = { STR("Birth Date") }, key[] = { STR("FIRST-NAME") }, none[] = { STR("shoe size") };
    struct link_table table;
    struct link_model m;
    struct link_slots s;

    REQUIRE(load(a, &table, err) && model_of(&e, 1, a, &m));
    m.columns = 1;
    m.column = name;
    CHECK(slots_make(&table, &m, 1, a, &s, err) && s.slot[0].column == 2);
    m.column = key;
    CHECK(slots_make(&table, &m, 1, a, &s, err) && s.slot[0].column == 0);
    m.column = none;
    CHECK(!slots_make(&table, &m, 1, a, &s, err));
    CHECK(err->kind == ERR_INPUT && strstr(err->say, "shoe size") && strstr(err->say, "first_name, surname"));
    m.columns = 0;
    CHECK(!slots_make(&table, &m, 1, a, &s, err) && err->kind == ERR_BUG);
}

TEST(every_expression_of_a_model_has_a_slot)
{
    struct link_expr one = { FIRST, 0, { { 0 } } }, two = { LAST, 0, { { 0 } } },
                     three = { BIRTH, 0, { { 0 } } }, four = { EMAIL, 0, { { 0 } } },
                     five = { EMAIL, 1, { { STEP_BEFORE_AT, 0, 0 } } },
                     six = { EMAIL, 1, { { STEP_AFTER_AT, 0, 0 } } };
    struct link_node null = { .kind = NODE_TEST, .test = TEST_NULL_LEFT, .left = one, .right = six };
    struct link_node km = { .kind = NODE_TEST, .test = TEST_KM, .left = two, .right = two, .left2 = three,
                            .right2 = four };
    struct link_node not = { .kind = NODE_NOT, .one = &km };
    struct link_node both = { .kind = NODE_OR, .one = &null, .two = &not };
    struct link_level level[] = { { .when = &both, .adjusted = true, .term = five } };
    struct link_comparison c = { .levels = 1, .level = level };
    struct link_table table;
    struct link_model m;
    struct link_slots s;

    REQUIRE(load(a, &table, err) && model_of(&four, 1, a, &m));
    m.comparisons = 1;
    m.comparison = &c;
    REQUIRE(slots_make(&table, &m, 1, a, &s, err));
    CHECK(s.slots == 5);
    CHECK(slot_find(&s, &one) < 5 && slot_find(&s, &two) < 5 && slot_find(&s, &three) < 5);
    CHECK(slot_find(&s, &four) < 5 && slot_find(&s, &five) < 5 && slot_find(&s, &six) == s.slots);
}

/* ---- properties ---- */

enum { MANY = 4000 };

/* A surname each, some shared by many, and an office's phone that a hundred records have. */
static bool load_many(struct arena *a, struct link_table *t, struct err *err)
{
    struct str header[] = { STR("surname"), STR("phone") };
    struct loader *l _cleanup_(loader_close) = NULL;
    struct chance c;
    char name[24], phone[24];

    chance_open(&c, 3, 0);
    if (!loader_open(&l, &(struct link_load){ .threads = 1 }, a, err) ||
        !loader_file(l, STR("a.csv"), header, 2, err))
        return false;
    for (unsigned i = 0; i < MANY; i++) {
        unsigned n = (unsigned)chance_below(&c, chance_below(&c, 2) ? 30 : MANY);
        (void)snprintf(name, sizeof name, i % 2 ? "Name%u Bit" : "name%u", n);
        (void)snprintf(phone, sizeof phone, "%u", i % 40 == 0 ? 7000000 : 8000000 + i);
        struct str field[] = { str_of(name), str_of(phone) };
        if (!loader_row(l, i + 1, field, 2, err))
            return false;
    }
    return loader_done(l, t, err);
}

/* The slow way: every record's text through the steps, alone. */
static bool is_what_steps_say(const struct link_slots *s, size_t slot)
{
    const struct link_expr *e = &s->slot[slot].expr;
    uint32_t seen = 0;

    for (uint32_t r = 0; r < s->table->records; r++) {
        char room[2][1024];
        struct str text = link_value(&s->table->column[e->column], link_cells(s->table, r)[e->column]);
        enum clean how;
        for (uint32_t i = 0; i < e->steps && text.len; i++)
            text = step_text(&e->step[i], NULL, text, room[i % 2], &how);
        if (!str_eq(text, slot_text(&s->slot[slot], slot_of(s, slot, r))))
            return false;
        seen += slot_of(s, slot, r) != 0;
    }
    for (uint32_t r = 1; r <= s->slot[slot].values; r++)
        seen -= s->slot[slot].count[r];
    return seen == 0;
}

static struct str NAME_PHONE[] = { { "surname", 7 }, { "phone", 5 } };

/* Once: thousands of records, and several threads. */
TEST_ONCE(results_are_those_of_every_record_alone_on_any_number_of_threads)
{
    struct link_expr e[] = { { 0, 1, { { STEP_LOWER, 0, 0 } } }, { 0, 1, { { STEP_SUBSTR, 1, 5 } } },
                             { 0, 2, { { STEP_UPPER, 0, 0 }, { STEP_LAST_WORD, 0, 0 } } },
                             { 1, 1, { { STEP_NUMBER, 0, 0 } } },
                             { 0, 3, { { STEP_UPPER, 0, 0 }, { STEP_FIRST_WORD, 0, 0 },
                                       { STEP_SUBSTR, -2, 2 } } },
                             { 0, 1, { { STEP_CLEAN, ROLE_SURNAME, 0 } } } };
    struct link_table table;
    struct link_model m;
    struct link_slots s, other;

    REQUIRE(load_many(a, &table, err) && model_of(e, COUNT_OF(e), a, &m));
    m.column = NAME_PHONE;
    m.columns = 2;
    REQUIRE(slots_make(&table, &m, 1, a, &s, err) && s.slots == COUNT_OF(e));
    for (size_t i = 0; i < s.slots; i++)
        CHECK(is_what_steps_say(&s, i));
    for (unsigned threads = 2; threads <= 8; threads += 3) {
        REQUIRE(slots_make(&table, &m, threads, a, &other, err));
        for (size_t i = 0; i < s.slots; i++) {
            CHECK(s.slot[i].values == other.slot[i].values);
            for (uint32_t r = 0; r < table.records; r++)
                CHECK(slot_of(&s, i, r) == slot_of(&other, i, r));
            CHECK(memcmp(s.cleaned[i], other.cleaned[i], sizeof s.cleaned[i]) == 0);
        }
    }
}

/* Once: thousands of records. */
TEST_ONCE(what_too_many_share_is_dropped_before_and_after_other_steps)
{
    struct link_expr e[] = { { 1, 1, { { STEP_DROP_SAME, 10000, 0 } } },
                             { 1, 2, { { STEP_SUBSTR, 1, 4 }, { STEP_DROP_SAME, 30000, 0 } } },
                             { 1, 3, { { STEP_DROP_SAME, 10000, 0 }, { STEP_SUBSTR, 1, 1 },
                                       { STEP_DROP_SAME, 999999, 0 } } },
                             { 1, 1, { { STEP_DROP_SAME, 0, 0 } } },
                             { 1, 1, { { STEP_DROP_SAME, 25000, 0 } } } };
    struct link_table table;
    struct link_model m;
    struct link_slots s;

    REQUIRE(load_many(a, &table, err) && model_of(e, COUNT_OF(e), a, &m));
    m.column = NAME_PHONE;
    m.columns = 2;
    REQUIRE(slots_make(&table, &m, 1, a, &s, err));
    CHECK(s.slot[0].values == MANY - 100 && s.slot[0].count[0] == 100);
    for (uint32_t r = 1; r <= s.slot[0].values; r++)
        CHECK(!str_eq(slot_text(&s.slot[0], r), STR("7000000")) && s.slot[0].count[r] == 1);
    CHECK(s.slot[1].values == 1 && s.slot[1].count[1] == 100); /* "8000" to "8003" are a quarter each */
    CHECK(s.slot[2].values == 1 && s.slot[2].count[1] == MANY - 100);
    CHECK(s.slot[3].count[0] == 100); /* never what ten or fewer share */
    CHECK(!s.slot[4].of && s.slot[4].values == table.column[1].values);
}
