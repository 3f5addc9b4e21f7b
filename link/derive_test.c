#include "link/derive.h"

#include "base/test.h"
#include "link/step.h"
#include "link/step_date.h"

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
