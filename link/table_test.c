#include "link/table.h"

#include "base/chance.h"
#include "base/test.h"
#include "link/loader_ids.h"

/* ---- files to load ---- */

enum { COLUMNS_MAX = 6 };
struct sheet {
    struct str name;
    size_t columns, rows;
    struct str header[COLUMNS_MAX];
    struct str (*row)[COLUMNS_MAX];
};

static bool load(const struct sheet *const *sheet, size_t sheets, const struct link_load *how,
                 struct arena *a, struct link_table *out, struct err *err)
{
    struct loader *l _cleanup_(loader_close) = NULL;

    if (!loader_open(&l, how, a, err))
        return false;
    for (size_t s = 0; s < sheets; s++) {
        if (!loader_file(l, sheet[s]->name, sheet[s]->header, sheet[s]->columns, err))
            return false;
        for (size_t r = 0; r < sheet[s]->rows; r++)
            if (!loader_row(l, r + 1, sheet[s]->row[r], sheet[s]->columns, err))
                return false;
    }
    return loader_done(l, out, err);
}

static bool load_one(const struct sheet *s, const struct link_load *how, struct arena *a,
                     struct link_table *out, struct err *err)
{
    return load(&s, 1, how, a, out, err);
}

static const struct link_load PLAIN = { .threads = 1 };

/* A sheet out of literal texts, row by row. */
#define SHEET(file, cols, ...)                                                                       \
    sheet_of((file), (cols), (const char *const[]){ __VA_ARGS__ },                                   \
             COUNT_OF(((const char *const[]){ __VA_ARGS__ })), a)
static struct sheet sheet_of(const char *name, size_t columns, const char *const *text, size_t texts,
                             struct arena *a)
{
    struct sheet s = { str_of(name), columns, texts / columns - 1, { { 0 } }, NULL };

    s.row = arena_alloc(a, s.rows + 1, sizeof *s.row, _Alignof(struct str));
    for (size_t c = 0; c < columns; c++)
        s.header[c] = str_of(text[c]);
    for (size_t r = 0; s.row && r < s.rows; r++)
        for (size_t c = 0; c < columns; c++)
            s.row[r][c] = str_of(text[(r + 1) * columns + c]);
    if (!s.row)
        s.rows = 0;
    return s;
}

/* The record of a source and id, or UINT32_MAX. */
static uint32_t find(const struct link_table *table, const char *source, const char *id)
{
    char room[12];

    for (uint32_t r = 0; r < table->records; r++)
        if (str_eq(table->source[table->source_of[r]], str_of(source)) &&
            str_eq(link_id(table, r, room), str_of(id)))
            return r;
    return UINT32_MAX;
}

static struct str text_in(const struct link_table *table, uint32_t record, size_t column)
{
    return link_value(&table->column[column], link_cells(table, record)[column]);
}

/* ---- what a table is ---- */

TEST(a_row_becomes_a_record_with_each_text_once_and_no_blanks_around_it)
{
    struct sheet s = SHEET("a.csv", 3, "id", " first_name", "surname ", "7", " Ann ", "Lee", "12", "Ann", "",
                           "9", "", " Lee");
    struct link_table table;

    REQUIRE(load_one(&s, &PLAIN, a, &table, err));
    REQUIRE(table.records == 3 && table.columns == 2 && table.sources == 1);
    CHECK_STR(table.column[0].name, STR("first_name"));
    CHECK(table.column[0].role == ROLE_FORENAME && table.column[1].role == ROLE_SURNAME);
    CHECK(table.column[0].values == 1 && table.column[1].values == 1);
    CHECK(table.column[0].count[0] == 1 && table.column[0].count[1] == 2);
    uint32_t seven = find(&table, "a.csv", "7"), twelve = find(&table, "a.csv", "12");
    REQUIRE(seven < 3 && twelve < 3);
    CHECK_STR(text_in(&table, seven, 0), STR("Ann"));
    CHECK_STR(text_in(&table, twelve, 1), STR(""));
    CHECK(link_cells(&table, twelve)[1] == 0);
    CHECK(table.row_of[seven] == 1 && table.row_of[twelve] == 2);
    CHECK(!table.truth && !table.id.text && table.id.number);
}

TEST(without_an_id_column_the_rows_number_is_the_id)
{
    struct sheet s = SHEET("a.csv", 1, "surname", "Lee", "Lee", "Ng");
    struct link_table table;

    REQUIRE(load_one(&s, &PLAIN, a, &table, err));
    CHECK(table.records == 3 && find(&table, "a.csv", "3") != UINT32_MAX);
    CHECK(!table.id.text && !table.id.number);
    CHECK_STR(text_in(&table, find(&table, "a.csv", "3"), 0), STR("Ng"));
}

TEST(ids_that_are_no_plain_numbers_are_texts_and_those_before_and_after_too)
{
    struct sheet s = SHEET("a.csv", 2, "id", "surname", "7", "Lee", "007", "Ng", "x", "Ray",
                           "4294967295", "May", "4294967296", "Fox");
    struct sheet b = SHEET("b.csv", 1, "surname", "Lee");
    const struct sheet *both[] = { &s, &b };
    struct link_table table;

    REQUIRE(load(both, 2, &PLAIN, a, &table, err));
    CHECK(table.id.text && !table.id.number);
    CHECK_STR(text_in(&table, find(&table, "a.csv", "7"), 0), STR("Lee"));
    CHECK_STR(text_in(&table, find(&table, "a.csv", "007"), 0), STR("Ng"));
    CHECK_STR(text_in(&table, find(&table, "a.csv", "x"), 0), STR("Ray"));
    CHECK_STR(text_in(&table, find(&table, "a.csv", "4294967295"), 0), STR("May"));
    CHECK_STR(text_in(&table, find(&table, "a.csv", "4294967296"), 0), STR("Fox"));
    CHECK_STR(text_in(&table, find(&table, "b.csv", "1"), 0), STR("Lee"));
}

TEST(truth_is_numbered_and_is_no_column_to_match_on)
{
    struct sheet s = SHEET("a.csv", 3, "id", "cluster", "surname", "1", "p9", "Lee", "2", "p9", "Li",
                           "3", "", "Ng", "4", "p1", "Ng");
    struct link_load how = { .truth = STR("Cluster"), .threads = 1 };
    struct link_table with, without;

    REQUIRE(load_one(&s, &how, a, &with, err) && load_one(&s, &PLAIN, a, &without, err));
    REQUIRE(with.truth && with.columns == 1 && with.truths == 2);
    CHECK(with.truth[find(&with, "a.csv", "1")] == with.truth[find(&with, "a.csv", "2")]);
    CHECK(with.truth[find(&with, "a.csv", "1")] != with.truth[find(&with, "a.csv", "4")]);
    CHECK(with.truth[find(&with, "a.csv", "3")] == 0);
    CHECK(!without.truth && without.columns == 1);
}

TEST(columns_that_say_what_a_row_is_are_left_out_and_so_is_one_without_a_name)
{
    struct sheet s = SHEET("a.csv", 5, "surname", "record_id", "unique_id", "source_dataset", "",
                           "Lee", "1", "x", "s", "z");
    struct link_load how = { .id = STR("UNIQUE ID"), .threads = 1 };
    struct link_table table;

    REQUIRE(load_one(&s, &how, a, &table, err));
    CHECK(table.columns == 1 && find(&table, "a.csv", "x") == 0);
}

/* ---- several files ---- */

TEST(columns_of_several_files_meet_by_role_and_else_by_name)
{
    struct sheet one = SHEET("b.csv", 4, "id", "surname", "Shoe Size", "dob", "1", "Lee", "41", "2001-01-01");
    struct sheet two = SHEET("a.csv", 4, "id", "date_of_birth", "last_name", "shoe_size",
                             "1", "2001-01-01", "Lee", "41");
    const struct sheet *both[] = { &one, &two };
    struct link_table table;

    REQUIRE(load(both, 2, &PLAIN, a, &table, err));
    REQUIRE(table.columns == 3 && table.records == 2 && table.sources == 2);
    CHECK_STR(table.source[0], STR("a.csv"));
    CHECK_STR(table.column[0].name, STR("date_of_birth"));
    CHECK_STR(table.column[1].name, STR("last_name"));
    CHECK_STR(table.column[2].name, STR("shoe_size"));
    for (size_t c = 0; c < 3; c++)
        CHECK(table.column[c].values == 1 && table.column[c].count[1] == 2);
}

TEST(of_two_columns_with_one_role_the_plainest_bears_it_and_the_other_stands_by_its_name)
{
    struct sheet one = SHEET("a.csv", 3, "id", "preferred forename", "forename", "1", "Bob", "Robert");
    struct sheet two = SHEET("b.csv", 2, "id", "first_name", "1", "Robert");
    struct sheet three = SHEET("c.csv", 3, "id", "Preferred_Forename", "given name", "1", "Bob", "Robert");
    const struct sheet *all[] = { &one, &two, &three };
    struct link_table table;

    REQUIRE(load(all, 3, &PLAIN, a, &table, err));
    REQUIRE(table.columns == 2);
    CHECK_STR(table.column[0].name, STR("preferred forename"));
    CHECK(table.column[0].role == ROLE_FORENAME && table.column[1].role == ROLE_FORENAME);
    CHECK(!table.column[0].bears && table.column[1].bears);
    CHECK(table.column[0].values == 1 && table.column[0].count[0] == 1 && table.column[1].count[1] == 3);
}

TEST(two_columns_never_go_by_one_name)
{
    struct sheet one = SHEET("a.csv", 2, "id", "mobile", "1", "07700900001");
    struct sheet two = SHEET("b.csv", 3, "id", "phone", "mobile", "1", "01634960001", "07700900002");
    const struct sheet *both[] = { &one, &two };
    struct link_table table;

    REQUIRE(load(both, 2, &PLAIN, a, &table, err));
    REQUIRE(table.columns == 2);
    CHECK_STR(table.column[0].name, STR("phone"));
    CHECK_STR(table.column[1].name, STR("mobile"));
}

TEST(identifiers_of_different_systems_do_not_meet)
{
    struct sheet one = SHEET("a.csv", 2, "id", "passport_number", "1", "123");
    struct sheet two = SHEET("b.csv", 2, "id", "national insurance number", "1", "123");
    const struct sheet *both[] = { &one, &two };
    struct link_table table;

    REQUIRE(load(both, 2, &PLAIN, a, &table, err));
    CHECK(table.columns == 2);
}

/* ---- what is refused ---- */

static bool says(const struct err *err, enum err_kind kind, const char *words)
{
    return err->kind == kind && strstr(err->say, words);
}

TEST(a_repeated_id_is_refused_with_both_rows_and_without_the_id)
{
    struct sheet number = SHEET("a.csv", 2, "id", "surname", "71", "Lee", "8", "Ng", "71", "Ray");
    struct sheet text = SHEET("a.csv", 2, "id", "surname", "q71", "Lee", "8", "Ng", "q71", "Lee");
    struct link_table table;

    CHECK(!load_one(&number, &PLAIN, a, &table, err));
    CHECK(says(err, ERR_INPUT, "a.csv: data rows 1 and 3") && !strstr(err->say, "71"));
    CHECK(!load_one(&text, &PLAIN, a, &table, err));
    CHECK(says(err, ERR_INPUT, "a.csv: data rows 1 and 3") && !strstr(err->say, "q71"));
}

TEST(one_id_in_two_files_is_two_records)
{
    struct sheet one = SHEET("a.csv", 2, "id", "surname", "1", "Lee");
    struct sheet two = SHEET("b.csv", 2, "id", "surname", "1", "Lee");
    const struct sheet *both[] = { &one, &two };
    struct link_table table;

    CHECK(load(both, 2, &PLAIN, a, &table, err) && table.records == 2);
}

TEST(an_empty_id_is_refused_with_its_row)
{
    struct sheet s = SHEET("a.csv", 2, "id", "surname", "1", "Lee", " ", "Ng");
    struct link_table table;

    CHECK(!load_one(&s, &PLAIN, a, &table, err));
    CHECK(says(err, ERR_INPUT, "a.csv, data row 2"));
}

TEST(two_columns_of_one_name_are_refused_by_their_numbers)
{
    struct sheet s = SHEET("a.csv", 3, "id", "First Name", "first_name", "1", "Ann", "Ann");
    struct link_table table;

    CHECK(!load_one(&s, &PLAIN, a, &table, err));
    CHECK(says(err, ERR_INPUT, "a.csv: columns 2 and 3"));
}

TEST(two_files_of_one_name_are_refused)
{
    struct sheet s = SHEET("a.csv", 1, "surname", "Lee");
    const struct sheet *both[] = { &s, &s };
    struct link_table table;

    CHECK(!load(both, 2, &PLAIN, a, &table, err));
    CHECK(says(err, ERR_INPUT, "rename"));
}

TEST(a_missing_truth_or_id_column_is_said)
{
    struct sheet s = SHEET("a.csv", 1, "surname", "Lee");
    struct link_load truth = { .truth = STR("cluster"), .threads = 1 };
    struct link_load id = { .id = STR("key"), .threads = 1 };
    struct link_table table;

    CHECK(!load_one(&s, &truth, a, &table, err));
    CHECK(says(err, ERR_INPUT, "truth column"));
    CHECK(!load_one(&s, &id, a, &table, err));
    CHECK(says(err, ERR_INPUT, "id column"));
}

TEST(files_without_rows_are_refused)
{
    struct sheet s = SHEET("a.csv", 1, "surname");
    struct link_table table;

    CHECK(!load_one(&s, &PLAIN, a, &table, err));
    CHECK(says(err, ERR_INPUT, "no row"));
}

TEST(more_columns_than_there_may_be_are_refused)
{
    struct str header[LINK_COLUMNS_MAX + 1];
    char name[LINK_COLUMNS_MAX + 1][8];
    struct loader *l _cleanup_(loader_close) = NULL;

    for (size_t i = 0; i < COUNT_OF(header); i++) {
        (void)snprintf(name[i], sizeof name[i], "zz%zu", i);
        header[i] = str_of(name[i]);
    }
    REQUIRE(loader_open(&l, &PLAIN, a, err));
    CHECK(loader_file(l, STR("a.csv"), header, LINK_COLUMNS_MAX, err));
    CHECK(!loader_file(l, STR("b.csv"), header + 1, LINK_COLUMNS_MAX, err));
    CHECK(says(err, ERR_INPUT, "b.csv: there are more than 64 columns"));
}

TEST(more_files_than_there_may_be_are_refused)
{
    struct loader *l _cleanup_(loader_close) = NULL;
    struct str header = STR("surname");
    char name[8];
    bool ok = true;

    REQUIRE(loader_open(&l, &PLAIN, a, err));
    for (unsigned i = 0; i <= LINK_SOURCES_MAX; i++) {
        (void)snprintf(name, sizeof name, "%u.csv", i);
        CHECK(ok);
        ok = loader_file(l, str_of(name), &header, 1, err);
    }
    CHECK(!ok && says(err, ERR_INPUT, "more than 64 files"));
}

TEST(a_loader_that_failed_says_so_instead_of_going_on)
{
    struct sheet s = SHEET("a.csv", 2, "id", "surname", "", "Lee");
    struct loader *l = NULL;
    struct link_table table;

    REQUIRE(loader_open(&l, &PLAIN, a, err) && loader_file(l, s.name, s.header, 2, err));
    CHECK(!loader_row(l, 1, s.row[0], 2, err));
    CHECK(!loader_row(l, 2, s.row[0], 2, err) && err->kind == ERR_BUG);
    CHECK(!loader_file(l, s.name, s.header, 2, err) && err->kind == ERR_BUG);
    CHECK(!loader_done(l, &table, err) && err->kind == ERR_BUG);
}

/* ---- properties, on random sheets ---- */

enum { SHEETS = 3 };

/* Few letters, so that texts repeat; sometimes none, sometimes long. */
static struct str random_text(struct chance *c, struct arena *a, size_t most)
{
    size_t len = (size_t)chance_below(c, 20) == 0 ? most : (size_t)chance_below(c, 4);
    char *at = arena_new(a, char, len + 1);

    for (size_t i = 0; at && i < len; i++)
        at[i] = (char)('a' + chance_below(c, len > 8 ? 26 : 3));
    return (struct str){ at ? at : "", at ? len : 0 };
}

static const char *const NAMES[] = { "surname", "first_name", "dob", "Postcode", "team", "rank" };

static void shuffle_row(struct chance *c, struct str (*row)[COLUMNS_MAX], size_t rows)
{
    for (size_t i = rows; i > 1; i--) {
        size_t j = (size_t)chance_below(c, i);
        struct str swap[COLUMNS_MAX];
        memcpy(swap, row[i - 1], sizeof swap);
        memcpy(row[i - 1], row[j], sizeof swap);
        memcpy(row[j], swap, sizeof swap);
    }
}

/* Column 0 is the id: a number, or the text in front of it when `texts`. */
static struct sheet random_sheet(struct chance *c, const char *name, size_t rows, bool texts, struct arena *a)
{
    struct sheet s = { .name = str_of(name), .columns = 2 + (size_t)chance_below(c, COLUMNS_MAX - 1) };
    size_t from = (size_t)chance_below(c, COUNT_OF(NAMES));

    s.row = arena_alloc(a, rows + 1, sizeof *s.row, _Alignof(struct str));
    s.rows = s.row ? rows : 0;
    s.header[0] = STR("id");
    for (size_t i = 1; i < s.columns; i++)
        s.header[i] = str_of(NAMES[(from + i) % COUNT_OF(NAMES)]);
    for (size_t r = 0; r < s.rows; r++) {
        char *at = arena_new(a, char, 12);
        if (at)
            (void)snprintf(at, 12, texts && r % 3 == 0 ? "r%u" : "%u", (unsigned)(rows - r + 99));
        s.row[r][0] = str_of(at ? at : "1");
        for (size_t i = 1; i < s.columns; i++)
            s.row[r][i] = random_text(c, a, rows > 100 ? 30 : 3000);
    }
    return s;
}

/* The slow way: a record's text is looked up in its sheet, column by column, by name. */
static struct str plain_text_of(const struct sheet *s, uint32_t row, struct str column)
{
    for (size_t i = 1; i < s->columns; i++)
        if (str_eq(s->header[i], column))
            return str_trim(s->row[row - 1][i]);
    return STR("");
}

static const struct sheet *sheet_named(const struct sheet *s, struct str name)
{
    for (size_t i = 0; i < SHEETS; i++)
        if (str_eq(s[i].name, name))
            return &s[i];
    return NULL;
}

static bool is_what_sheets_say(const struct link_table *table, const struct sheet *s)
{
    char room[12];

    for (uint32_t r = 0; r < table->records; r++) {
        const struct sheet *of = sheet_named(s, table->source[table->source_of[r]]);
        if (!of || !str_eq(link_id(table, r, room), of->row[table->row_of[r] - 1][0]))
            return false;
        for (size_t c = 0; c < table->columns; c++)
            if (!str_eq(text_in(table, r, c), plain_text_of(of, table->row_of[r], table->column[c].name)))
                return false;
    }
    return true;
}

/* Numbered by first record, each text once, counted. */
static bool is_numbered(const struct link_table *table, size_t column, struct arena *a)
{
    const struct link_column *c = &table->column[column];
    uint32_t *count = arena_new(a, uint32_t, (size_t)c->values + 1), last = 0;

    if (!count)
        return true;
    for (uint32_t r = 0; r < table->records; r++) {
        uint32_t v = link_cells(table, r)[column];
        if (v > last + 1 || v > c->values)
            return false;
        last = v > last ? v : last;
        count[v]++;
    }
    if (last != c->values || memcmp(count, c->count, ((size_t)c->values + 1) * sizeof *count) != 0)
        return false;
    for (uint32_t v = 1; v <= c->values; v++)
        for (uint32_t w = 1; w < v; w++)
            if (str_eq(link_value(c, v), link_value(c, w)) || link_value(c, v).len == 0)
                return false;
    return true;
}

static bool is_same_column(const struct link_column *c, const struct link_column *d)
{
    if (!str_eq(c->name, d->name) || c->values != d->values)
        return false;
    for (uint32_t v = 1; v <= c->values; v++)
        if (!str_eq(link_value(c, v), link_value(d, v)) || c->count[v] != d->count[v])
            return false;
    return c->count[0] == d->count[0];
}

/* In all but the rows' places in their files. */
static bool is_same(const struct link_table *x, const struct link_table *y)
{
    char one[12], two[12];

    if (x->records != y->records || x->columns != y->columns || x->sources != y->sources ||
        memcmp(x->cell, y->cell, (size_t)x->records * x->columns * sizeof *x->cell) != 0 ||
        memcmp(x->source_of, y->source_of, x->records) != 0)
        return false;
    for (size_t i = 0; i < x->sources; i++)
        if (!str_eq(x->source[i], y->source[i]))
            return false;
    for (size_t i = 0; i < x->columns; i++)
        if (!is_same_column(&x->column[i], &y->column[i]))
            return false;
    for (uint32_t r = 0; r < x->records; r++)
        if (!str_eq(link_id(x, r, one), link_id(y, r, two)))
            return false;
    return true;
}

static bool random_sheets(struct chance *c, size_t rows, struct sheet *s, struct arena *a)
{
    static const char *const FILES[SHEETS] = { "b.csv", "c.csv", "a.csv" };

    for (size_t i = 0; i < SHEETS; i++) {
        s[i] = random_sheet(c, FILES[i], rows + i, chance_below(c, 2) != 0, a);
        if (s[i].rows == 0)
            return false;
    }
    return true;
}

static void tables_are_what_the_sheets_say(struct test *t, struct arena *a, struct err *err, size_t rows,
                                           uint64_t seed)
{
    struct chance c;
    struct sheet s[SHEETS];
    const struct sheet *order[] = { &s[0], &s[1], &s[2] }, *other[] = { &s[2], &s[0], &s[1] };
    struct link_load how = { .threads = 1 };
    struct link_table table, again;

    chance_open(&c, seed, 0);
    REQUIRE(random_sheets(&c, rows, s, a));
    REQUIRE(load(order, SHEETS, &how, a, &table, err));
    CHECK(is_what_sheets_say(&table, s));
    for (size_t i = 0; i < table.columns; i++)
        CHECK(is_numbered(&table, i, a));
    for (size_t i = 0; i < SHEETS; i++)
        shuffle_row(&c, s[i].row, s[i].rows);
    REQUIRE(load(other, SHEETS, &how, a, &again, err));
    CHECK(is_same(&table, &again));
    CHECK(is_what_sheets_say(&again, s));
    for (how.threads = 2; how.threads < 9; how.threads += 3) {
        struct link_table crewed;
        REQUIRE(load(other, SHEETS, &how, a, &crewed, err));
        CHECK(is_same(&again, &crewed));
        CHECK(memcmp(again.row_of, crewed.row_of, again.records * sizeof *again.row_of) == 0);
    }
}

TEST(small_random_tables_are_what_the_sheets_say_in_any_order_of_rows_and_files)
{
    for (uint64_t seed = 1; seed <= 2; seed++)
        tables_are_what_the_sheets_say(t, a, err, 6, seed);
}

/* Once: thousands of rows, so that batches fill and the numbering has its thread. */
TEST_ONCE(large_random_tables_are_what_the_sheets_say_on_any_number_of_threads)
{
    for (uint64_t seed = 1; seed <= 4; seed++)
        tables_are_what_the_sheets_say(t, a, err, 3000, seed);
}

TEST(plain_numbers_are_read_back_as_they_were)
{
    static const struct {
        const char *text;
        bool plain;
    } KNOWN[] = { { "0", true },           { "9", true },  { "4294967295", true }, { "4294967296", false },
                  { "99999999999", false }, { "", false }, { "01", false },        { "-1", false },
                  { "1.0", false },         { "12a", false } };
    char room[12];

    for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
        uint32_t n;
        bool plain = plain_number(str_of(KNOWN[i].text), &n);
        CHECK(plain == KNOWN[i].plain);
        if (plain)
            CHECK_STR(plain_text(n, room), str_of(KNOWN[i].text));
    }
}

/* ---- memory ---- */

TEST_ONCE(what_it_may_use_is_obeyed_and_all_is_given_back)
{
    struct chance c;
    struct sheet s[SHEETS];
    const struct sheet *order[] = { &s[0], &s[1], &s[2] };
    size_t cap = 0;
    bool ok = false;

    chance_open(&c, 5, 0);
    REQUIRE(random_sheets(&c, 2000, s, a));
    for (cap = 100000; !ok && cap < (size_t)1 << 28; cap += cap / 3)
        for (unsigned threads = 1; threads <= 2; threads++) {
            struct arena_meter meter = { .cap = cap };
            struct arena measured _cleanup_(arena_close) = { 0 };
            struct link_load how = { .threads = threads };
            struct link_table table;
            struct err why = { 0 };
            arena_open(&measured, SIZE_MAX);
            arena_measure(&measured, &meter);
            ok = load(order, SHEETS, &how, &measured, &table, &why);
            CHECK(ok || why.kind == ERR_LIMIT);
            CHECK(meter.peak <= cap);
            arena_close(&measured);
            CHECK(meter.used == 0);
        }
    CHECK(ok);
}
