#include "base/chance.h"
#include "base/test.h"
#include "link/settings.h"
#include "link/sql_say_test.h"
#include "link/sql_terms.h"

#include <stdio.h>

static struct str read_file(struct arena *a, const char *path)
{
    FILE *f = fopen(path, "rb");
    char *at = arena_alloc(a, 1 << 16, 1, 1);
    size_t len = f && at ? fread(at, 1, 1 << 16, f) : 0;

    if (f)
        (void)fclose(f);
    return (struct str){ at, len };
}

static struct str write_model(struct arena *a, const struct link_model *m)
{
    struct buf b = { .arena = a };
    struct err err = { 0 };

    return settings_write(m, &b, &err) && !b.failed ? (struct str){ b.at, b.len } : (struct str){ 0 };
}

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || a == b;
}

static bool same_level(const struct link_level *a, const struct link_level *b)
{
    return str_eq(a->says, b->says) && node_eq(a->when, b->when) && a->null == b->null &&
           same_number(a->m, b->m) && same_number(a->u, b->u) && a->fix_m == b->fix_m &&
           a->fix_u == b->fix_u && a->adjusted == b->adjusted &&
           (!a->adjusted || (expr_eq(&a->term, &b->term) && a->term_weight == b->term_weight &&
                             a->term_floor == b->term_floor && a->term_own_u == b->term_own_u));
}

static bool same_comparison(const struct link_comparison *a, const struct link_comparison *b)
{
    bool same = str_eq(a->name, b->name) && str_eq(a->says, b->says) && a->levels == b->levels;

    for (size_t i = 0; same && i < a->levels; i++)
        same = same_level(&a->level[i], &b->level[i]);
    return same;
}

static bool same_rules(const struct link_rule *a, const struct link_rule *b, size_t rules)
{
    for (size_t i = 0; i < rules; i++) {
        if (!str_eq(a[i].name, b[i].name) || a[i].parts != b[i].parts)
            return false;
        for (size_t k = 0; k < a[i].parts; k++)
            if (!expr_eq(&a[i].part[k], &b[i].part[k]))
                return false;
    }
    return true;
}

static bool same_texts(const struct str *a, const struct str *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!str_eq(a[i], b[i]))
            return false;
    return true;
}

/* Columns and literals are numbered as they are met, so a model that was read once has them in that order. */
static bool same_model(const struct link_model *a, const struct link_model *b)
{
    bool same = a->columns == b->columns && same_texts(a->column, b->column, a->columns) &&
                a->literals == b->literals && same_texts(a->literal, b->literal, a->literals) &&
                str_eq(a->id_column, b->id_column) && str_eq(a->source_column, b->source_column) &&
                a->type == b->type && same_number(a->lambda, b->lambda) &&
                a->comparisons == b->comparisons && a->rules == b->rules &&
                a->training_rules == b->training_rules && same_rules(a->rule, b->rule, a->rules) &&
                same_rules(a->training_rule, b->training_rule, a->training_rules);

    for (size_t i = 0; same && i < a->comparisons; i++)
        same = same_comparison(&a->comparison[i], &b->comparison[i]);
    return same;
}

/* ---- Splink's own files ---- */

static const struct known {
    const char *path;
    double lambda;
    size_t comparisons, levels, rules, unknown_m, unknown_u, adjusted;
    const char *id;
} KNOWN[] = {
    { "data/known/link/splink_demo.json", 0.00298012298012298, 5, 25, 3, 0, 0, 4, "unique_id" },
    { "data/known/link/splink_h50k.json", 0.00013582694460587586, 6, 31, 10, 0, 0, 0, "unique_id" },
    { "data/known/link/splink_trained_fake_1000.json", 0.0033319033319033323, 4, 24, 4, 1, 0, 4,
      "unique_id" },
    { "data/known/link/splink_trained_febrl3.json", 0.000526505301060212, 6, 29, 5, 0, 0, 4, "rec_id" },
    { "data/known/link/splink_trained_h50k.json", 0.00013582694460587586, 5, 27, 10, 0, 1, 5,
      "unique_id" },
    { "data/known/link/splink_trained_syn100k.json", 1.4621289070033558e-05, 6, 32, 7, 0, 1, 4,
      "unique_id" },
    { "data/known/link/splink_trained_syn1m.json", 1.448872877444306e-06, 6, 32, 7, 0, 3, 4,
      "unique_id" },
};

static void count_levels(const struct link_model *m, struct known *n)
{
    for (size_t i = 0; i < m->comparisons; i++)
        for (size_t k = 0; k < m->comparison[i].levels; k++) {
            const struct link_level *l = &m->comparison[i].level[k];
            n->levels++;
            n->unknown_m += !l->null && isnan(l->m);
            n->unknown_u += !l->null && isnan(l->u);
            n->adjusted += l->adjusted;
        }
}

TEST_ONCE(every_settings_file_that_splink_made_is_read_whole) /* seven files */
{
    for (size_t i = 0; i < COUNT_OF(KNOWN); i++) {
        struct known n = { 0 };
        struct link_model m, again;

        REQUIRE(settings_read(read_file(a, KNOWN[i].path), "m.json", a, &m, err));
        count_levels(&m, &n);
        CHECK(m.lambda == KNOWN[i].lambda && m.comparisons == KNOWN[i].comparisons);
        CHECK(n.levels == KNOWN[i].levels && m.rules == KNOWN[i].rules && m.training_rules == 0);
        CHECK(n.unknown_m == KNOWN[i].unknown_m && n.unknown_u == KNOWN[i].unknown_u);
        CHECK(n.adjusted == KNOWN[i].adjusted && m.type == LINK_TYPE_DEDUPE);
        CHECK(model_is_trained(&m) == (n.unknown_m + n.unknown_u == 0));
        CHECK_STR(m.id_column, str_of(KNOWN[i].id));
        CHECK_STR(m.source_column, STR("source_dataset"));
        REQUIRE(settings_read(write_model(a, &m), "m.json", a, &again, err));
        CHECK(same_model(&m, &again));
    }
}

TEST(a_trained_level_keeps_its_numbers_words_and_condition)
{
    struct link_model m;
    struct buf b = { .arena = a };

    REQUIRE(settings_read(read_file(a, KNOWN[0].path), "m.json", a, &m, err));
    const struct link_level *l = &m.comparison[0].level[1];
    CHECK_STR(m.comparison[0].name, STR("first_name"));
    CHECK_STR(m.comparison[0].says, STR("NameComparison"));
    CHECK_STR(l->says, STR("Exact match on first_name"));
    CHECK(l->m == 0.49092153055564214 && l->u == 0.006187690390473553 && l->adjusted && !l->null);
    CHECK(l->term_weight == 1 && l->term_floor == 0 && !l->term_own_u && l->term.steps == 0);
    CHECK_STR(m.column[l->term.column], STR("first_name"));
    CHECK(m.comparison[0].level[0].null && isnan(m.comparison[0].level[0].m));
    CHECK(m.comparison[0].level[5].when->kind == NODE_ALWAYS);
    say_node(&m, m.comparison[0].level[2].when, &b);
    CHECK_STR(((struct str){ b.at, b.len }), STR("jw>=0.92{first_name|first_name}"));
    CHECK(m.rules == 3 && m.rule[0].parts == 2 && m.rule[1].parts == 1);
    CHECK_STR(m.rule[1].name, STR("l.\"surname\" = r.\"surname\""));
    CHECK_STR(m.column[m.rule[1].part[0].column], STR("surname"));
}

/* ---- hostile and mistaken files ---- */

#define LEVEL(more)   "{\"sql_condition\": \"ELSE\"" more "}"
#define LEVELS(list)  "{\"output_column_name\": \"a\", \"comparison_levels\": [" list "]}"
#define MODEL(more)   "{\"comparisons\": [" LEVELS(LEVEL("")) "]" more "}"
#define EQUAL         "{\"sql_condition\": \"\\\"a_l\\\" = \\\"a_r\\\"\"}"

TEST_ONCE(a_file_that_is_no_model_is_refused_and_says_where) /* many files */
{
    static const struct {
        const char *json, *says;
    } BAD[] = {
        { "", "m.json: this is no JSON" },
        { "[]", "m.json: a model must be an object" },
        { "{}", "m.json: there are no comparisons" },
        { "{\"comparisons\": []}", "there are no comparisons" },
        { "{\"comparisons\": {}}", "there are no comparisons" },
        { "{\"comparisons\": [1]}", "m.json, comparison 1: a comparison must be an object" },
        { "{\"comparisons\": [{}]}", "comparison 1: a comparison needs comparison_levels" },
        { "{\"comparison_columns\": []}", "settings of Splink 2" },
        { "{\"proportion_of_matches\": 1}", "settings of Splink 2" },
        { "{\"comparisons\": [" LEVELS("1") "]}", "comparison 1 (a), level 1: a level must be an object" },
        { "{\"comparisons\": [" LEVELS("{}") "]}", "level 1: a level needs a sql_condition" },
        { "{\"comparisons\": [" LEVELS(EQUAL) "]}", "level 1: the last level must be ELSE" },
        { "{\"comparisons\": [" LEVELS(LEVEL("") "," EQUAL) "]}", "level 1: ELSE must be the last" },
        { "{\"comparisons\": [" LEVELS(LEVEL(", \"m_probability\": 1.5")) "]}",
          "level 1: m_probability must be from 0 to 1" },
        { "{\"comparisons\": [" LEVELS(LEVEL(", \"u_probability\": -1")) "]}",
          "u_probability must be from 0 to 1" },
        { "{\"comparisons\": [" LEVELS(LEVEL(", \"m_probability\": \"x\"")) "]}",
          "m_probability must be a number" },
        { "{\"comparisons\": [" LEVELS(LEVEL(", \"is_null_level\": 1")) "]}",
          "is_null_level must be true or false" },
        { "{\"comparisons\": [" LEVELS(LEVEL(", \"tf_adjustment_weight\": -1")) "]}",
          "term frequency's weight" },
        { "{\"comparisons\": [" LEVELS(LEVEL(", \"tf_adjustment_column\": \"f(x)\"")) "]}",
          "level 1: f() at character 1 of the SQL is not a function that is read" },
        { "{\"comparisons\": [" LEVELS(LEVEL(", \"m_probabilty\": 1")) "]}",
          "m_probabilty is not a setting that is read" },
        { "{\"comparisons\": [" LEVELS("{\"sql_condition\": \"hamming(a_l, a_r) < 2\"}") "]}",
          "m.json, comparison 1 (a), level 1: hamming() at character 1 of the SQL is not" },
        { MODEL(", \"x\": 1"), "m.json: x is not a setting" },
        { MODEL(", \"x\\u0000y\": 1"), "m.json: a member is not a setting" },
        { MODEL(", \"link_type\": \"all\""), "link_type must be dedupe_only" },
        { MODEL(", \"link_type\": 1"), "link_type must be a text" },
        { MODEL(", \"probability_two_random_records_match\": 0"), "must be more than 0" },
        { MODEL(", \"probability_two_random_records_match\": 1"), "less than 1" },
        { MODEL(", \"blocking_rules_to_generate_predictions\": 1"), "must be a list in [ ]" },
        { MODEL(", \"blocking_rules_to_generate_predictions\": [1]"),
          "m.json, rule 1 of blocking_rules_to_generate_predictions: a rule must be an object" },
        { MODEL(", \"blocking_rules_to_generate_predictions\": [{}]"), "a rule needs a blocking_rule" },
        { MODEL(", \"blocking_rules_to_generate_predictions\": [\"l.a = r.a\", \"1 = 1\"]"),
          "rule 2 of blocking_rules_to_generate_predictions: " },
        { MODEL(", \"training_blocking_rules\": [\"l.a = r.b\"]"),
          "rule 1 of training_blocking_rules: = at character 5 of the SQL has different things" },
        { MODEL(", \"blocking_rules_to_generate_predictions\": [{\"blocking_rule\": \"l.a = r.a\", "
                "\"arrays_to_explode\": [\"a\"]}]"),
          "arrays_to_explode is not read" },
    };

    for (size_t i = 0; i < COUNT_OF(BAD); i++) {
        struct link_model m = { .columns = 77 };

        CHECK(!settings_read(str_of(BAD[i].json), "m.json", a, &m, err) && m.columns == 77);
        CHECK(err->kind == ERR_INPUT && strstr(err->say, BAD[i].says));
    }
}

/* `text` so many times, separated by commas, between two others. */
static struct str repeat(struct arena *a, const char *before, const char *text, size_t times,
                         const char *after)
{
    struct buf b = { .arena = a };

    buf_add_text(&b, before);
    for (size_t i = 0; i < times; i++) {
        buf_add_text(&b, i ? "," : "");
        buf_add_text(&b, text);
    }
    buf_add_text(&b, after);
    return b.failed ? STR("") : (struct str){ b.at, b.len };
}

TEST_ONCE(more_comparisons_levels_or_rules_than_a_model_holds_are_refused) /* long files */
{
    static const char LIST[] = "{\"comparisons\": [{\"comparison_levels\": [";
    static const char RULES[] = "{\"comparisons\": [" LEVELS(LEVEL("")) "], "
                                "\"blocking_rules_to_generate_predictions\": [";
    struct link_model m;

    CHECK(settings_read(repeat(a, "{\"comparisons\": [", LEVELS(LEVEL("")), 32, "]}"), "m", a, &m, err));
    CHECK(!settings_read(repeat(a, "{\"comparisons\": [", LEVELS(LEVEL("")), 33, "]}"), "m", a, &m, err) &&
          strstr(err->say, "more than 32 comparisons"));
    CHECK(settings_read(repeat(a, LIST, EQUAL, 15, "," LEVEL("") "]}]}"), "m", a, &m, err));
    CHECK(!settings_read(repeat(a, LIST, EQUAL, 16, "," LEVEL("") "]}]}"), "m", a, &m, err) &&
          strstr(err->say, "more than 16 levels"));
    CHECK(settings_read(repeat(a, RULES, "\"l.a = r.a\"", 32, "]}"), "m", a, &m, err));
    CHECK(!settings_read(repeat(a, RULES, "\"l.a = r.a\"", 33, "]}"), "m", a, &m, err) &&
          strstr(err->say, "more than 32 rules"));
}

TEST(what_splink_leaves_out_is_unknown_or_its_default)
{
    struct link_model m;

    REQUIRE(settings_read(STR("{\"comparisons\": [{\"comparison_levels\": [{\"sql_condition\": "
                              "\"a_l = a_r\", \"tf_adjustment_column\": \"a b\", \"m_probability\": null,"
                              "\"u_probability\": \"level not observed in training dataset\"},"
                              "{\"sql_condition\": \" else \", \"tf_adjustment_column\": null}]}]}"),
                          "m", a, &m, err));
    const struct link_level *l = m.comparison[0].level;
    CHECK(isnan(m.lambda) && isnan(l[0].m) && isnan(l[0].u) && !model_is_trained(&m));
    CHECK(l[0].adjusted && l[0].term_weight == 1 && !l[1].adjusted && m.type == LINK_TYPE_UNSAID);
    CHECK_STR(m.column[l[0].term.column], STR("a b"));
    CHECK(m.rules == 0 && m.id_column.len == 0 && m.comparison[0].name.len == 0);
}

/* Splink 4 and 5 open exactly this, and give the weights of the file it came from. */
TEST(what_splink_knows_is_written_in_splinks_own_words)
{
    static const char JSON[] =
        "{\"link_type\":\"dedupe_only\",\"probability_two_random_records_match\":0.001,"
        "\"unique_id_column_name\":\"unique_id\",\"sql_dialect\":\"duckdb\","
        "\"blocking_rules_to_generate_predictions\":["
        "{\"blocking_rule\":\"(l.\\\"a\\\" = r.\\\"a\\\") AND (l.\\\"b c\\\" = r.\\\"b c\\\")\","
        "\"sql_dialect\":\"duckdb\"}],"
        "\"comparisons\":[{\"output_column_name\":\"a\",\"comparison_levels\":["
        "{\"sql_condition\":\"\\\"a_l\\\" IS NULL OR \\\"a_r\\\" IS NULL\","
        "\"label_for_charts\":\"a is NULL\",\"is_null_level\":true},"
        "{\"sql_condition\":\"\\\"a_l\\\" = \\\"a_r\\\"\",\"label_for_charts\":\"Exact match on a\","
        "\"m_probability\":0.9,\"u_probability\":0.012345678901234568,\"fix_u_probability\":true,"
        "\"tf_adjustment_column\":\"a\",\"tf_adjustment_weight\":1,\"tf_minimum_u_value\":1e-05,"
        "\"disable_tf_exact_match_detection\":true},"
        "{\"sql_condition\":\"ELSE\",\"m_probability\":0.1}],"
        "\"comparison_description\":\"ExactMatch\"}]}";
    struct link_model m;

    REQUIRE(settings_read(str_of(JSON), "m.json", a, &m, err));
    CHECK_STR(write_model(a, &m), str_of(JSON));
}
