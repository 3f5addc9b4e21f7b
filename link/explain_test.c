#include "link/explain.h"

#include "base/json.h"
#include "base/test.h"
#include "link/fixture_test.h"

/* ---- which record is meant ---- */

static uint32_t no_cells[6];
static uint8_t source_of[6] = { 0, 0, 1, 1, 2, 2 };
static struct str source[3] = { { "a.csv", 5 }, { "a.csv:7", 7 }, { "b.csv", 5 } };
static const uint64_t id_start[7] = { 0, 1, 4, 5, 7, 8, 11 };

/* a.csv has 7 and 7:9; a.csv:7 has 9 and x1; b.csv has 7 and u:v. */
static const struct link_table named = { .records = 6, .columns = 1, .cell = no_cells, .sources = 3,
                                         .source = source, .source_of = source_of,
                                         .id = { .text = "77:99x17u:v", .start = id_start } };

TEST(a_record_is_found_by_source_and_id)
{
    uint32_t found;

    REQUIRE(record_find(&named, STR("a.csv:7"), &found, err));
    CHECK(found == 0);
    REQUIRE(record_find(&named, STR("b.csv:7"), &found, err));
    CHECK(found == 4);
    REQUIRE(record_find(&named, STR("b.csv:u:v"), &found, err));
    CHECK(found == 5);
    REQUIRE(record_find(&named, STR("a.csv:7:x1"), &found, err));
    CHECK(found == 3);
}

TEST(an_id_alone_is_enough_where_one_source_has_it)
{
    uint32_t found;

    REQUIRE(record_find(&named, STR("x1"), &found, err));
    CHECK(found == 3);
    REQUIRE(record_find(&named, STR("u:v"), &found, err));
    CHECK(found == 5);
    CHECK(!record_find(&named, STR("7"), &found, err) && err->kind == ERR_INPUT);
}

TEST(a_name_that_fits_two_records_or_none_is_refused_and_not_repeated)
{
    uint32_t found = 42;

    CHECK(!record_find(&named, STR("a.csv:7:9"), &found, err) && err->kind == ERR_INPUT);
    CHECK(!record_find(&named, STR("a.csv:zebra"), &found, err) && err->kind == ERR_MISSING);
    CHECK(!strstr(err->say, "zebra"));
    CHECK(!record_find(&named, STR(""), &found, err) && err->kind == ERR_MISSING);
    CHECK(!record_find(&named, STR("a.csv"), &found, err) && err->kind == ERR_MISSING);
    CHECK(found == 42);
}

/* ---- in words ---- */

static struct explain_line line[4] = {
    { .comparison = { "date_of_birth", 13 }, .level = { "All other comparisons", 21 },
      .one = { "1980-01-02", 10 }, .two = { "1971-05-09", 10 }, .m = .02, .u = .97, .weight = -5.6 },
    { .comparison = { "surname", 7 }, .level = { "Exact match on surname", 22 }, .one = { "Thorn", 5 },
      .two = { "Thorn", 5 }, .m = .68, .u = .0025, .weight = 8.1, .term = 1, .shared_by = .00025 },
    { .comparison = { "phone", 5 }, .level = { "missing", 7 }, .two = { "01632 960001", 12 }, .null = true },
    { .comparison = { "sex", 3 }, .level = { "the same", 8 }, .one = { "m", 1 }, .two = { "m", 1 }, .m = 1,
      .u = .5, .weight = 1, .shared_by = .5 },
};

static struct explain made_explain(void)
{
    return (struct explain){ .source_one = STR("a.csv"), .id_one = STR("7"), .source_two = STR("b.csv"),
                             .id_two = STR("9"), .prior = -10, .weight = -5.5, .probability = .0216,
                             .threshold = 4.25, .blocked = true, .rule = 2, .lines = 4, .line = line };
}

static bool has(struct str s, const char *text)
{
    return memmem(s.at, s.len, text, strlen(text)) != NULL;
}

static size_t where(struct str s, const char *text)
{
    const char *at = memmem(s.at, s.len, text, strlen(text));

    return at ? (size_t)(at - s.at) : SIZE_MAX;
}

TEST(a_pair_is_explained_for_and_against_strongest_first)
{
    struct explain e = made_explain();
    struct buf b = { .arena = a };
    struct str s;

    explain_words(&e, &b);
    REQUIRE(buf_done(&b, "words", &s, err));
    CHECK(has(s, "a.csv:7 and b.csv:9: no match."));
    CHECK(has(s, "216 of 10,000 pairs of this weight are one person, if the model is right."));
    CHECK(has(s, "Surname: exact match on surname, shared by 1 in 4,000 records. Seen in 68 in 100 pairs of "
                 "one person, 1 in 400 pairs of two: speaks for (+9.1)."));
    CHECK(has(s, "Date of birth: all other comparisons. Seen in 1 in 50 pairs of one person, 97 in 100 pairs "
                 "of two: speaks against (-5.6)."));
    CHECK(has(s, "Blocking rule 2 makes this pair."));
    CHECK(where(s, "For one person") < where(s, "Surname:") && where(s, "Surname:") < where(s, "Sex:") &&
          where(s, "Sex:") < where(s, "Against") && where(s, "Against") < where(s, "Says nothing"));
    CHECK(has(s, "Phone: missing.") && has(s, "nothing and \"01632 960001\""));
    CHECK(!has(s, "%"));
}

TEST(the_table_adds_up)
{
    struct explain e = made_explain();
    struct buf b = { .arena = a };
    struct str s;

    explain_words(&e, &b);
    REQUIRE(buf_done(&b, "words", &s, err));
    CHECK(has(s, "  -10.00               -10.00  before anything is compared: 1 in 1,025 pairs\n"));
    CHECK(has(s, "   -5.60       +0.00   -15.60  Date of birth: \"1980-01-02\" and \"1971-05-09\"\n"));
    CHECK(has(s, "   +8.10       +1.00    -6.50  Surname: "));
    CHECK(has(s, "   +1.00       +0.00    -5.50  Sex: "));
}

TEST(clusters_that_differ_from_the_pair_are_said)
{
    struct explain e = made_explain();
    struct buf b = { .arena = a }, c = { .arena = a }, d = { .arena = a };
    struct str s;

    e.same_cluster = true;
    explain_words(&e, &b);
    REQUIRE(buf_done(&b, "words", &s, err));
    CHECK(has(s, "in one cluster all the same"));
    e.same_cluster = false;
    e.weight = 20;
    e.probability = .999999;
    e.left_out = true;
    explain_words(&e, &c);
    REQUIRE(buf_done(&c, "words", &s, err));
    CHECK(has(s, ": a match.") && has(s, "different clusters all the same"));
    CHECK(has(s, "more than 9,999 of 10,000"));
    CHECK(has(s, "unless its block was left out"));
    e.blocked = false;
    explain_words(&e, &d);
    REQUIRE(buf_done(&d, "words", &s, err));
    CHECK(has(s, "No blocking rule makes this pair") && !has(s, "different clusters"));
}

TEST(a_value_cannot_steer_the_terminal)
{
    struct explain e = made_explain();
    struct explain_line x = line[1];
    struct buf b = { .arena = a };
    struct str s;

    x.one = STR("a\x1b[31m\xc2\x9b" "b\xc3\xa9\n");
    x.comparison = STR("\x07ring");
    e.line = &x;
    e.lines = 1;
    explain_words(&e, &b);
    REQUIRE(buf_done(&b, "words", &s, err));
    CHECK(!str_has(s, '\x1b') && !str_has(s, '\x07') && !has(s, "\xc2\x9b"));
    CHECK(has(s, "\"a?[31m?b\xc3\xa9?\""));
}

TEST(a_pair_is_explained_as_one_document_of_json)
{
    struct explain e = made_explain();
    struct buf b = { .arena = a };
    const struct json *root;
    struct str s;

    explain_json(&e, &b);
    REQUIRE(buf_done(&b, "json", &s, err) && json_read(s, a, &root, err));
    CHECK_STR(json_at(json_at(root, "two"), "id")->text, STR("9"));
    CHECK_NEAR(json_at(root, "match_weight")->number, -5.5, 1e-9);
    CHECK(json_at(root, "match")->type == JSON_FALSE && json_at(root, "match_rule")->type == JSON_NUMBER);
    const struct json *one = json_at(root, "comparisons")->first;
    CHECK_STR(json_at(one, "comparison")->text, STR("date_of_birth"));
    CHECK(json_at(one->next->next, "m")->type == JSON_NULL);
    double sum = json_at(root, "prior_weight")->number;
    for (; one; one = one->next)
        sum += json_at(one, "weight")->number + json_at(one, "term_weight")->number;
    CHECK_NEAR(sum, json_at(root, "match_weight")->number, 1e-6);
}

/* ---- of a whole linkage ---- */

static bool explained_well(const struct link_table *people, const struct link_result *r, uint32_t one,
                           uint32_t two, struct arena *a, struct err *err)
{
    struct explain e, turned;

    if (!explain_make(people, r, one, two, a, &e, err) || !explain_make(people, r, two, one, a, &turned, err))
        return false;
    double sum = e.prior;
    bool well = e.lines == r->model.comparisons && fabs(e.weight - turned.weight) < 1e-12 &&
                fabs(weight_probability(e.weight) - e.probability) < 1e-12 &&
                e.same_cluster == (r->clusters.of[one] == r->clusters.of[two]);
    for (size_t i = 0; i < e.lines; i++) {
        const struct explain_line *x = &e.line[i], *y = &turned.line[i];
        sum += x->weight + x->term;
        well &= str_eq(x->one, y->two) && str_eq(x->two, y->one) && str_eq(x->level, y->level);
        well &= !x->null || (fabs(x->weight) <= 0 && fabs(x->term) <= 0);
        well &= x->shared_by >= 0 && x->shared_by <= 1;
    }
    well &= fabs(sum - e.weight) < 1e-9;
    return well || err_set(err, ERR_BUG, "an explanation does not add up");
}

TEST_ONCE(an_explanation_adds_up_and_reads_the_same_from_either_side) /* a whole linkage */
{
    static const struct link_order order = { .threshold = NAN, .threads = 1, .seed = 1 };
    struct link_table people;
    struct link_result r;
    struct chance c;

    REQUIRE(fixture_people(5, 600, 1, a, &people, err) && link_run(&people, &order, NULL, a, &r, err));
    REQUIRE(r.edges > 10);
    for (size_t i = 0; i < r.edges; i += 7) {
        struct explain e;
        CHECK(explained_well(&people, &r, r.edge[i].one, r.edge[i].two, a, err));
        REQUIRE(explain_make(&people, &r, r.edge[i].one, r.edge[i].two, a, &e, err));
        CHECK_NEAR(e.weight, (double)r.edge[i].weight, 1e-4);
        CHECK(e.blocked && e.rule <= r.edge[i].rule && e.weight >= e.threshold - 1e-4);
    }
    chance_open(&c, 1, 1);
    for (int i = 0; i < 100; i++) {
        uint32_t one = (uint32_t)chance_below(&c, 300), two = 300 + (uint32_t)chance_below(&c, 300);
        struct explain e;
        CHECK(explained_well(&people, &r, one, two, a, err));
        REQUIRE(explain_make(&people, &r, one, two, a, &e, err));
        bool made = false;
        for (size_t k = 0; k < r.model.rules; k++)
            made |= plain_blocks(&r.slots, &r.model.rule[k], one, two);
        CHECK(made == e.blocked);
    }
}
